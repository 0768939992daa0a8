import { z } from 'zod'

const hours = z.number().nullable()
const instant = z.iso.datetime().nullable()
const Named = z.object({ id: z.string(), name: z.string() })
const PersonView = z.object({ userId: z.string(), name: z.string() }).nullable()

export const SummaryWire = z.object({
  totalEscalations: z.number(),
  immediate: z.number(),
  armed: z.number(),
  timeToEscalate: z.object({ mean: hours, median: hours, p90: hours }),
  mostEscalatedTo: z.object({ userId: z.string(), name: z.string(), escalations: z.number() }).nullable(),
  mtta: hours,
  mttr: hours,
  falsePositiveRate: z.number().nullable(),
  falseEscalations: z.number(),
  firedLate: z.number(),
  conditionalShare: z.number().nullable(),
})

export const BreakdownRowView = z.object({
  key: z.string(),
  label: z.string(),
  escalations: z.number(),
  armed: z.number(),
  mean: hours,
  median: hours,
  p90: hours,
})

/** An escalation of the history; instants in ISO 8601. */
export const EscalationLineView = z.object({
  id: z.string(),
  phase: z.enum(['armed', 'fired', 'cancelled']),
  createdAt: z.iso.datetime(),
  firedAt: instant,
  endedAt: instant,
  endedBy: z.string().nullable(),
  workflow: z.object({ id: z.string(), externalId: z.string().nullable() }),
  customer: Named,
  definition: Named,
  recipient: PersonView,
  recipientTeam: z.object({ teamId: z.string(), name: z.string() }).nullable(),
  assignee: PersonView,
  triggerType: z.enum(['immediate', 'date', 'event', 'combined']),
  triggerCount: z.number(),
  logic: z.enum(['AND', 'OR']),
  source: z.enum(['person', 'rule']),
  reason: z.string().nullable(),
  firedLate: z.boolean(),
  outcome: z.enum(['helped', 'not_needed']).nullable(),
  hours,
})
