import type { Condition } from './condition.ts'
import type { TeamPick } from './schema.ts'
import type { Mode } from './decide.ts'

/** What the history of a rule tells. */
export const RULE_EVENTS = [
  'changed', // created, edited, switched, restored, removed: `diff` says what
  'matched', // its condition came true
  'applied', // it escalated
  'shadow', // it would have
  'suppressed', // it did not, and why
  'quarantined', // beyond its cap, or as asked when it was enabled
  'approved', // a person let a quarantined one go
  'discarded', // or threw it away
  'marked', // matched when it was enabled, and was marked as handled
  'enabled', // went through all workflows; `reason` counts
  'paused', // the breaker
  'resumed',
  'overridden', // "not for this workflow"
  'override_undone',
] as const
export type RuleEventType = (typeof RULE_EVENTS)[number]

/** What a person decides of a rule: what history shows and restores. */
export type RuleSnapshot = {
  name: string
  description: string | null
  priority: number
  conditions: Condition
  mode: Mode
  escalateToUserId: string | null
  escalateToTeamId: string | null
  teamPick: TeamPick
  cooldownHours: number
  capPerHour: number
}

/** Which fields two versions differ in, each with before and after; `before` is null for a new rule. */
export function diffOf(
  before: RuleSnapshot | null,
  after: RuleSnapshot,
): Record<string, [before: unknown, after: unknown]> {
  const keys = Object.keys(after) as (keyof RuleSnapshot)[]
  const differs = (key: keyof RuleSnapshot) => JSON.stringify(before?.[key] ?? null) !== JSON.stringify(after[key])
  return Object.fromEntries(keys.filter(differs).map((key) => [key, [before?.[key] ?? null, after[key]]]))
}
