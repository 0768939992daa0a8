import { type DatabaseAddress, openReadDb } from '../db/read-db.ts'
import type { WorkerThread } from '../workers/thread.ts'
import { createAnalyst } from './analyst.ts'
import { type HistoryAsk, historyPiece } from './history.ts'
import { interruptLoad } from './interrupts.ts'
import { type ListAsk, listLatest } from './list.ts'
import type { Ask, BreakdownAsk, DashboardAsk } from './questions.ts'
import { rulePerformance } from './rules.ts'

/** The thread that looks at the escalations, with a connection of its own that only reads. */
export async function openAnalytics(address: DatabaseAddress) {
  const { read, close } = await openReadDb(address)
  const analyst = createAnalyst(read)
  return {
    tasks: {
      summary: (ask: Ask) => analyst.summary(ask),
      breakdown: (ask: BreakdownAsk) => analyst.breakdown(ask),
      dashboard: (ask: DashboardAsk) => analyst.dashboard(ask),
      list: (ask: ListAsk) => listLatest(analyst, read, ask),
      history: (ask: HistoryAsk) => historyPiece(read, ask),
      interrupts: (ask: Ask) => interruptLoad(read, ask),
      rules: (ask: Ask) => rulePerformance(read, ask),
    },
    close,
  }
}

export type AnalyticsThread = WorkerThread<Awaited<ReturnType<typeof openAnalytics>>['tasks']>
