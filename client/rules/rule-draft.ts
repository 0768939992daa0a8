import type { Condition } from '../../shared/rules/condition.ts'
import { DEFAULTS } from '../../shared/rules/schema.ts'
import { draftOf, type GroupDraft, newGroup } from './condition/draft.ts'
import type { Rule } from './words.ts'

/** A rule while it is written. */
export type RuleDraft = {
  name: string
  description: string
  root: GroupDraft
  target: string | null
  teamPick: Rule['teamPick']
  cooldownHours: number | string
  capPerHour: number | string
}

export function emptyRule(): RuleDraft {
  return {
    name: '',
    description: '',
    root: newGroup('all'),
    target: null,
    teamPick: 'least_loaded',
    cooldownHours: DEFAULTS.cooldownHours,
    capPerHour: DEFAULTS.capPerHour,
  }
}

export function fromTemplate({ name, conditions }: { name: string; conditions: Condition }): RuleDraft {
  return { ...emptyRule(), name, root: draftOf(conditions) }
}

export function fromRule(rule: Rule): RuleDraft {
  const { name, description, teamPick, cooldownHours, capPerHour, conditions, target } = rule
  return {
    name,
    description: description ?? '',
    root: draftOf(conditions),
    target: `${target.kind}:${target.id}`,
    teamPick,
    cooldownHours,
    capPerHour,
  }
}

/** What is sent besides the condition. */
export function fieldsOf(draft: RuleDraft) {
  const [kind, id = ''] = draft.target?.split(':') ?? []
  const target = kind === 'team' ? { escalateToTeamId: id } : { escalateToUserId: id }
  return {
    name: draft.name.trim(),
    description: draft.description.trim() === '' ? null : draft.description.trim(),
    ...(draft.target !== null && target),
    teamPick: draft.teamPick,
    cooldownHours: Number(draft.cooldownHours),
    capPerHour: Number(draft.capPerHour),
  }
}
