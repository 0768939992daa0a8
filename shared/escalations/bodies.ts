import { z } from 'zod'
import { EventKey, prose, text } from '../text.ts'
import { Logic, Trigger } from '../triggers/schema.ts'
import { MAX_TRIGGERS } from '../triggers/validate.ts'
import { FlowKind, Outcome } from './schema.ts'

// The bodies that come in, for REST and tRPC alike. Strict: an unknown field is a mistake, not a wish to be ignored.

/** Hoist's id or `ext:<externalId>`. */
const workflowId = text(210, 'Say which workflow: its id, or ext: and its external id')
const userId = text(200, 'Choose a person')
const teamId = text(200, 'Choose a team')
const reason = prose(2_000).optional()

const triggers = z
  .array(Trigger, 'triggers is a list of 1 to 3 triggers; an empty list means at once')
  .max(MAX_TRIGGERS, `Use at most ${MAX_TRIGGERS} triggers`)

const conditions = {
  workflowId,
  triggers,
  logic: Logic.default('OR'),
  reason,
  /** End the open flow action and put this one in its place. */
  replace: z.boolean().optional(),
  /** Accept a date that is over; it fires at once. */
  allowPast: z.boolean().optional(),
}

const recipient = { escalateToUserId: userId.optional(), escalateToTeamId: teamId.optional() }

type Recipient = { escalateToUserId?: string | undefined; escalateToTeamId?: string | undefined }

function oneRecipient(body: Recipient, check: z.RefinementCtx): void {
  if (body.escalateToUserId === undefined && body.escalateToTeamId === undefined)
    check.addIssue({ code: 'custom', path: ['escalateToUserId'], message: 'Say whom to escalate to: a user or a team' })
  if (body.escalateToUserId !== undefined && body.escalateToTeamId !== undefined)
    check.addIssue({ code: 'custom', path: ['escalateToTeamId'], message: 'Choose a user or a team, not both' })
}

export const EscalateBody = z.strictObject({ ...conditions, ...recipient }).superRefine(oneRecipient)
export type EscalateBody = z.infer<typeof EscalateBody>

/** The older, immediate form. */
export const EscalateNowBody = z.strictObject({ workflowId, ...recipient, reason }).superRefine(oneRecipient)
export type EscalateNowBody = z.infer<typeof EscalateNowBody>

/** Snooze and skip: without a trigger nothing would ever bring the workflow back. */
export const WaitBody = z.strictObject({
  ...conditions,
  triggers: triggers.min(1, 'Say until when: 1 to 3 triggers'),
})
export type WaitBody = z.infer<typeof WaitBody>

export const ActBody = z.strictObject({ workflowId, reason })
export type ActBody = z.infer<typeof ActBody>

export const DeEscalateBody = z.strictObject({ workflowId, reason, outcome: Outcome.optional() })
export type DeEscalateBody = z.infer<typeof DeEscalateBody>

/** The same acts with the workflow in the address. */
export const ReasonBody = z.strictObject({ reason })
export type ReasonBody = z.infer<typeof ReasonBody>

export const ManualEventBody = z.strictObject({
  workflowId,
  eventKey: EventKey,
  note: prose(2_000).optional(),
})
export type ManualEventBody = z.infer<typeof ManualEventBody>

/** What the dialog has so far; everything but the workflow and the kind may still be missing. */
export const PreviewBody = z.strictObject({
  workflowId,
  kind: FlowKind,
  triggers: z.array(z.unknown()).max(10).default([]),
  logic: Logic.default('OR'),
  ...recipient,
  reason,
  replace: z.boolean().optional(),
  allowPast: z.boolean().optional(),
})
export type PreviewBody = z.infer<typeof PreviewBody>

const list = {
  /** Assigned or escalated to this person. */
  userId: text(200).optional(),
  cursor: z.string().min(1).max(500).optional(),
}

export const ListInput = z.strictObject({
  kind: FlowKind,
  /** Assigned or escalated to the one who asks. */
  mine: z.boolean().optional(),
  ...list,
  escalatedToMe: z.boolean().optional(),
  includeTriggered: z.boolean().optional(),
  limit: z.number().int().min(1).max(200).optional(),
})
export type ListInput = z.infer<typeof ListInput>

const flag = z.enum(['true', 'false'], 'Say true or false').optional()

/** Parameters of the address: text only. */
export const ListQuery = z.strictObject({
  ...list,
  escalatedToMe: flag,
  includeTriggered: flag,
  limit: z.coerce.number().int().min(1).max(200).optional(),
})
export type ListQuery = z.infer<typeof ListQuery>
