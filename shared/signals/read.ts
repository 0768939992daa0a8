import type { Issue } from '../errors.ts'
import { HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { instantFromWire } from '../time/wire.ts'
import { issuesOf } from '../zod-issues.ts'
import { REQUIRED, SignalBody } from './schema.ts'

/** How far ahead of us a sender's clock may be. */
export const MAX_AHEAD = 5 * MINUTE
/** What is older than this on arrival is history: kept, and acted on by nothing. */
export const HISTORY_AGE = HOUR

/** A signal that makes sense on its own; whether its customer or workflow exists is not known yet. */
export type ReadSignal = Omit<SignalBody, 'at'> & { at: Instant; history: boolean }

export type Reading<T> = { ok: true; value: T } | { ok: false; id: string | null; issues: Issue[] }

/** Reads one item of a batch, whatever it is. `zone` is the organization's, `history` says that all of them are. */
export function readSignal(
  item: unknown,
  { now, zone, history }: { now: Instant; zone: string; history: boolean },
): Reading<ReadSignal> {
  const parsed = SignalBody.safeParse(item)
  if (!parsed.success) return { ok: false, id: idOf(item), issues: issuesOf(parsed.error) }
  const { at: written, ...signal } = parsed.data
  const issues: Issue[] = REQUIRED[signal.type]
    .filter((field) => parsed.data[field] === undefined)
    .map((field) => ({ path: [field], message: `A ${signal.type} needs a ${field}` }))
  const time = readTime(written, { now, zone, history })
  if (time.issue) issues.push(time.issue)
  if (issues.length > 0) return { ok: false, id: signal.id, issues }
  return { ok: true, value: { ...signal, at: time.at, history: time.history } }
}

/** When something was, and whether that is history. */
export function readTime(
  written: string | undefined,
  { now, zone, history }: { now: Instant; zone: string; history: boolean },
): { at: Instant; history: boolean; issue: Issue | null } {
  const at = written === undefined ? now : instantFromWire(written, zone)
  const ahead = at > now + MAX_AHEAD
  const issue = ahead ? { path: ['at'], message: 'More than 5 minutes in the future: check the sender’s clock' } : null
  return { at, history: history || at < now - HISTORY_AGE, issue }
}

/** The id of an item that could not be read, if it has one. */
export function idOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null
  return typeof item.id === 'string' ? item.id.slice(0, 200) : null
}
