import type { RuleEventType } from '../rules/history.ts'

/** How often one thing happened to one rule. */
export type RuleCount = { ruleId: string; type: RuleEventType; events: number; notNeeded: number }

/** What became of a rule in a period. */
export type RuleRow = {
  ruleId: string
  /** Its condition came true. */
  matched: number
  /** It escalated; and of those, how many were said not to have been needed. */
  applied: number
  notNeeded: number
  /** It would have escalated: it is being tried out. */
  shadow: number
  /** It did not, because of an open action, a guard or another rule. */
  suppressed: number
  quarantined: number
  overridden: number
}

const COUNTED = ['matched', 'applied', 'shadow', 'suppressed', 'quarantined', 'overridden'] as const

/** The rules by how often they escalated, then by how often they matched. */
export function ruleRows(counts: readonly RuleCount[]): RuleRow[] {
  const rows = new Map<string, RuleRow>()
  for (const { ruleId, type, events, notNeeded } of counts) {
    const counted = COUNTED.find((one) => one === type)
    if (counted === undefined) continue
    const row = rows.get(ruleId) ?? emptyRow(ruleId)
    rows.set(ruleId, row)
    row[counted] += events
    if (counted === 'applied') row.notNeeded += notNeeded
  }
  return [...rows.values()].toSorted(
    (a, b) => b.applied - a.applied || b.matched - a.matched || (a.ruleId < b.ruleId ? -1 : 1),
  )
}

function emptyRow(ruleId: string): RuleRow {
  return { ruleId, matched: 0, applied: 0, notNeeded: 0, shadow: 0, suppressed: 0, quarantined: 0, overridden: 0 }
}
