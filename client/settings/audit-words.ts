import type { Outputs } from '../trpc.ts'

export type AuditEvent = Outputs['audit']['list']['events'][number]

/** What an event may be about, as the filter offers it. */
export const ABOUT_OPTIONS = [
  { value: 'member', label: 'Members' },
  { value: 'key', label: 'API keys' },
  { value: 'team', label: 'Teams' },
  { value: 'organization', label: 'Organization' },
  { value: 'channel', label: 'Slack and email' },
  { value: 'definition', label: 'Workflow definitions' },
  { value: 'rule', label: 'Rules' },
  { value: 'view', label: 'Saved views' },
  { value: 'import', label: 'Imports' },
  { value: 'sample-data', label: 'Sample data' },
  { value: 'backup', label: 'Backups' },
  { value: 'customer', label: 'Customers and contacts' },
  { value: 'workflow', label: 'Workflows' },
]

/** `member.link_made` → "Member link made". */
export function actionWords(action: string): string {
  const words = action.replace(/[._-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "Dana (API key Sync)", "Dana in Slack", "job retention". */
export function actorWords({ actor }: AuditEvent): string {
  if (actor.type === 'job') return `job ${actor.job}`
  if (actor.type === 'rule') return `rule ${actor.name}`
  if (actor.type === 'apiKey') return `${actor.name} (API key ${actor.keyName})`
  return actor.type === 'slack' ? `${actor.name} in Slack` : actor.name
}

/** `maxEscalationDepth` → "max escalation depth". */
export function fieldWords(field: string): string {
  return field
    .replace(/^(metrics|properties)\./, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}

/** A value as one line; "–" for none. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ') || '–'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** Everything that changed in one line: "role member → admin, name Ann → Anna". */
export function diffWords({ diff }: AuditEvent): string {
  return Object.entries(diff)
    .map(([field, [before, after]]) =>
      before === null
        ? `${fieldWords(field)} ${valueWords(after)}`
        : `${fieldWords(field)} ${valueWords(before)} → ${valueWords(after)}`,
    )
    .join(', ')
}
