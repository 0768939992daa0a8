import type { Context } from '../context.ts'
import type { Lane, Writer } from '../db/engine.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { carryOut } from './act.ts'
import { type Assessment, assess, isNews, loadBench } from './assess.ts'
import type { createCompiler } from './compiled.ts'
import { noteStale } from './data-health.ts'
import { setDueCheck } from './state-store.ts'

export type LookParts = Context & { triggers: TriggerEngine }

export type Look = {
  /**
   * Looks at these workflows of one organization and does what the rules say, as many of them as fit into one short
   * transaction.
   * @param finish belongs to the transaction that has room for all of them
   * @returns how many were seen to, from the first on, and how often a rule escalated
   */
  several(
    organizationId: string,
    workflowIds: readonly string[],
    options?: { lane?: Lane; finish?: (tx: Writer) => Promise<void> },
  ): Promise<{ seen: number; applied: number }>
  /** Those of these workflows about which something is to be written; asked outside of any transaction. */
  news(organizationId: string, workflowIds: readonly string[]): Promise<string[]>
}

/** Milliseconds after which a transaction takes no further workflow in. */
const SHORT = { sqlite: 3, postgres: 40 } as const
const MOST = 16

export function createLook({ db, clock, log, triggers }: LookParts, compile: ReturnType<typeof createCompiler>): Look {
  const several: Look['several'] = async (organizationId, workflowIds, { lane = 'people', finish } = {}) => {
    try {
      return await db.write(async (tx) => {
        const [began, now] = [clock.monotonic(), clock.now()]
        const bench = await loadBench(tx, compile, organizationId)
        let [seen, applied] = [0, 0]
        for (const workflowId of workflowIds.slice(0, MOST)) {
          seen += 1
          // One by one: what a rule does with one may change what it may do with the next.
          const [assessment] = bench ? await assess(tx, bench, [workflowId], now) : []
          if (assessment && bench) {
            applied += await carryOut({ triggers }, tx, bench, assessment, now)
            await noteStale(tx, bench, assessment, now)
          }
          if (isStuck(assessment, now)) await setDueCheck(tx, organizationId, workflowId, null)
          if (clock.monotonic() - began > SHORT[db.dialect]) break
        }
        if (seen === workflowIds.length) await finish?.(tx)
        return { seen, applied }
      }, lane)
    } catch (error) {
      if (workflowIds.length === 1) throw error
      log.debug({ err: error }, 'workflows that shared a transaction are looked at one by one')
      return several(organizationId, workflowIds.slice(0, 1), { lane })
    }
  }

  return {
    several,
    async news(organizationId, workflowIds) {
      const bench = await loadBench(db.read, compile, organizationId)
      if (!bench) return []
      const now = clock.now()
      const assessments = await assess(db.read, bench, workflowIds, now)
      const gone = new Set(workflowIds).difference(new Set(assessments.map(({ subject }) => subject.workflowId)))
      const stale = (one: Assessment) => bench.freshness.size > 0 && one.facts.length > 0
      return [...assessments.filter((one) => isNews(one) || stale(one)).map((one) => one.subject.workflowId), ...gone]
    },
  }
}

/** A check of a workflow that is gone, or that stays due without anything to do, is forgotten. */
function isStuck(assessment: Assessment | undefined, now: number): boolean {
  return !assessment || (assessment.dueAt !== null && assessment.dueAt <= now)
}
