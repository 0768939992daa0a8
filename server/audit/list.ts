import { AUDITED, type AuditEvent, type AuditFilter, auditMatcher } from '../../shared/audit/schema.ts'
import { firstIdAt } from '../clock.ts'
import type { Context } from '../context.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'
import { pacer } from '../pace.ts'
import { actWindow, auditWindow, type IdRange } from './store.ts'

/** Rows looked at in one go, and at most for one page: what is filtered out costs as much as what is shown. */
const WINDOW = 250
const MOST = 5_000
/** Sorts after every id. */
const LAST = 'g'

export type AuditPage = { events: AuditEvent[]; nextCursor: string | null }

/**
 * Changes that pass the filter, newest first. A page may be short or empty and still have a `nextCursor`: older rows are
 * yet to be looked at.
 */
export async function listAudit(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  organizationId: string,
  filter: AuditFilter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<AuditPage> {
  const matches = auditMatcher(filter)
  const pace = pacer(clock)
  const after = decodeCursor(cursor, ['text'])
  // The time in an id is never before that of its row, but later where the clock was set back in between.
  const range = { from: filter.from === undefined ? '' : firstIdAt(filter.from), before: String(after?.[0] ?? LAST) }
  const events: AuditEvent[] = []
  for (let looked = 0; looked < MOST; looked += WINDOW) {
    const rows = await window(db.read, organizationId, filter, range)
    for (const event of rows) {
      range.before = event.id
      if (matches(event)) events.push(event)
      if (events.length === limit) return { events, nextCursor: encodeCursor([range.before]) }
    }
    if (rows.length < WINDOW) return { events, nextCursor: null }
    await pace()
  }
  return { events, nextCursor: encodeCursor([range.before]) }
}

/** The next rows of the sources that may hold what is asked for, in the order of their ids. */
async function window(conn: Reader, organizationId: string, filter: AuditFilter, range: IdRange) {
  const { about } = filter
  const isSetting = (AUDITED as readonly string[]).includes(about ?? '')
  const settings = about === undefined || isSetting
  const acts = about === undefined ? filter.acts === true : !isSetting
  const [changes, told] = [
    settings ? await auditWindow(conn, organizationId, range, WINDOW) : [],
    acts ? await actWindow(conn, organizationId, range, WINDOW) : [],
  ]
  return [...changes, ...told].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, WINDOW)
}
