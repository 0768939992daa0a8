import { z } from 'zod'
import type { TriggerTypeLabel } from '../escalations/schema.ts'
import { text } from '../text.ts'
import type { Instant } from '../time/instant.ts'
import type { Times } from './times.ts'

export const BREAKDOWNS = [
  'recipient',
  'definition',
  'team',
  'triggerType',
  'triggerCount',
  'logic',
  'weekday',
  'hour',
  'day',
] as const
export const Breakdown = z.enum(BREAKDOWNS)
export type Breakdown = z.infer<typeof Breakdown>

export const TRIGGER_TYPES = ['immediate', 'date', 'event', 'combined'] as const satisfies TriggerTypeLabel[]
export const LOGICS = ['AND', 'OR'] as const

/** The key of "no recipient yet" and "in no team", in breakdowns and as a filter. */
export const NONE = 'none'

/** Parts of the escalations that a tile counts: waiting ones; with triggers; with triggers and fired; found late; not needed. */
export const ONLY = ['armed', 'conditional', 'timed', 'late', 'not_needed'] as const

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

/** The filters besides the period, as REST and the screen send them. */
export const filterFields = {
  definitionId: text(100).optional(),
  /** A person's id, or `none`. */
  recipientId: text(200).optional(),
  /** Escalated to the team, or to somebody who is in it today. */
  teamId: text(100).optional(),
  triggerType: z.enum(TRIGGER_TYPES).optional(),
  source: z.enum(['person', 'rule']).optional(),
}

/** What a bar, cell or tile stands for, on top of the filters. */
export const drillFields = {
  triggerCount: whole(0, 3).optional(),
  logic: z.enum(LOGICS).optional(),
  /** 1 = Monday … 7 = Sunday. */
  weekday: whole(1, 7).optional(),
  hour: whole(0, 23).optional(),
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Must be a day such as 2027-01-15')
    .optional(),
  only: z.enum(ONLY).optional(),
}

const Drill = z.strictObject({ ...filterFields, ...drillFields })

/** Which escalations: asked for from `from` until before `to`, and whatever else is given. */
export type Filter = z.infer<typeof Drill> & { from?: Instant | undefined; to?: Instant | undefined }

/** Whose: null is everybody's; else what is assigned or escalated to these people, or escalated to these teams. */
export type Scope = { people: readonly string[]; teams: readonly string[] } | null

export type Summary = {
  /** All that were asked for: immediate, waiting, fired, cancelled. */
  totalEscalations: number
  immediate: number
  armed: number
  /** From arming to firing, of the fired ones with triggers. */
  timeToEscalate: Times
  /** Who received most, and how many; of several the one with the smallest id. */
  mostEscalatedTo: { userId: string; escalations: number } | null
  falseEscalations: number
  firedLate: number
  /** Part of all that waited for something, 0 to 1; null where there are none. */
  conditionalShare: number | null
}

export type BreakdownRow = { key: string; escalations: number; armed: number } & Times

/** Armed ones by how long they have waited: from `from` until before `to`, both ages in milliseconds. */
export type AgeBucket = { from: number; to: number | null; armed: number }

/** One step of the trend: a day, week or month, named by its first day. */
export type TrendPoint = {
  key: string
  escalations: number
  conditional: number
  notNeeded: number
  /** Mean hours of those that were timed. */
  mean: number | null
}

export const STEPS = ['day', 'week', 'month'] as const
export type Step = (typeof STEPS)[number]
