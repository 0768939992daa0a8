import { z } from 'zod'
import { anyText, text } from '../text.ts'
import { RiskLevelSchema } from './risk.ts'

export const ALERT_TYPES = ['churn_risk', 'tension_detected'] as const
export const AlertType = z.enum(ALERT_TYPES)
export type AlertType = z.infer<typeof AlertType>

/** The most severe first. */
export const SEVERITIES = ['critical', 'high', 'medium'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

export const ALERT_STATUSES = ['open', 'acknowledged', 'resolved', 'false_positive'] as const
export const AlertStatus = z.enum(ALERT_STATUSES)
export type AlertStatus = z.infer<typeof AlertStatus>

/** What a person can say of what was found in a message. */
export const VERDICTS = ['false_positive', 'confirmed', 'missed'] as const
export type Verdict = (typeof VERDICTS)[number]

export const PROPOSAL_STATES = ['proposed', 'applied', 'reverted', 'dismissed'] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]

/** A change of the analysis, with what it would have done to the labelled messages. */
export type ProposalChange = {
  kind: 'weight' | 'threshold'
  /** The detector whose findings are weighed anew, or the level whose least score moves. */
  of: string
  from: number
  to: number
  /** False positives that would not have been alerted, those that still would, and those that would be added. */
  removed: number
  remaining: number
  added: number
  /** Confirmed and missed messages that still would have been alerted, those that would not any more, and those that would now. */
  kept: number
  lost: number
  gained: number
}

export const Notes = anyText(4_000)

/** A move of an alert. Notes are kept with what closes it. */
export const StatusChange = z.strictObject({ status: AlertStatus, notes: Notes.optional() })
export type StatusChange = z.infer<typeof StatusChange>

export const AlertFilter = z.strictObject({
  status: AlertStatus.optional(),
  severity: Severity.optional(),
  customerId: text(200).optional(),
  /** Tag of something that was found in the leading message. */
  indicator: text(100).optional(),
  /** Raised from `from` on, before `to`; epoch milliseconds. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
})
export type AlertFilter = z.infer<typeof AlertFilter>

/** What somebody says of a message that was, or should have been, alerted. */
export const Feedback = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('confirmed'), messageId: text(200), reason: Notes.optional() }),
  z.strictObject({
    verdict: z.literal('missed'),
    messageId: text(200),
    /** How risky it was. */
    missedRisk: RiskLevelSchema.exclude(['low']),
    reason: Notes.optional(),
  }),
])
export type Feedback = z.infer<typeof Feedback>
