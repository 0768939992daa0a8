import type { EscalationLine } from '../../shared/analytics/line.ts'
import { latestOf } from '../../shared/analytics/latest.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'
import type { Analyst } from './analyst.ts'
import { lineView } from './lines.ts'
import { linesOf } from './lines-store.ts'
import type { Ask } from './questions.ts'

export type ListAsk = Ask & { cursor?: string | undefined; limit: number }
export type EscalationPage = { escalations: EscalationLine[]; count: number; nextCursor: string | null }

/** A page of the escalations that fit, the latest first; `count` is how many fit in all. */
export async function listLatest(analyst: Analyst, conn: Reader, ask: ListAsk): Promise<EscalationPage> {
  const position = decodeCursor(ask.cursor, ['integer', 'text'])
  const after = position && { createdAt: Number(position[0]), id: String(position[1]) }
  const { places, count } = await analyst.select(ask, (columns, rows) => ({
    places: latestOf(columns, rows, after, ask.limit + 1),
    count: rows.length,
  }))
  const page = places.slice(0, ask.limit)
  const lines = await linesOf(
    conn,
    ask.organizationId,
    page.map(({ id }) => id),
  )
  const last = page.at(-1)
  return {
    escalations: page.flatMap(({ id }) => {
      const line = lines.get(id)
      return line ? [lineView(line)] : []
    }),
    count,
    nextCursor: places.length > ask.limit && last ? encodeCursor([last.createdAt, last.id]) : null,
  }
}
