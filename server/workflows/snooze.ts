import type { ActBody, WaitBody } from '../../shared/escalations/bodies.ts'
import type { Caller } from '../context.ts'
import type { ActAnswer } from '../escalations/cancel.ts'
import type { Deps } from '../escalations/escalate.ts'
import { beginWait, endWait } from './wait.ts'

export type SnoozeAnswer = ActAnswer & { triggerCount: number; willWake: string }

/** Hides a workflow from the queue until its triggers wake it. Refuses as `beginWait` does. */
export async function snooze(app: Deps, caller: Caller, body: WaitBody): Promise<SnoozeAnswer> {
  const { summary, ...begun } = await beginWait(app, caller, 'snooze', body)
  return { success: true, ...begun, willWake: summary }
}

/** Wakes a snoozed workflow before its time. Refuses as `endWait` does. */
export async function wakeNow(app: Deps, caller: Caller, body: ActBody): Promise<ActAnswer> {
  const workflowId = await endWait(app, caller, 'snooze', body)
  return { success: true, message: 'Workflow woken successfully', workflowId }
}
