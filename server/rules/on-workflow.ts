import { notFound } from '../../shared/errors.ts'
import type { Person } from '../../shared/actor.ts'
import type { Mode } from '../../shared/rules/decide.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'
import { findWorkflows } from '../workflows/store.ts'
import { listRuleEvents } from './event-store.ts'
import { byOf, type RuleEventView } from './present.ts'
import { overridesOf, statesOf } from './state-store.ts'
import { listRuleRows, ruleNames } from './store.ts'

export type RulesOnWorkflow = {
  /** Rules whose condition holds here, in the order in which they win. */
  rules: {
    id: string
    name: string
    mode: Mode
    matchedSince: Instant | null
    outcome: string | null
    reason: string | null
    actedAt: Instant | null
  }[]
  /** "Not for this workflow", by whom and when. */
  overrides: { ruleId: string; name: string; reason: string | null; by: Person | null; at: Instant }[]
  history: RuleEventView[]
  nextCursor: string | null
}

/** What rules make and made of one workflow. Throws not_found. */
export async function rulesOnWorkflow(
  conn: Reader,
  organizationId: string,
  reference: string,
  cursor?: string,
): Promise<RulesOnWorkflow> {
  const workflow = (await findWorkflows(conn, organizationId, [reference])).get(reference)
  if (!workflow) throw notFound('Workflow')
  const rows = await listRuleRows(conn, organizationId)
  const states = (await statesOf(conn, organizationId, [workflow.id])).get(workflow.id) ?? []
  const overrides = await overridesOf(conn, organizationId, [workflow.id])
  const { events, nextCursor } = await listRuleEvents(conn, organizationId, { workflowId: workflow.id }, cursor)
  const names = await ruleNames(conn, organizationId, [
    ...events.map(({ ruleId }) => ruleId),
    ...overrides.map(({ ruleId }) => ruleId),
  ])
  return {
    rules: rows.flatMap(({ id, name, mode }) => {
      const state = states.find((one) => one.ruleId === id && one.mode === (mode === 'on' ? 'on' : 'shadow'))
      if (mode === 'off' || !state) return []
      const { matchedSince, outcome, reason, actedAt } = state
      return [{ id, name, mode, matchedSince, outcome, reason, actedAt }]
    }),
    overrides: overrides.map(({ ruleId, reason, actor, at }) => {
      const by = byOf(actor)
      return { ruleId, name: names.get(ruleId) ?? '', reason, by: by && 'userId' in by ? by : null, at }
    }),
    history: events.map(({ organizationId: _, actor, ...event }) => ({
      ...event,
      by: byOf(actor),
      customerName: null,
      ruleName: names.get(event.ruleId) ?? null,
    })),
    nextCursor,
  }
}
