import type { Issue } from '../../shared/errors.ts'
import { messageOf, refusalOf } from '../ui/server-issues.ts'
import { activeEvents, type Draft, hasDate } from './draft.ts'

/**
 * The draft's name of the field that a server path means: `triggers.0.config.date` → `date`,
 * `triggers.1.config.eventConfig.threshold` → `event-1.threshold`; null where no field shows it.
 */
export function fieldOf(path: Issue['path'], draft: Draft): string | null {
  const [head, index, ...rest] = path
  if (head === 'escalateToUserId' || head === 'escalateToTeamId') return 'recipient'
  if (head === 'reason') return 'reason'
  if (head !== 'triggers' || typeof index !== 'number') return null
  if (hasDate(draft.mode) && index === 0) return 'date'
  const event = activeEvents(draft)[index - (hasDate(draft.mode) ? 1 : 0)]
  if (event === undefined) return null
  const field = rest.at(-1)
  return `${event.id}.${typeof field === 'string' && rest.includes('eventConfig') && field !== 'eventConfig' ? field : 'event'}`
}

type Sources = { missing: Map<string, string> | undefined; issues: readonly Issue[] | undefined; failure: unknown }

/** Every message beside its field, from the form itself, the preview and the failed call; `rest` has no field. */
export function useFieldErrors(draft: Draft, { missing, issues, failure }: Sources) {
  const refusal = failure ? refusalOf(failure) : null
  const placed = new Map<string, string>()
  const rest: string[] = []
  for (const { path, message } of [...(issues ?? []), ...(refusal?.issues ?? [])]) {
    const field = fieldOf(path, draft)
    if (field === null) rest.push(message)
    else placed.set(field, message)
  }
  if (refusal !== null && refusal.issues.length === 0) rest.push(messageOf(failure))
  return {
    field: (name: string) => missing?.get(name) ?? placed.get(name),
    rest: rest.length === 0 ? undefined : [...new Set(rest)].join(' '),
  }
}
