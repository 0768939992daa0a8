import type { Actor } from '../../shared/actor.ts'
import { DomainError } from '../../shared/errors.ts'
import { newId } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Lane } from '../db/engine.ts'
import type { Candidate } from './candidates.ts'
import type { Effects } from './effects.ts'
import { evaluateAction, type Outcome, RETRY_AFTER } from './evaluator.ts'
import { postpone } from './trigger-store.ts'

/** An evaluation as a transaction of its own. `error` says why it failed; it is tried again after a while. */
export type Attempt = (candidate: Candidate, lane: Lane) => Promise<Outcome & { error?: string }>

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

  return async (candidate, lane) => {
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
}
