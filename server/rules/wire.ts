import { z } from 'zod'
import { toIso } from '../../shared/time/instant.ts'
import type { RuleEventView, RuleView } from './present.ts'

const Instant = z.string()
const NullableInstant = z.string().nullable()

/** A rule as REST shows it. */
export const WireRule = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  priority: z.number(),
  position: z.number(),
  conditions: z.unknown(),
  words: z.string(),
  fields: z.array(z.string()),
  mode: z.enum(['off', 'shadow', 'on']),
  escalateToUserId: z.string().nullable(),
  escalateToTeamId: z.string().nullable(),
  target: z.object({ kind: z.enum(['user', 'team']), id: z.string(), name: z.string() }),
  teamPick: z.enum(['least_loaded', 'round_robin']),
  cooldownHours: z.number(),
  capPerHour: z.number(),
  pausedAt: NullableInstant,
  arriving: z.string().nullable(),
  lastFiredAt: NullableInstant,
  matching: z.number(),
  quarantined: z.number(),
  weeks: z.array(z.number()),
  shadowWeeks: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.number(),
})

export function wireRule({ createdBy: _, target: { kind, id, name }, ...rule }: RuleView): z.infer<typeof WireRule> {
  return {
    ...rule,
    target: { kind, id, name },
    pausedAt: toIso(rule.pausedAt),
    lastFiredAt: toIso(rule.lastFiredAt),
    createdAt: toIso(rule.createdAt),
    updatedAt: toIso(rule.updatedAt),
  }
}

/** What happened, when, to which workflow, why, and by whom. */
export const WireEvent = z.object({
  id: z.string(),
  ruleId: z.string(),
  type: z.string(),
  at: Instant,
  workflowId: z.string().optional(),
  customerName: z.string().optional(),
  flowActionId: z.string().optional(),
  reason: z.string().optional(),
  diff: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).optional(),
  by: z
    .union([z.object({ userId: z.string(), name: z.string() }), z.object({ ruleId: z.string(), name: z.string() })])
    .nullable(),
})

export function wireEvent(event: RuleEventView): z.infer<typeof WireEvent> {
  const { id, ruleId, type, at, workflowId, customerName, flowActionId, reason, diff, by } = event
  return {
    id,
    ruleId,
    type,
    at: toIso(at),
    ...(workflowId !== null && { workflowId }),
    ...(customerName !== null && { customerName }),
    ...(flowActionId !== null && { flowActionId }),
    ...(reason !== null && { reason }),
    ...(diff !== null && { diff }),
    by,
  }
}

const Result = z.enum(['true', 'false', 'unknown'])
const Name = z.object({ id: z.string(), name: z.string() })

export const WireSimulation = z.object({
  workflowId: z.string(),
  matchedRule: Name.nullable(),
  liveRule: Name.nullable(),
  escalateToUserId: z.string().nullable(),
  escalateTo: z.object({ userId: z.string(), name: z.string() }).nullable(),
  refusal: z.string().nullable(),
  open: z.boolean(),
  evaluations: z.array(
    z.object({
      ruleId: z.string(),
      name: z.string(),
      mode: z.string(),
      result: Result,
      explanation: z.string(),
      words: z.string(),
      why: z.unknown(),
      flip: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown(), words: z.string() })).nullable(),
      losesTo: Name.nullable(),
      overridden: z.boolean(),
      outcome: z.string().nullable(),
    }),
  ),
})
