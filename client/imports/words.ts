import type { ImportKind, ImportState } from '../../shared/imports/schema.ts'
import type { Tone } from '../ui/theme.ts'

/** What each kind of file holds, for the choice before an upload. */
export const KIND_WORDS: Record<ImportKind, { label: string; holds: string }> = {
  customers: { label: 'Customers', holds: 'One row a customer: id, name, segment, ARR, health, renewal, owner.' },
  contacts: { label: 'Contacts', holds: 'People at your customers, each with the id of their customer.' },
  workflows: {
    label: 'Workflows',
    holds: 'What your team runs on a customer: definition, assignee, due date, priority.',
  },
  signals: { label: 'Signals', holds: 'Logins, metric readings and completions over time.' },
  messages: { label: 'Messages', holds: 'What customers wrote and what you answered.' },
}

export const STATE_WORDS: Record<ImportState, { label: string; tone: Tone }> = {
  ready: { label: 'waits for you', tone: 'high' },
  running: { label: 'running', tone: 'accent' },
  done: { label: 'done', tone: 'ok' },
  cancelled: { label: 'cancelled', tone: 'muted' },
  failed: { label: 'failed', tone: 'critical' },
}

/** `1 row`, `1,500 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
