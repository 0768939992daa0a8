import { setImmediate as turn, setTimeout as rest } from 'node:timers/promises'
import { DomainError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import type { Lane, Writer } from './engine.ts'

/** Milliseconds that a batch may hold the event loop, and below which the next one may be larger. */
const LONG = 3
const SHORT = 1.5
const LARGEST = 256
/** A batch that waited so long, in milliseconds, for its turn and its commit had company; it then rests for so long. */
const CROWDED = 1.5
const REST = 12
/** A batch that took too long is cut by this: a busy server is no reason to refuse what fits in pieces. */
const PIECES = 8
/** So many items are a person's act or a live feed, not a load. */
const FEW = 16

/**
 * Writes many items, each batch in a unit of work of its own that keeps under the 5 ms a unit may take: on SQLite the
 * size follows what the last batch took, on PostgreSQL the loop is free while the server works. A few items go
 * with people's writes, many go with the bulk ones. A batch that took too long is begun anew in smaller pieces.
 * @returns what `work` returned, one result per item, in order. Earlier batches stay when a later one fails.
 */
export async function inBatches<Item, Result>(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  items: readonly Item[],
  work: (tx: Writer, batch: readonly Item[]) => Promise<Result[]>,
): Promise<Result[]> {
  const lane: Lane = items.length > FEW ? 'bulk' : 'people'
  const results: Result[] = []
  let size = db.dialect === 'sqlite' ? 16 : 128
  for (let start = 0; start < items.length; ) {
    const batch = items.slice(start, start + size)
    let took = 0
    const askedAt = clock.monotonic()
    const write = db.write(async (tx) => {
      const startedAt = clock.monotonic()
      const saved = await work(tx, batch)
      took = clock.monotonic() - startedAt
      return saved
    }, lane)
    const done = await write.catch((error: unknown) => {
      if (batch.length === 1 || !(error instanceof DomainError) || error.code !== 'busy') throw error
      return null
    })
    if (done === null) {
      size = Math.ceil(batch.length / PIECES)
      continue
    }
    results.push(...done)
    start += batch.length
    if (db.dialect === 'sqlite') size = nextSize(size, took)
    if (start >= items.length) break
    // A unit of work on SQLite ends without the event loop having had a turn. Who had to wait for its own was not alone.
    const crowded = db.dialect === 'sqlite' && clock.monotonic() - askedAt - took > CROWDED
    await (crowded ? rest(REST) : turn())
  }
  return results
}

function nextSize(size: number, took: number): number {
  if (took > LONG) return Math.max(1, Math.floor((size * SHORT) / took))
  return took < SHORT ? Math.min(LARGEST, size * 2) : size
}
