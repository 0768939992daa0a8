import { setImmediate } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { pacer } from '../pace.ts'
import { type Candidate, dueCandidates } from './candidates.ts'
import { concernedBy } from './concerned.ts'
import { type DirtyRow, forgetSubject, listDirty } from './dirty-store.ts'
import type { Attempt, Result } from './attempt.ts'

/** Longest stretch of time that one subject, or what is due, may take before the others get their turn, in milliseconds. */
const TURN = 20
const BATCH = 64
const SUBJECTS = 100

/** Sees to everything that is marked or due now. Resolves when a look finds nothing more. */
export function createDrain({ db, clock }: Context, attempt: Attempt): () => Promise<void> {
  /** Actions of a subject whose evaluation changed nothing, or failed: asked again, they would be found again. */
  const settled = new Map<string, { change: number; actions: Set<string> }>()

  /**
   * Evaluates what `find` finds until nothing is left or the turn is over. True when nothing is left.
   * @param finish what is to be written with the last of them, where they fit into one transaction.
   */
  async function takeTurn(
    find: (limit: number) => Promise<Candidate[]>,
    skip: Set<string>,
    finish?: (tx: Writer) => Promise<void>,
  ): Promise<boolean> {
    const pause = pacer(clock)
    const began = clock.monotonic()
    for (;;) {
      const limit = BATCH + skip.size
      const found = await find(limit)
      const fresh = found.filter(({ flowActionId }) => !skip.has(flowActionId))
      const candidates = [...new Map(fresh.map((one) => [one.flowActionId, one])).values()]
      if (candidates.length === 0) return true
      while (candidates.length > 0) {
        if (clock.monotonic() - began > TURN) return false
        const results = await step(candidates, found.length < limit ? finish : undefined)
        for (const [index, { did, error }] of results.entries()) {
          const id = candidates[index]?.flowActionId
          if (id !== undefined && (did === 'nothing' || error !== undefined)) skip.add(id)
        }
        candidates.splice(0, results.length)
        await pause()
      }
    }
  }

  /** Evaluates the first few. */
  async function step(candidates: Candidate[], finish?: (tx: Writer) => Promise<void>): Promise<Result[]> {
    const [first, ...rest] = candidates
    if (!first) return []
    return attempt.several([first, ...rest], 'people', finish)
  }

  /** True when the subject is seen to and still has to be forgotten. */
  async function drainSubject(row: DirtyRow): Promise<boolean> {
    const key = `${row.organizationId} ${row.subject}`
    const seen = settled.get(key)
    const current = seen?.change === row.change ? seen : { change: row.change, actions: new Set<string>() }
    settled.set(key, current)
    let forgotten = false
    const forget = async (tx: Writer) => {
      await forgetSubject(tx, row)
      tx.afterCommit(() => {
        forgotten = true
      })
    }
    const done = await takeTurn((limit) => concernedBy(db.read, row, limit), current.actions, forget)
    if (done) settled.delete(key)
    return done && !forgotten
  }

  async function drainDirty(): Promise<boolean> {
    const rows = await listDirty(db.read, SUBJECTS)
    const done: DirtyRow[] = []
    const pause = pacer(clock)
    for (const row of rows) {
      if (await drainSubject(row)) done.push(row)
      await pause()
    }
    if (done.length > 0) {
      await db.write(async (tx) => {
        for (const row of done) await forgetSubject(tx, row)
      })
    }
    return rows.length === 0
  }

  async function drainDue(): Promise<boolean> {
    const skip = new Set<string>()
    const now = clock.now()
    return takeTurn((limit) => dueCandidates(db.read, now, limit), skip)
  }

  return async function drain() {
    for (;;) {
      const [clean, caughtUp] = [await drainDirty(), await drainDue()]
      if (clean && caughtUp) return
      await setImmediate()
    }
  }
}
