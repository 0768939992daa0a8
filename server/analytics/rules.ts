import { type RuleRow, ruleRows } from '../../shared/analytics/rules.ts'
import type { Reader } from '../db/engine.ts'
import type { Ask } from './questions.ts'
import { countRuleEvents, ruleNames } from './rules-store.ts'

/** What became of each rule in the period, whatever else is filtered. */
export async function rulePerformance(
  conn: Reader,
  { organizationId, filter }: Ask,
): Promise<(RuleRow & { name: string; removed: boolean })[]> {
  const rows = ruleRows(await countRuleEvents(conn, organizationId, filter))
  const names = await ruleNames(
    conn,
    organizationId,
    rows.map(({ ruleId }) => ruleId),
  )
  return rows.map((row) => ({ ...row, ...(names.get(row.ruleId) ?? { name: '', removed: true }) }))
}
