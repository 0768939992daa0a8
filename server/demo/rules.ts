import { and, eq, inArray, like } from 'drizzle-orm'
import type { Condition } from '../../shared/rules/condition.ts'
import { diffOf, type RuleEventType, type RuleSnapshot } from '../../shared/rules/history.ts'
import { DEFAULTS } from '../../shared/rules/schema.ts'
import { DAY, HOUR, type Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Caller } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'
import { setReadFacts } from '../facts/rule-marks.ts'
import { factsRead } from '../rules/compiled.ts'
import { liveRuleRows } from '../rules/store.ts'

/** Ids of sample rules begin so. */
const PREFIX = 'sample-rule-'

type SampleRule = Pick<RuleSnapshot, 'name' | 'description' | 'conditions' | 'mode' | 'priority'> & {
  /** A member's key, or a team's name. */
  to: string
  /** Days ago on which it acted, or would have. */
  acted: number[]
}

const unhealthy = (threshold: number): Condition => ({
  all: [
    { field: 'health_score', operator: '<', value: threshold },
    { field: 'arr', operator: '>', value: 50_000 },
  ],
})

const RULES: readonly SampleRule[] = [
  {
    name: 'Unhealthy and worth over 50k',
    description: 'Ines looks at these herself before the customer calls.',
    conditions: unhealthy(30),
    mode: 'on',
    priority: 10,
    to: 'ines.keller',
    acted: [80, 73, 70, 66, 58, 51, 49, 40, 37, 30, 22, 19, 12, 9, 4, 2],
  },
  {
    name: 'Overdue by a week',
    description: null,
    conditions: { all: [{ field: 'overdue_days', operator: '>=', value: 7 }] },
    mode: 'shadow',
    priority: 5,
    to: 'Scale CS',
    acted: [26, 25, 21, 20, 16, 14, 13, 8, 6, 5, 3, 1],
  },
  {
    name: 'Renewal near and nobody signs in',
    description: 'Waits for the renewal season.',
    conditions: {
      all: [
        { field: 'renewal_in_days', operator: 'between', value: [0, 45] },
        { field: 'last_login_days', operator: '>=', value: 14 },
      ],
    },
    mode: 'off',
    priority: 0,
    to: 'tom.okafor',
    acted: [],
  },
]

type Cast = { people: ReadonlyMap<string, string>; teams: ReadonlyMap<string, string> }

/** Sample rules with a history. What matches when they come is marked as handled: nobody is escalated to. */
export async function addSampleRules(
  tx: Writer,
  { organizationId, actor }: Caller,
  { people, teams }: Cast,
  workflows: readonly { id: string }[],
  now: Instant,
): Promise<void> {
  for (const [index, { to, acted, ...sample }] of RULES.entries()) {
    const id = `${PREFIX}${index + 1}`
    const snapshot: RuleSnapshot = {
      ...sample,
      escalateToUserId: people.get(to) ?? null,
      escalateToTeamId: people.has(to) ? null : (teams.get(to) ?? null),
      teamPick: 'round_robin',
      cooldownHours: DEFAULTS.cooldownHours,
      capPerHour: DEFAULTS.capPerHour,
    }
    const createdAt = now - 84 * DAY
    const switching = sample.mode === 'off' ? null : ('mark' as const)
    const last = acted.at(-1)
    await tx.insert(tx.t.routingRule).values({
      ...snapshot,
      organizationId,
      id,
      arriving: switching,
      arrivingAfter: switching && '',
      lastFiredAt: last === undefined || sample.mode !== 'on' ? null : now - last * DAY,
      createdBy: actor,
      createdAt,
      updatedAt: now,
      version: 2,
    })
    const first = { ...snapshot, mode: 'off' as const, ...(index === 0 && { conditions: unhealthy(20) }) }
    const base = { organizationId, ruleId: id, actor }
    const events = [
      { ...base, at: createdAt, type: 'changed', reason: 'created', diff: diffOf(null, first), snapshot: first },
      { ...base, at: createdAt + 2 * HOUR, type: 'changed', reason: null, diff: diffOf(first, snapshot), snapshot },
      ...acted.map((days, at) => ({
        ...base,
        at: now - days * DAY - (at % 7) * HOUR,
        type: (sample.mode === 'on' ? 'applied' : 'shadow') as RuleEventType,
        workflowId: workflows[(index * 17 + at * 5) % Math.max(1, workflows.length)]?.id ?? null,
        actor: { type: 'rule', ruleId: id, name: sample.name } as const,
      })),
    ].map((event) => ({ ...event, id: newPastId(event.at), type: event.type as RuleEventType }))
    await insertMany(tx, tx.t.ruleEvent, events)
  }
  await settleFacts(tx, organizationId)
}

/** An id that sorts where the instant belongs, in a past that this process has left behind. */
function newPastId(at: Instant): string {
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}${newId(at).slice(13)}`
}

async function settleFacts(tx: Writer, organizationId: string): Promise<void> {
  const live = await liveRuleRows(tx, organizationId)
  await setReadFacts(tx, organizationId, factsRead(live.map(({ conditions }) => conditions)))
}

/** Takes the sample rules away with everything they did. */
export async function removeSampleRules(tx: Writer, organizationId: string): Promise<void> {
  const { routingRule, ruleEvent, ruleState, ruleOverride } = tx.t
  const rows = await tx
    .select({ id: routingRule.id })
    .from(routingRule)
    .where(and(eq(routingRule.organizationId, organizationId), like(routingRule.id, `${PREFIX}%`)))
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return
  for (const table of [ruleEvent, ruleState, ruleOverride])
    await tx.delete(table).where(and(eq(table.organizationId, organizationId), inArray(table.ruleId, ids)))
  await tx.delete(routingRule).where(and(eq(routingRule.organizationId, organizationId), inArray(routingRule.id, ids)))
  await settleFacts(tx, organizationId)
}
