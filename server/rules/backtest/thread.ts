import { type DatabaseAddress, openReadDb } from '../../db/read-db.ts'
import type { Scope } from '../../workers/program.ts'
import type { WorkerThread } from '../../workers/thread.ts'
import { type Ask, type Progress, runBacktest } from './run.ts'

/** The thread that tries rules over the past, with a connection of its own that only reads. */
export async function openBacktests(address: DatabaseAddress) {
  const { read, close } = await openReadDb(address)
  return {
    tasks: { run: (ask: Ask, scope: Scope<Progress>) => runBacktest(read, ask, scope) },
    close,
  }
}

export type BacktestThread = WorkerThread<Awaited<ReturnType<typeof openBacktests>>['tasks']>
