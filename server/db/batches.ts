import { setImmediate as turn } from 'node:timers/promises'
import { DomainError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import type { Lane, Writer } from './engine.ts'

/** Milliseconds that a batch may hold the event loop, its commit included, and below which the next one may be larger. */
const LONG = 4
const SHORT = 2
const LARGEST = 256
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
    let startedAt = 0
    const write = db.write((tx) => {
      startedAt = clock.monotonic()
      return work(tx, batch)
    }, lane)
    const done = await write.catch((error: unknown) => {
      if (batch.length === 1 || !(error instanceof DomainError) || error.code !== 'busy') throw error
      return null
    })
    if (done === null) {
      size = Math.ceil(batch.length / PIECES)
      continue
    }
    // On SQLite nothing else ran in between: what it took is what it held up.
    const took = clock.monotonic() - startedAt
    results.push(...done)
    start += batch.length
    if (db.dialect === 'sqlite') size = nextSize(size, took)
    if (start >= items.length) break
    // A unit of work on SQLite ends without the event loop having had a turn.
    await turn()
  }
  return results
}

function nextSize(size: number, took: number): number {
  if (took > LONG) return Math.max(1, Math.floor((size * SHORT) / took))
  return took < SHORT ? Math.min(LARGEST, size * 2) : size
}
