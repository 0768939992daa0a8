import { notFound } from '../../shared/errors.ts'
import { latestSlot, nextSlot, parseSchedule } from '../../shared/jobs/schedule.ts'
import { type Instant, MINUTE } from '../../shared/time/instant.ts'
import type { Context } from '../context.ts'
import { announce } from '../live/hints.ts'
import { createCron } from './cron.ts'
import type { Job, JobStatistics } from './job.ts'
import { beginRun, deleteEmptyRuns, finishRun, getRun, isSlotTaken, type JobRunRow } from './store.ts'

/** A job that is not caught up still runs when its slot is noticed this late. */
const TOLERANCE = 5 * MINUTE

export type JobOverview = { name: string; schedule: string; nextAt: Instant | null; running: boolean }

export type JobRunner = {
  list(): JobOverview[]
  /** Runs a job now, after the run under way if there is one. Throws `not_found`. */
  run(name: string, startedBy: string): Promise<JobRunRow>
  /** Runs every job whose latest slot nobody has taken, and waits for them. */
  tick(): Promise<void>
  /** Catches up, then follows the clock. Returns at once. */
  start(): void
  /** Tells runs to end and waits for them. */
  stop(): Promise<void>
}

/**
 * Runs jobs at their slots. A slot is claimed by a unique row in the database, so of any number of servers one runs it,
 * once, and a slot missed while none was up is still there to be taken.
 */
export function createJobRunner({ db, clock, log }: Context, jobs: readonly Job[]): JobRunner {
  const parsed = new Map(jobs.map((job) => [job.name, { job, schedule: parseSchedule(job.schedule) }]))
  const active = new Map<string, Promise<JobRunRow | null>>()
  const stopping = new AbortController()
  const createdAt = clock.now()
  const rounds = new Set<Promise<void>>()
  const cron = createCron(
    { clock, log },
    jobs.map((job) => job.schedule),
    tick,
  )

  /** Null: somebody else has the slot. */
  function begin(job: Job, slotAt: Instant | null, startedBy: string): Promise<JobRunRow | null> {
    const run = execute(job, slotAt, startedBy).finally(() => active.delete(job.name))
    active.set(job.name, run)
    return run
  }

  async function execute(job: Job, slotAt: Instant | null, startedBy: string): Promise<JobRunRow | null> {
    const now = clock.now()
    const began = clock.monotonic()
    const id = await db.write((tx) => beginRun(tx, { job: job.name, slotAt, startedBy }, now))
    if (id === null) return null
    announce(null, { topic: 'job', id })
    let statistics: JobStatistics
    try {
      statistics = await job.run({ now, signal: stopping.signal })
    } catch (error) {
      log.error({ err: error, job: job.name }, 'job failed')
      const words = error instanceof Error ? error.message : String(error)
      statistics = { ...NOTHING, errors: 1, errorDetails: [{ workflowId: '', error: words }] }
    }
    const tookMs = Math.round(clock.monotonic() - began)
    const found = statistics.evaluated > 0 || statistics.errors > 0
    await db.write(async (tx) => {
      await finishRun(tx, id, { ...statistics, finishedAt: clock.now(), tookMs })
      if (job.quiet && !found && slotAt !== null) await deleteEmptyRuns(tx, job.name, id)
    })
    announce(null, { topic: 'job', id })
    log.info({ job: job.name, tookMs, ...statistics, errorDetails: undefined }, 'job ran')
    return (await getRun(db.read, id)) ?? null
  }

  /** The slot that is to be run now, if any. */
  async function openSlot(job: Job): Promise<Instant | null> {
    const schedule = parsed.get(job.name)?.schedule
    const now = clock.now()
    const slot = schedule ? latestSlot(schedule, now) : null
    if (slot === null || active.has(job.name)) return null
    if (job.catchUp === 'none' && (slot < createdAt || now - slot > TOLERANCE)) return null
    return (await isSlotTaken(db.read, job.name, slot)) ? null : slot
  }

  /** All at once, and none keeps the others from their turn: a failure is logged. */
  function eachJob(what: (job: Job) => Promise<unknown>): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve()
    const tries = jobs.map((job) =>
      what(job).catch((error: unknown) => log.error({ err: error, job: job.name }, 'job not started')),
    )
    const round = Promise.all(tries).then(() => {
      rounds.delete(round)
    })
    rounds.add(round)
    return round
  }

  function tick(): Promise<void> {
    return eachJob(async (job) => {
      const slot = await openSlot(job)
      if (slot !== null) await begin(job, slot, 'schedule')
    })
  }

  return {
    list: () =>
      [...parsed.values()].map(({ job, schedule }) => ({
        name: job.name,
        schedule: job.schedule,
        nextAt: nextSlot(schedule, clock.now()),
        running: active.has(job.name),
      })),
    async run(name, startedBy) {
      const job = parsed.get(name)?.job
      if (!job) throw notFound('Job')
      while (active.has(name)) await active.get(name)?.catch(() => null)
      const run = await begin(job, null, startedBy)
      if (!run) throw notFound('Run')
      return run
    },
    tick,
    start() {
      cron.start()
      void eachJob(async (job) => {
        const slot = await openSlot(job)
        if (slot !== null) await begin(job, slot, 'catch-up')
        else if (job.onStart) await begin(job, null, 'start-up')
      })
    },
    async stop() {
      cron.stop()
      stopping.abort()
      await Promise.all(rounds)
      await Promise.allSettled(active.values())
    },
  }
}

const NOTHING: JobStatistics = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
