import type { ReactNode } from 'react'
import { metricWords, numberWords } from '../../shared/triggers/words.ts'
import type { Outputs } from '../trpc.ts'
import type { TimelineItem } from '../ui/timeline.tsx'
import { exactWords } from '../ui/relative.ts'

type Entry = Outputs['workflows']['get']['timeline'][number]

const TITLES = new Map([
  ['workflow.created', 'Created'],
  ['workflow.updated', 'Changed'],
  ['workflow.reassigned', 'Reassigned'],
  ['workflow.completed', 'Completed'],
  ['workflow.reopened', 'Reopened'],
  ['workflow.action_completed', 'Step done'],
  ['workflow.escalation_scheduled', 'Escalation scheduled'],
  ['workflow.escalation_cancelled', 'Escalation cancelled'],
  ['workflow.escalation_reached_nobody', 'Escalation reached nobody'],
  ['workflow.escalated', 'Escalated'],
  ['workflow.de_escalated', 'De-escalated'],
  ['workflow.ownership_taken', 'Ownership taken'],
  ['workflow.acknowledged', 'Acknowledged'],
  ['workflow.snoozed', 'Snoozed'],
  ['workflow.skipped', 'Skipped'],
  ['workflow.woken', 'Woke'],
  ['workflow.reactivated', 'Reactivated'],
  ['workflow.manual_event_fired', 'Event fired'],
  ['workflow.rule_overridden', 'A rule was switched off here'],
  ['workflow.rule_override_undone', 'A rule is on here again'],
  ['customer.created', 'Customer added'],
  ['customer.updated', 'Changed'],
  ['contact.added', 'Contact added'],
  ['contact.updated', 'Contact changed'],
  ['contact.removed', 'Contact removed'],
])

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function nameIn(value: unknown): string | null {
  if (typeof value === 'string') return value
  return isRecord(value) && typeof value.name === 'string' ? value.name : null
}

/** "by Dana", "by the rule Enterprise renewals"; the engine acts for nobody. */
function byWhom({ actor }: Entry): string {
  if (actor.type === 'job') return ''
  if (actor.type === 'rule') return ` by the rule “${actor.name}”`
  return ` by ${actor.name}${actor.type === 'slack' ? ' in Slack' : actor.type === 'apiKey' ? ' (API)' : ''}`
}

function valueWords(key: string, value: unknown, zone: string): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'number') return key.endsWith('At') ? exactWords(value, zone) : numberWords(value)
  if (Array.isArray(value)) return value.join(', ') || 'nothing'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const FIELDS = new Map([
  ['dueAt', 'due date'],
  ['renewalAt', 'renewal'],
  ['timeZone', 'time zone'],
  ['ownerId', 'owner'],
])

/** "health score from 58 to 41", for every field that changed. */
function changeLines(details: Record<string, unknown>, zone: string): string[] {
  if (!isRecord(details.changes)) return []
  return Object.entries(details.changes).flatMap(([key, change]) => {
    if (!Array.isArray(change)) return []
    const name = FIELDS.get(key) ?? metricWords(key.replace(/^(metrics|properties)\./, ''))
    if (key === 'ownerId') return [name]
    return [`${name} from ${valueWords(key, change[0], zone)} to ${valueWords(key, change[1], zone)}`]
  })
}

/** What was true, of a stored explanation: the reason why something fired. */
function reasons(details: Record<string, unknown>): string[] {
  if (!isRecord(details.explanation) || !Array.isArray(details.explanation.triggers)) return []
  return details.explanation.triggers.flatMap((trigger: unknown) =>
    isRecord(trigger) && trigger.result === 'true' ? [`${String(trigger.expected)} (${String(trigger.observed)})`] : [],
  )
}

function linesOf({ type, details }: Entry, zone: string): string[] {
  const to = nameIn(details.recipient) ?? nameIn(details.team) ?? nameIn(details.assignee) ?? nameIn(details.to)
  const lines: string[] = []
  if (typeof details.summary === 'string') lines.push(details.summary)
  else if (to !== null && /escalat|reassign|ownership/.test(type)) lines.push(`to ${to}`)
  if (type === 'workflow.action_completed' || type.startsWith('contact.')) {
    const name = nameIn(details.action) ?? nameIn(details.name)
    if (name !== null) lines.push(name)
  }
  const why = reasons(details)
  if (why.length > 0) lines.push(`Because ${why.join(' and ')}`)
  lines.push(...changeLines(details, zone))
  if (typeof details.fallback === 'string') lines.push(details.fallback)
  if (details.outcome === 'not_needed') lines.push('It was not needed')
  if (details.outcome === 'helped') lines.push('It helped')
  if (typeof details.eventKey === 'string') lines.push(details.eventKey)
  for (const words of [details.reason, details.note])
    if (typeof words === 'string' && words !== '') lines.push(`“${words}”`)
  return lines
}

/** Timeline entries in words, newest first. */
export function storyOf(entries: readonly Entry[], zone: string): TimelineItem[] {
  return entries.map((entry) => ({ id: entry.id, at: entry.at, what: tell(entry, zone) }))
}

function tell(entry: Entry, zone: string): ReactNode {
  const title = TITLES.get(entry.type) ?? entry.type.replace(/^[a-z]+\./, '').replaceAll('_', ' ')
  return (
    <>
      <b style={{ fontWeight: 600 }}>{title}</b>
      {byWhom(entry)}
      {linesOf(entry, zone).map((line) => (
        <div key={line} className="h-dim h-small">
          {line}
        </div>
      ))}
    </>
  )
}
