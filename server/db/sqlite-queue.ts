import { AsyncLocalStorage } from 'node:async_hooks'
import type Database from 'better-sqlite3'
import { DomainError } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Log } from '../log.ts'
import type { Lane } from './engine.ts'
import { createCrowd } from './crowd.ts'
import { createLanes } from './lanes.ts'
import type { Limits } from './limits.ts'
import { createUnit, runEffects, type Unit, type Units } from './unit.ts'
import { fromSqlite, tooLong } from './violations.ts'

type QueueParts = {
  begin: Database.Statement
  commit: Database.Statement
  rollback: Database.Statement
  /** Around a unit of work that shares its transaction with earlier ones, so that it can fail alone. */
  savepoint: { set: Database.Statement; rollback: Database.Statement; release: Database.Statement }
  /** Whether a transaction is open: SQLite rolls back by itself when the disk is full. */
  open(): boolean
  enter(unit: Unit): void
  leave(): void
  /** After each commit. */
  committed(): void
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

/** A unit of work that went well and waits for the commit it shares. */
type Done = { job: Job; unit: Unit; value: unknown }

export type WriteQueue = {
  /** Runs `work` as one transaction when its turn comes. Throws DomainError `busy` when too many wait. */
  add<T>(work: () => Promise<T>, lane: Lane): Promise<T>
  waiting(): Record<Lane, number>
  /** Waits for what was added. False when it was closed before. */
  close(): Promise<boolean>
}

/**
 * One transaction after the other on the one writing connection, in slices that leave the event loop its turns.
 * People's units of work that wait at the same time share a commit, since flushing it to the disk costs more than the
 * work: each has a savepoint of its own, and nobody is told before the commit they share.
 */
export function createWriteQueue(parts: QueueParts): WriteQueue {
  const { clock, limits, log, units } = parts
  const lanes = createLanes<Job>(limits.waiting)
  let draining = false
  let closed: (() => void) | undefined
  const crowd = createCrowd(clock, limits)
  let resting: NodeJS.Timeout | undefined

  const next = () => lanes.next(closed !== undefined || crowd.restLeft() === 0)

  async function drain(): Promise<void> {
    await crowd.gather()
    let sliceStart = clock.monotonic()
    let bulkDone = false
    for (let lane = next(); lane !== null; lane = next()) {
      // Requests that came in during a bulk job go before the next one.
      if (clock.monotonic() - sliceStart >= limits.slice || (lane === 'bulk' && bulkDone)) {
        await new Promise((resolve) => setImmediate(resolve))
        sliceStart = clock.monotonic()
        bulkDone = false
        lane = next() ?? lane
      }
      const began = clock.monotonic()
      await runTogether(lane)
      if (lane === 'bulk') {
        bulkDone = true
        crowd.heldUp(clock.monotonic() - began)
      }
      if (next() === 'people' && (await crowd.gather())) {
        sliceStart = clock.monotonic()
        bulkDone = false
      }
    }
    draining = false
    if (lanes.next() === 'bulk') resting ??= setTimeout(afterRest, Math.ceil(crowd.restLeft()))
    else closed?.()
  }

  function afterRest() {
    clearTimeout(resting)
    resting = undefined
    crowd.endRest()
    if (draining) return
    draining = true
    void drain()
  }

  async function runTogether(lane: Lane): Promise<void> {
    const began = clock.monotonic()
    const more = () => lane === 'people' && clock.monotonic() - began < limits.slice && next() === 'people'
    const done: Done[] = []
    for (let job = lanes.take(lane); job !== undefined; job = more() ? lanes.take('people') : undefined) {
      const joins = done.length > 0
      try {
        if (joins) parts.savepoint.set.run()
        else parts.begin.run()
      } catch (error) {
        job.reject(fromSqlite(error))
        break
      }
      const outcome = await runJob(job)
      if (outcome.ok) {
        if (joins) parts.savepoint.release.run()
        done.push(outcome.value)
        continue
      }
      if (joins && parts.open()) {
        parts.savepoint.rollback.run()
        parts.savepoint.release.run()
      } else undo()
      job.reject(outcome.error)
      // Alone it took its transaction along; where SQLite has rolled back by itself, the others' work is gone too.
      if (!parts.open()) return refuse(done, outcome.error)
    }
    finish(done, lane)
  }

  async function runJob(job: Job): Promise<{ ok: true; value: Done } | { ok: false; error: unknown }> {
    const unit = createUnit()
    const started = clock.monotonic()
    parts.enter(unit)
    const outcome = await outcomeOf(job, unit, started)
    unit.ended = true
    parts.leave()
    if (unit.failed) return { ok: false, error: unit.failure }
    if (!outcome.ok) return outcome
    if (clock.monotonic() - started > limits.deadline) return { ok: false, error: tooLong() }
    return { ok: true, value: { job, unit, value: outcome.value } }
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

  function finish(done: readonly Done[], lane: Lane) {
    if (done.length === 0) return
    if (lane === 'people') crowd.committing(done.length)
    try {
      for (const _ of done) parts.faults.reach('before-commit')
      parts.commit.run()
    } catch (error) {
      undo()
      refuse(done, fromSqlite(error))
      return
    }
    for (const { job, unit, value } of done) {
      parts.faults.reach('after-commit')
      runEffects(unit, log)
      job.resolve(value)
    }
    parts.committed()
  }

  function refuse(done: readonly Done[], error: unknown) {
    for (const { job } of done) job.reject(error)
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
          // Not at once: what arrived in the same turn of the event loop shares a commit.
          setImmediate(() => void drain())
        }
      })
    },
    waiting: lanes.sizes,
    async close() {
      if (closed !== undefined) return false
      await new Promise<void>((resolve) => {
        closed = resolve
        afterRest()
      })
      clearInterval(watchdog)
      return true
    },
  }
}
