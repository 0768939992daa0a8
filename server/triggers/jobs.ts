import type { FlowKind } from '../../shared/escalations/schema.ts'
import type { Job } from '../jobs/job.ts'
import type { TriggerEngine } from './engine.ts'

const SCHEDULES: Record<FlowKind, string> = { snooze: '0 8 * * *', skip: '5 8 * * *', escalate: '10 8 * * *' }

/** The daily sweeps: whatever the pulse should have done and has not, they find. */
export function triggerJobs(engine: Pick<TriggerEngine, 'sweep'>): Job[] {
  return (['snooze', 'skip', 'escalate'] as const).map((kind) => ({
    name: `sweep-${kind}`,
    schedule: SCHEDULES[kind],
    catchUp: 'latest',
    onStart: true,
    run: ({ signal }) => engine.sweep(kind, { signal }),
  }))
}
