import { AsyncLocalStorage } from 'node:async_hooks'
import type Database from 'better-sqlite3'
import { DomainError } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Log } from '../log.ts'
import type { Lane } from './engine.ts'
import { createLanes } from './lanes.ts'
import type { Limits } from './limits.ts'
import { createUnit, runEffects, type Unit, type Units } from './unit.ts'
import { fromSqlite, tooLong } from './violations.ts'

type QueueParts = {
  begin: Database.Statement
  commit: Database.Statement
  rollback: Database.Statement
  /** Whether a transaction is open: SQLite rolls back by itself when the disk is full. */
  open(): boolean
  enter(unit: Unit): void
  leave(): void
  units: Units
  clock: Clock
  log: Log
  limits: Limits
  faults: Faults
}

type Job = {
  work: () => Promise<unknown>
  /** Runs a function in the asynchronous context of whoever asked for the job. */
  inContext: <T>(run: () => T) => T
  resolve(value: unknown): void
  reject(error: unknown): void
}

type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown }

export type WriteQueue = {
  /** Runs `work` as one transaction when its turn comes. Throws DomainError `busy` when too many wait. */
  add<T>(work: () => Promise<T>, lane: Lane): Promise<T>
  /** Waits for what was added. False when it was closed before. */
  close(): Promise<boolean>
}

/** One transaction after the other on the one writing connection, in slices that leave the event loop its turns. */
export function createWriteQueue(parts: QueueParts): WriteQueue {
  const { clock, limits, log, units } = parts
  const lanes = createLanes<Job>(limits.waiting)
  let draining = false
  let closed: (() => void) | undefined

  async function drain(): Promise<void> {
    let sliceStart = clock.monotonic()
    let bulkDone = false
    for (let lane = lanes.next(); lane !== null; lane = lanes.next()) {
      // Requests that came in during a bulk job go before the next one.
      if (clock.monotonic() - sliceStart >= limits.slice || (lane === 'bulk' && bulkDone)) {
        await new Promise((resolve) => setImmediate(resolve))
        sliceStart = clock.monotonic()
        bulkDone = false
        lane = lanes.next() ?? lane
      }
      const job = lanes.take(lane)
      if (job !== undefined) await runJob(job)
      bulkDone ||= lane === 'bulk'
    }
    draining = false
    closed?.()
  }

  async function runJob(job: Job): Promise<void> {
    const unit = createUnit()
    try {
      parts.begin.run()
    } catch (error) {
      job.reject(fromSqlite(error))
      return
    }
    const started = clock.monotonic()
    parts.enter(unit)
    const outcome = await outcomeOf(job, unit, started)
    unit.ended = true
    parts.leave()
    const late = clock.monotonic() - started > limits.deadline
    if (outcome.ok && !unit.failed && !late) {
      finish(job, unit, outcome.value)
      return
    }
    undo()
    if (unit.failed) job.reject(unit.failure)
    else job.reject(outcome.ok ? tooLong() : outcome.error)
  }

  function outcomeOf(job: Job, unit: Unit, started: number): Promise<Outcome> {
    return new Promise((resolve) => {
      unit.kill = () => resolve({ ok: false, error: tooLong() })
      watch(unit, started)
      job
        .inContext(() => units.run(unit, async () => job.work()))
        .then(
          (value) => resolve({ ok: true, value }),
          (error: unknown) => resolve({ ok: false, error }),
        )
    })
  }

  /** A unit that waits for something else than its handle never ends by itself; one that keeps the processor is caught at its end. */
  let watched: { unit: Unit; started: number } | undefined
  let watchdog: NodeJS.Timeout | undefined
  function watch(unit: Unit, started: number) {
    watched = { unit, started }
    watchdog ??= setInterval(() => {
      if (watched === undefined || watched.unit.ended) {
        clearInterval(watchdog)
        watchdog = undefined
      } else if (clock.monotonic() - watched.started > limits.deadline) watched.unit.kill()
    }, 50).unref()
  }

  function finish(job: Job, unit: Unit, value: unknown) {
    try {
      parts.faults.reach('before-commit')
      parts.commit.run()
    } catch (error) {
      undo()
      job.reject(fromSqlite(error))
      return
    }
    parts.faults.reach('after-commit')
    runEffects(unit, log)
    job.resolve(value)
  }

  function undo() {
    if (parts.open()) parts.rollback.run()
  }

  return {
    add<T>(work: () => Promise<T>, lane: Lane) {
      return new Promise<T>((resolve, reject) => {
        const job: Job = {
          work,
          inContext: AsyncLocalStorage.snapshot(),
          resolve: (value) => resolve(value as T),
          reject,
        }
        if (closed !== undefined) reject(new DomainError('busy', 'Hoist is shutting down: try again in a moment'))
        else if (!lanes.push(job, lane)) {
          reject(new DomainError('busy', 'Too much is waiting to be saved: try again in a moment'))
        } else if (!draining) {
          draining = true
          void drain()
        }
      })
    },
    async close() {
      if (closed !== undefined) return false
      await new Promise<void>((resolve) => {
        closed = resolve
        if (!draining) resolve()
      })
      clearInterval(watchdog)
      return true
    },
  }
}
