import type { Mode } from '../../shared/rules/decide.ts'
import type { RuleEventType } from '../../shared/rules/history.ts'
import type { Outputs } from '../trpc.ts'
import type { Tone } from '../ui/theme.ts'

export type Rule = Outputs['rules']['list'][number]
export type RuleEvent = Outputs['rules']['history']['events'][number]

export const MODE_WORDS: Record<Mode, { label: string; tone: Tone; does: string }> = {
  off: { label: 'Off', tone: 'muted', does: 'does nothing' },
  shadow: { label: 'Shadow', tone: 'medium', does: 'only notes what it would do; nobody is told' },
  on: { label: 'On', tone: 'ok', does: 'escalates' },
}

export const EVENT_WORDS: Record<RuleEventType, string> = {
  changed: 'Changed',
  matched: 'Matched',
  applied: 'Escalated',
  shadow: 'Would have escalated',
  suppressed: 'Held back',
  quarantined: 'Put into quarantine',
  approved: 'Released from quarantine',
  discarded: 'Discarded from quarantine',
  marked: 'Marked as handled',
  enabled: 'Went through all open workflows',
  paused: 'Paused by its breaker',
  resumed: 'Resumed',
  overridden: '“Not for this workflow”',
  override_undone: 'For this workflow again',
}

const FIELD_WORDS: Record<string, string> = {
  name: 'name',
  description: 'description',
  priority: 'priority',
  conditions: 'conditions',
  mode: 'mode',
  escalateToUserId: 'person',
  escalateToTeamId: 'team',
  teamPick: 'pick of the team',
  cooldownHours: 'cooldown',
  capPerHour: 'cap per hour',
}

export function fieldWord(name: string): string {
  return FIELD_WORDS[name] ?? name
}

export function targetWords(target: Pick<Rule['target'], 'kind' | 'name'>): string {
  if (target.name === '') return 'somebody who left'
  return target.kind === 'team' ? `the team ${target.name}` : target.name
}
