import type { Context } from '../context.ts'
import { inBatches } from '../db/batches.ts'
import { type Assessment, assess, loadBench } from './assess.ts'
import type { createCompiler } from './compiled.ts'
import { setDueCheck } from './state-store.ts'

/** Plans when counts of days of these workflows flip. No rule acts or remembers anything. */
export type Plan = (organizationId: string, workflowIds: readonly string[]) => Promise<void>

/** For facts that are history: they start nothing, but days go on from them. */
export function createPlan({ db, clock }: Context, compile: ReturnType<typeof createCompiler>): Plan {
  return async (organizationId, workflowIds) => {
    const bench = await loadBench(db.read, compile, organizationId)
    if (!bench) return
    const seen = await assess(db.read, bench, workflowIds, clock.now())
    await inBatches({ db, clock }, seen.filter(flipsSooner), async (tx, batch) => {
      const now = clock.now()
      const ids = batch.map(({ subject }) => subject.workflowId)
      const own = await loadBench(tx, compile, organizationId)
      for (const one of own ? await assess(tx, own, ids, now) : [])
        if (flipsSooner(one)) await setDueCheck(tx, organizationId, one.subject.workflowId, one.flipAt)
      return batch.map(() => null)
    })
  }
}

/** A look that is due sooner plans anew by itself, and one that is due already is still owed. */
function flipsSooner({ flipAt, notedDueAt }: Assessment): boolean {
  return flipAt !== null && (notedDueAt === null || flipAt < notedDueAt)
}
