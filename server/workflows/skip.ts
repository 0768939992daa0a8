import type { ActBody, WaitBody } from '../../shared/escalations/bodies.ts'
import type { Caller } from '../context.ts'
import type { ActAnswer } from '../escalations/cancel.ts'
import type { Deps } from '../escalations/escalate.ts'
import { beginWait, endWait } from './wait.ts'

export type SkipAnswer = ActAnswer & { triggerCount: number; willReactivate: string }

/** Passes a workflow over, counted as skipped, until its triggers reactivate it. Refuses as `beginWait` does. */
export async function skip(app: Deps, caller: Caller, body: WaitBody): Promise<SkipAnswer> {
  const { summary, ...begun } = await beginWait(app, caller, 'skip', body)
  return { success: true, ...begun, willReactivate: summary }
}

/** Reactivates a skipped workflow before its time. Refuses as `endWait` does. */
export async function reactivateNow(app: Deps, caller: Caller, body: ActBody): Promise<ActAnswer> {
  const workflowId = await endWait(app, caller, 'skip', body)
  return { success: true, message: 'Workflow reactivated successfully', workflowId }
}
