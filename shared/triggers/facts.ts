import type { Instant } from '../time/instant.ts'

/** A fact of the kind a latched trigger waits for, heard since the evaluator last looked: `receivedAt` of first and last. */
export type Pending = { firstAt: Instant; lastAt: Instant }

/** What is known now of what one trigger waits for; the evaluator loads it, `decide` judges it. */
export type Observation =
  /** A date needs the clock alone. */
  | { kind: 'clock' }
  /** Logins, manual events, messages: all that matters is whether one came. */
  | {
      kind: 'happening'
      pending: Pending | null
      /** A message came whose risk nobody knows yet. */
      unanalysed: boolean
    }
  | {
      kind: 'completion'
      pending: Pending | null
      /** Null where there is no such workflow or action any more. */
      target: { name: string; completedAt: Instant | null } | null
    }
  | { kind: 'metric'; reading: { value: number; at: Instant; receivedAt: Instant } | null }
  | { kind: 'conversation'; lastInboundAt: Instant | null; lastOutboundAt: Instant | null }
