import { z } from 'zod'
import type { Actor } from '../actor.ts'
import { normalise, searchWords } from '../search.ts'
import { SearchText, text } from '../text.ts'
import type { Instant } from '../time/instant.ts'
import type { AuditDiff } from './diff.ts'

/** What the settings consist of: the first word of a subject in the audit log. */
export const AUDITED = [
  'member',
  'key',
  'team',
  'organization',
  'channel',
  'definition',
  'rule',
  'view',
  'import',
  'sample-data',
  'backup',
] as const

/** One change, as it is read: of the settings, or an act on a workflow or customer. */
export type AuditEvent = {
  id: string
  at: Instant
  actor: Actor
  action: string
  /** `member:<id>`, `workflow:<id>`, … */
  subject: string
  subjectName: string
  diff: AuditDiff
  /** The request's id in the server's log. */
  requestId: string | null
}

/** What may be asked of the audit log. Instants are read by the edge that takes them. */
export const AuditQuery = z.strictObject({
  search: SearchText.optional(),
  /** `member`, `workflow`, …: the first word of the subject. */
  about: text(40).optional(),
  /** Changes by this person, also through their keys and Slack. */
  actorId: text(200).optional(),
  /** Acts on workflows and customers too. */
  acts: z.boolean().optional(),
})

export type AuditFilter = z.infer<typeof AuditQuery> & { from?: Instant | undefined; to?: Instant | undefined }

/** Who did it, as a line of text. */
export function actorName(actor: Actor): string {
  return actor.type === 'job' ? actor.job : actor.name
}

/** A test of single events. */
export function auditMatcher(filter: AuditFilter): (event: AuditEvent) => boolean {
  const words = searchWords(filter.search ?? '')
  return (event) => {
    if (event.at < (filter.from ?? 0) || event.at >= (filter.to ?? Number.POSITIVE_INFINITY)) return false
    if (filter.about !== undefined && event.subject.split(':')[0] !== filter.about) return false
    if (filter.actorId !== undefined && !('userId' in event.actor && event.actor.userId === filter.actorId))
      return false
    if (words.length === 0) return true
    const text = normalise(`${event.action} ${event.subjectName} ${actorName(event.actor)} ${event.subject}`)
    return words.every((word) => text.includes(word))
  }
}

/** The details of a timeline entry as a diff: what it tells as before and after, and the rest as new. */
export function diffOfDetails(details: Record<string, unknown>): AuditDiff {
  const diff: AuditDiff = {}
  for (const [name, value] of Object.entries(details)) {
    if (name === 'changes' && isRecord(value)) Object.assign(diff, value)
    else if (isRecord(value) && 'before' in value && 'after' in value) diff[name] = [value['before'], value['after']]
    else if (value !== null && value !== undefined) diff[name] = [null, value]
  }
  return diff
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
