import { setTimeout } from 'node:timers/promises'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import { decide } from '../../shared/triggers/evaluate.ts'
import type { Clock } from '../clock.ts'
import type { Context } from '../context.ts'
import type { JobStatistics } from '../jobs/job.ts'
import type { Attempt } from './attempt.ts'
import { observeAll } from './observe.ts'
import { type ArmedRow, armedOfKind, armedOfOrganization } from './store.ts'
import { listTriggers } from './trigger-store.ts'

const BATCH = 200
/** Milliseconds of looking, and of rest thereafter. */
const STRETCH = 2
const REST = 4
const MOST_DETAILS = 100

export type SweepScope = { kind: FlowKind } | { organizationId: string }
export type SweepOptions = {
  fire: boolean
  signal?: AbortSignal | undefined
  /** Resolves when nothing more urgent is under way. */
  idle(): Promise<void>
}

/**
 * Evaluates everything armed within the scope, in order of id. Most of it is looked at by the reader alone; only what an
 * evaluation would change becomes a transaction, which decides again. With `fire: false` nothing is changed.
 */
export async function sweep(
  { db, clock, log }: Context,
  attempt: Attempt,
  scope: SweepScope,
  { fire, signal, idle }: SweepOptions,
): Promise<JobStatistics> {
  const statistics: JobStatistics = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
  const rest = resting(clock, idle)

  function count(row: ArmedRow, error: string): void {
    statistics.errors += 1
    if (statistics.errorDetails.length < MOST_DETAILS)
      statistics.errorDetails.push({ workflowId: row.workflowId, error })
  }

  async function look(row: ArmedRow): Promise<void> {
    const triggers = await listTriggers(db.read, row.organizationId, row.id)
    const observations = await observeAll(db.read, row.organizationId, row.customerId, triggers)
    const { result, verdicts } = decide(triggers, observations, row.logic, clock.now())
    if (!fire) {
      if (result === 'true') statistics.fired += 1
      return
    }
    if (result !== 'true' && !verdicts.some((verdict) => verdict.changed)) return
    const outcome = await attempt.one({ organizationId: row.organizationId, flowActionId: row.id }, 'bulk')
    if (outcome.error !== undefined) count(row, outcome.error)
    if (outcome.did !== 'fired') return
    statistics.fired += 1
    if (outcome.late) statistics.firedLate += 1
  }

  async function page(after: string): Promise<ArmedRow[]> {
    return 'kind' in scope
      ? armedOfKind(db.read, scope.kind, after, BATCH)
      : armedOfOrganization(db.read, scope.organizationId, after, BATCH)
  }

  for (let rows = await page(''); rows.length > 0; rows = await page(rows.at(-1)?.id ?? '')) {
    for (const row of rows) {
      if (signal?.aborted) return statistics
      try {
        await look(row)
      } catch (error) {
        log.error({ err: error, workflowId: row.workflowId }, 'a workflow could not be swept')
        count(row, error instanceof Error ? error.message : String(error))
      }
      statistics.evaluated += 1
      await rest()
    }
  }
  return statistics
}

/** A sweep of a million takes a minute or two and nobody waits for it: it steps aside for whatever somebody waits for. */
function resting(clock: Clock, idle: () => Promise<void>): () => Promise<void> {
  let began = clock.monotonic()
  return async () => {
    if (clock.monotonic() - began < STRETCH) return
    await setTimeout(REST)
    await idle()
    began = clock.monotonic()
  }
}
