import type { DeliveryState, NotificationType } from '../../shared/notifications/schema.ts'
import type { RetentionKind } from '../../shared/retention/schema.ts'
import type { Role } from '../../shared/roles.ts'
import type { Tone } from '../ui/theme.ts'

export const TYPE_WORDS: Record<NotificationType, { label: string; when: string }> = {
  escalation_received: { label: 'Escalated to me', when: 'Somebody needs you on a workflow.' },
  escalation_update: { label: 'My escalations', when: 'One of yours fired, was acknowledged, taken or ended.' },
  workflow_returned: { label: 'Back in my queue', when: 'A snoozed workflow woke or a skipped one came back.' },
  workflow_assigned: { label: 'Assigned to me', when: 'A workflow became yours.' },
  alert: { label: 'Critical alerts', when: 'A message that must be answered now. Always at once.' },
  weekly_summary: { label: 'Weekly summary', when: 'Mondays: how escalating went last week, where you see analytics.' },
  data_health: { label: 'Data and rules', when: 'An import or a rule has a problem an administrator must see.' },
}

export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
  admin: { label: 'Administrator', may: 'everything, and alone: settings, members, imports, rules' },
  manager: { label: 'Manager', may: 'acts on their teams’ workflows, sees analytics' },
  member: { label: 'Member', may: 'acts on workflows that are theirs or escalated to them' },
  viewer: { label: 'Viewer', may: 'reads' },
}

export const DELIVERY_WORDS: Record<DeliveryState, { label: string; tone: Tone }> = {
  pending: { label: 'waiting', tone: 'muted' },
  sending: { label: 'sending', tone: 'accent' },
  sent: { label: 'sent', tone: 'ok' },
  ambiguous: { label: 'unclear', tone: 'high' },
  dead: { label: 'failed', tone: 'critical' },
  cancelled: { label: 'cancelled', tone: 'muted' },
}

/** What each job is for; one that is missing here shows its schedule. */
export const JOB_WORDS: ReadonlyMap<string, string> = new Map([
  [
    'analytics-days',
    'Every 5 minutes: brings stored days into the time zone of the organization, where that has changed.',
  ],
  ['weekly-summary', 'Mondays at the hour of the digest: last week’s escalations, to who sees analytics.'],
  ['sweep-snooze', 'Daily at 08:00 UTC: looks again at every open snooze.'],
  ['sweep-skip', 'Daily at 08:05 UTC: looks again at every open skip.'],
  ['sweep-escalate', 'Daily at 08:10 UTC: looks again at every scheduled escalation.'],
  ['digest', 'Every hour: sends the daily digest where its hour has come.'],
  ['retention', 'Daily: clears what is too old to keep.'],
  ['backup', 'Daily at 02:40 UTC: makes a verified backup of the database.'],
])

export const RETENTION_WORDS: Record<RetentionKind, { label: string; what: string }> = {
  messages: {
    label: 'Messages',
    what: 'What customers wrote and what was answered, with its analysis. Alerts keep their quotes.',
  },
  signals: { label: 'Signals', what: 'The ids by which a signal that is sent again is known.' },
  facts: {
    label: 'History of facts',
    what: 'Metrics, logins and fields over time: what charts and backtests look back on.',
  },
  timeline: { label: 'Timelines', what: 'Who did what on workflows and customers.' },
  audit: { label: 'Audit log', what: 'Who changed which setting.' },
  notifications: { label: 'Notifications', what: 'Those that were read.' },
  deliveries: { label: 'Delivery log', what: 'Messages that were sent, failed or were cancelled.' },
  imports: { label: 'Imports', what: 'Reports of finished imports with their rejected rows.' },
  jobRuns: {
    label: 'Job runs',
    what: 'What the scheduled jobs did. With several organizations the longest wish counts.',
  },
}

/** A size on disk: `820 kB`, `3.3 MB`, `1.2 GB`. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
