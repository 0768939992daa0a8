import { AsyncLocalStorage } from 'node:async_hooks'
import type { Log } from '../log.ts'

/** One running unit of work. */
export type Unit = {
  /** Set at its end, whatever that was: from then on nothing goes through its handle. */
  ended: boolean
  /** The first failed statement. A caught error does not save the unit: PostgreSQL would refuse every further statement. */
  failure: unknown
  failed: boolean
  readonly effects: (() => void)[]
  /** Ends it from outside, as its deadline does. */
  kill: () => void
}

export function createUnit(): Unit {
  return { ended: false, failure: undefined, failed: false, effects: [], kill: () => {} }
}

export type Units = {
  /** Runs `work` inside `unit`: everything it awaits belongs to it. */
  run<T>(unit: Unit, work: () => Promise<T>): Promise<T>
  /** @throws when called inside a running unit of work. `what` begins the sentence. */
  refuseInside(what: string): void
  /** @throws unless the caller is inside this very unit, which still runs and has not failed. */
  requireInside(unit: Unit | undefined): void
}

/** Who is inside which unit of work, told by the asynchronous context and not by the handle: a handle can be kept, a context cannot. */
export function createUnits(): Units {
  const storage = new AsyncLocalStorage<Unit>()
  return {
    run: (unit, work) => storage.run(unit, work),
    refuseInside(what) {
      const unit = storage.getStore()
      if (unit !== undefined && !unit.ended) {
        throw new Error(`${what} inside a unit of work: use the handle it was given`)
      }
    },
    requireInside(unit) {
      if (unit === undefined || unit.ended || storage.getStore() !== unit) {
        throw new Error('A handle was used after its unit of work ended, or outside it')
      }
      if (unit.failed) throw unit.failure
    },
  }
}

/** Runs what waited for the commit. It is too late to fail: errors are logged. */
export function runEffects(unit: Unit, log: Log): void {
  for (const effect of unit.effects) {
    try {
      effect()
    } catch (error) {
      log.error({ err: error }, 'an effect after commit failed')
    }
  }
}
