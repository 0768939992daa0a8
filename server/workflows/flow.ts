import { whyFired } from '../../shared/escalations/sentences.ts'
import type { Writer } from '../db/engine.ts'
import { workflowName } from '../escalations/notices.ts'
import { findSubject } from '../escalations/store.ts'
import { saveWorkflow } from '../escalations/workflow-store.ts'
import { announce } from '../live/hints.ts'
import { notify } from '../notifications/notify.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { Effect, Fired } from '../triggers/effects.ts'

/** What firing a snooze means: the workflow wakes, and its assignee is told why. */
export const fireSnooze: Effect = (tx, fired) => comeBack(tx, fired, { type: 'workflow.woken', verb: 'woke up' })

/** What firing a skip means: the workflow is active again, and its assignee is told why. */
export const fireSkip: Effect = (tx, fired) => comeBack(tx, fired, { type: 'workflow.reactivated', verb: 'is back' })

async function comeBack(tx: Writer, fired: Fired, words: { type: string; verb: string }): Promise<void> {
  const { action, workflow, explanation, now } = fired
  const { organizationId } = action
  await saveWorkflow(tx, workflow, { status: 'active', flowActionId: null }, now)
  await appendTimeline(tx, organizationId, [
    {
      subject: `workflow:${workflow.id}`,
      type: words.type,
      actor: fired.actor,
      at: now,
      details: {
        flowActionId: action.id,
        early: false,
        firedTriggerId: fired.firedTriggerId,
        late: fired.late,
        explanation,
      },
    },
  ])
  const subject = workflow.assigneeId === null ? undefined : await findSubject(tx, organizationId, workflow.id)
  if (subject && workflow.assigneeId !== null) {
    const reason = action.reason === null ? '' : `\nReason: ${action.reason}`
    const notice = {
      userId: workflow.assigneeId,
      type: 'workflow_returned' as const,
      dedupKey: `${action.kind}:${action.id}:ended`,
      workflowId: workflow.id,
      title: `${workflowName(subject)} ${words.verb}`,
      body: `Because: ${whyFired(explanation)}.${reason}`,
    }
    await notify(tx, organizationId, [notice], now)
  }
  tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
}
