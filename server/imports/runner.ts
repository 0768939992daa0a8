import type { ImportCounts } from '../../shared/imports/schema.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Caller, Context } from '../context.ts'
import { announce } from '../live/hints.ts'
import type { RuleEngine } from '../rules/engine.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { applyRows } from './apply.ts'
import { removeFile } from './files.ts'
import { type Batch, inBatches, issuesOf } from './rows.ts'
import type { Settled } from './settle.ts'
import { changeImport, failInterrupted, type ImportRun, insertIssues, runningImports } from './store.ts'

export type ImportTask = {
  caller: Caller
  run: ImportRun
  path: string
  settled: Settled
  counts: ImportCounts
  live: boolean
}

/** Runs imports in this process, one after another, and knows how far they are. */
export type ImportRunner = {
  run(task: ImportTask): void
  /** Counts so far of an import that runs or waits here. */
  counts(id: string): ImportCounts | undefined
  cancel(id: string): void
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>
  /** Marks as failed what a stopped server left running. */
  start(): Promise<void>
  /** Stops after the rows at hand; what is left is called failed. */
  stop(): Promise<void>
}

/** How often the counts of a running import are written down and screens are told, in milliseconds. */
const REPORT_EVERY = 1_000
const INTERRUPTED = 'The server was stopped meanwhile. Import the file again: what went in already is not doubled.'

type Running = { counts: ImportCounts; abort: AbortController }

/** Who looks at the final facts of an import. */
type Engines = { triggers: TriggerEngine; rules: Pick<RuleEngine, 'review'> }

export function createImportRunner(context: Context, { triggers, rules }: Engines): ImportRunner {
  const running = new Map<string, Running>()
  const stopping = new AbortController()
  let queue: Promise<void> = Promise.resolve()

  /** False where it ended before everything was in and looked at. */
  async function perform(task: ImportTask, { counts, abort }: Running): Promise<boolean> {
    const { db, clock, log } = context
    const { run, caller, settled } = task
    let position = 0
    let reportedAt = clock.monotonic()
    for await (const batch of inBatches(task.path, run.kind, settled.mapping, settled.convert, clock)) {
      if (abort.signal.aborted) return false
      const issues = await applyBatch({ ...context, triggers }, task, batch, counts)
      if (issues.length > 0) {
        await db.write((tx) => insertIssues(tx, run.organizationId, run.id, position, issues), 'bulk')
        position += issues.length
      }
      if (clock.monotonic() - reportedAt < REPORT_EVERY) continue
      reportedAt = clock.monotonic()
      const kept = await db.write((tx) => {
        tx.afterCommit(() => announce(run.organizationId, { topic: 'import', id: run.id }))
        return changeImport(tx, run.organizationId, run.id, ['running'], { state: 'running', counts })
      }, 'bulk')
      if (!kept) return false
    }
    if (counts.created + counts.updated > 0) {
      const { organizationId } = run
      const asked = { fire: task.live, signal: abort.signal }
      const { fired } = await triggers.review(organizationId, asked)
      counts.wouldFire = fired + (await rules.review(organizationId, asked))
      if (task.live) counts.fired = counts.wouldFire
    }
    if (abort.signal.aborted) return false
    const change = { state: 'done' as const, counts, finishedAt: clock.now() }
    await db.write((tx) => changeImport(tx, run.organizationId, run.id, ['running'], change))
    log.info({ importId: run.id, kind: run.kind, counts, userId: caller.userId }, 'import done')
    return true
  }

  /** What went in by then has days to count as well. */
  async function planAhead(organizationIds: Iterable<string>): Promise<void> {
    for (const organizationId of new Set(organizationIds)) {
      try {
        await rules.review(organizationId, { fire: false, signal: stopping.signal })
      } catch (error) {
        context.log.error({ organizationId, err: error }, 'rules could not plan ahead after an import')
      }
    }
  }

  async function attempt(task: ImportTask, state: Running): Promise<void> {
    const { run } = task
    const { db, clock, log } = context
    let whole = false
    try {
      whole = await perform(task, state)
    } catch (error) {
      log.error({ importId: run.id, err: error }, 'import failed')
      const lastError = error instanceof DomainError ? error.message : INTERNAL
      const change = { state: 'failed' as const, counts: state.counts, finishedAt: clock.now(), lastError }
      await db.write((tx) => changeImport(tx, run.organizationId, run.id, ['running'], change))
    } finally {
      if (!whole) await planAhead([run.organizationId])
      running.delete(run.id)
      await removeFile(task.path)
      announce(run.organizationId, { topic: 'import', id: run.id })
    }
  }

  return {
    run(task) {
      const state: Running = { counts: task.counts, abort: new AbortController() }
      running.set(task.run.id, state)
      queue = queue.then(() => attempt(task, state)).catch((error) => context.log.error({ err: error }, 'import lost'))
    },
    counts: (id) => running.get(id)?.counts,
    cancel: (id) => running.get(id)?.abort.abort(),
    idle: () => queue,
    async start() {
      const left = (await runningImports(context.db.read)).filter(({ id }) => !running.has(id))
      if (left.length === 0) return
      const ids = left.map(({ id }) => id)
      await context.db.write((tx) => failInterrupted(tx, ids, INTERRUPTED, context.clock.now()))
      queue = queue.then(() => planAhead(left.map(({ organizationId }) => organizationId)))
    },
    async stop() {
      stopping.abort()
      for (const { abort } of running.values()) abort.abort()
      await queue
    },
  }
}

const INTERNAL = 'Something went wrong; the log says what. Import the file again: what went in already is not doubled.'

/** Writes the good rows, counts them, and returns every mistake of the batch in the order of the file. */
async function applyBatch(
  app: Context & { triggers: TriggerEngine },
  task: ImportTask,
  batch: Batch,
  counts: ImportCounts,
) {
  const { outcomes, invited } = await applyRows(app, { caller: task.caller, kind: task.run.kind }, batch.good)
  counts.rejected += batch.rejected
  counts.invited += invited
  const issues = [...batch.issues]
  for (const [at, outcome] of outcomes.entries()) {
    counts[outcome.status] += 1
    const row = batch.good[at]
    if (outcome.status !== 'rejected' || row === undefined) continue
    issues.push(...issuesOf(row.line, outcome.issues, task.settled.mapping, row.body))
  }
  return issues.sort((a, b) => a.line - b.line)
}
