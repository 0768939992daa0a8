import type { Actor } from '../../shared/actor.ts'
import { DomainError } from '../../shared/errors.ts'
import { newId } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Lane, Writer } from '../db/engine.ts'
import type { Candidate } from './candidates.ts'
import type { Effects } from './effects.ts'
import { evaluateAction, type Outcome, RETRY_AFTER } from './evaluator.ts'
import { postpone } from './trigger-store.ts'

/** `error` says why an evaluation failed; it is tried again after a while. */
export type Result = Outcome & { error?: string }

export type Attempt = {
  /** An evaluation as a transaction of its own. */
  one(candidate: Candidate, lane: Lane): Promise<Result>
  /**
   * The first few of these, as many as fit into one short transaction: on a slow disk the commit costs more than all
   * they do. If one of them fails, the first gets a transaction of its own.
   * @param finish belongs to the transaction that has room for all of them.
   */
  several(
    candidates: readonly [Candidate, ...Candidate[]],
    lane: Lane,
    finish?: (tx: Writer) => Promise<void>,
  ): Promise<Result[]>
}

/**
 * Milliseconds after which a shared transaction takes no further action in. PostgreSQL's time is spent on the wire, where
 * it holds nobody up; several transactions at once are no way out there: neighbours in an index make each other begin anew.
 */
const SHORT = { sqlite: 3, postgres: 40 } as const
/** How many it takes at most. */
const MOST = 16

/** A busy database is no fault of the action: so often it is asked again at once. */
const TRIES = 4

/** One action that fails must not stop the rest, nor spin: its error is noted on its triggers, and it has to wait. */
export function createAttempt({ db, clock, log }: Context, effects: Effects, actor: Actor): Attempt {
  async function evaluate(candidate: Candidate, lane: Lane, failed?: string): Promise<Outcome> {
    for (let tried = 1; ; tried += 1) {
      try {
        const now = clock.now()
        return await db.write((tx) => evaluateAction(tx, effects, { ...candidate, now, actor, failed }), lane)
      } catch (error) {
        const busy = error instanceof DomainError && error.code === 'busy'
        if (!busy || tried === TRIES) throw error
      }
    }
  }

  async function noteFailure(candidate: Candidate, lane: Lane, message: string): Promise<void> {
    try {
      // What has come true is kept, so that nothing is lost with the news of it.
      await evaluate(candidate, lane, message)
    } catch {
      const now = clock.now()
      const { organizationId, flowActionId } = candidate
      const failure = { message, now, retryAt: now + RETRY_AFTER }
      await db.write((tx) => postpone(tx, organizationId, flowActionId, failure), lane)
    }
  }

  async function one(candidate: Candidate, lane: Lane): Promise<Result> {
    try {
      return await evaluate(candidate, lane)
    } catch (error) {
      const errorId = newId(clock.now())
      log.error({ err: error, errorId, flowActionId: candidate.flowActionId }, 'a trigger set could not be evaluated')
      const message = error instanceof DomainError ? error.message : `Internal error: the log says what (${errorId})`
      await noteFailure(candidate, lane, message)
      return { did: 'changed', late: false, error: message }
    }
  }

  const several: Attempt['several'] = async (candidates, lane, finish) => {
    try {
      return await db.write(async (tx) => {
        const began = clock.monotonic()
        const results: Result[] = []
        for (const candidate of candidates.slice(0, MOST)) {
          results.push(await evaluateAction(tx, effects, { ...candidate, now: clock.now(), actor }))
          if (clock.monotonic() - began > SHORT[db.dialect]) break
        }
        if (results.length === candidates.length) await finish?.(tx)
        return results
      }, lane)
    } catch (error) {
      log.debug({ err: error }, 'evaluations that shared a transaction go on one by one')
      return [await one(candidates[0], lane)]
    }
  }

  return { one, several }
}
