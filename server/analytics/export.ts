import { HISTORY_TITLES } from '../../shared/analytics/line.ts'
import type { Place } from '../../shared/analytics/latest.ts'
import { csvLine } from '../../shared/csv.ts'
import type { AnalyticsThread } from './thread.ts'
import type { Ask } from './questions.ts'

/**
 * The escalation history as CSV, a piece whenever the reader has taken the one before: memory does not grow with it, and
 * a reader who leaves ends it.
 */
export function historyCsv(thread: AnalyticsThread, ask: Ask): ReadableStream<Uint8Array> {
  const left = new AbortController()
  let after: Place | null = null
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(new TextEncoder().encode(csvLine(HISTORY_TITLES))),
      async pull(controller) {
        // With a narrow filter a piece may be empty: the stream asks again only after it was given something.
        for (let given = 0; given === 0; ) {
          const piece: Awaited<ReturnType<typeof thread.call<'history'>>> = await thread.call(
            'history',
            { ...ask, after },
            { signal: left.signal },
          )
          if (piece.csv.length > 0) controller.enqueue(piece.csv)
          given = piece.csv.length
          after = piece.next
          if (after === null) {
            controller.close()
            return
          }
        }
      },
      cancel: () => left.abort(),
    },
    { highWaterMark: 1 },
  )
}

/** RFC 6266: a name that every browser understands, with the days where the period has some. */
export function historyFile(from: string | null, to: string | null): string {
  const days = [from, to].filter((day) => day !== null).join(' to ')
  const name = days === '' ? 'escalations.csv' : `escalations ${days}.csv`
  return `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`
}
