import type { Place } from '../../shared/analytics/latest.ts'
import type { Reader } from '../db/engine.ts'
import { fenceOf } from './fence.ts'
import { historyLine } from './lines.ts'
import { linePage } from './lines-store.ts'
import type { Ask } from './questions.ts'
import { listTeams } from './store.ts'

/**
 * Escalations looked at for one piece of the file: a few milliseconds, in between which others are answered, and few
 * enough that what is made of them is gone again before memory is cleared: it would be kept for long else.
 */
const SCANNED = 125

export type HistoryAsk = Ask & { after: Place | null }
export type HistoryPiece = { csv: Uint8Array; next: Place | null }

/** The next piece of the history as CSV, oldest first, without titles. Each piece stands alone: nothing is kept between them. */
export async function historyPiece(conn: Reader, ask: HistoryAsk): Promise<HistoryPiece> {
  const { organizationId, filter, after } = ask
  const fence = fenceOf(ask, await listTeams(conn, organizationId))
  const { lines, next } = await linePage(conn, organizationId, { filter, ...fence }, after, SCANNED)
  return { csv: new TextEncoder().encode(lines.map(historyLine).join('')), next }
}
