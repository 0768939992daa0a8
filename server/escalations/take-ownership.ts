import type { ActBody } from '../../shared/escalations/bodies.ts'
import type { Caller } from '../context.ts'
import { announce } from '../live/hints.ts'
import { cancelDeliveries, notify } from '../notifications/notify.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { ActAnswer } from './cancel.ts'
import type { Deps } from './escalate.ts'
import { firedKeys, tellUpdate, workflowName } from './notices.ts'
import { loadToAct, notInState, requireRecipient } from './subject.ts'
import { saveWorkflow } from './workflow-store.ts'

/**
 * Makes the recipient of a fired escalation the assignee and ends the escalation; its chain stays open. Where nobody
 * was reached, the one who steps in takes it.
 * Throws forbidden for anybody but the recipient and those who may stand in, not_found, and conflict where nothing has
 * been escalated.
 */
export async function takeOwnership(app: Deps, caller: Caller, body: ActBody): Promise<ActAnswer> {
  const { organizationId, actor } = caller
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, body.workflowId)
    const { workflow, action, recipientName } = subject
    const now = app.clock.now()
    if (action?.kind !== 'escalate' || action.state !== 'fired')
      throw await notInState(tx, organizationId, subject, 'This workflow has not been escalated to anybody')
    await requireRecipient(tx, caller, action.recipientId, 'take ownership')
    const owner =
      action.recipientId === null
        ? { userId: caller.userId, name: caller.name }
        : { userId: action.recipientId, name: recipientName ?? '' }
    await app.triggers.end(tx, organizationId, action, 'ownership_taken', { now })
    await saveWorkflow(tx, workflow, { status: 'active', assigneeId: owner.userId, flowActionId: null }, now)
    const before = workflow.assigneeId === null ? null : { userId: workflow.assigneeId, name: subject.assigneeName }
    const details = { flowActionId: action.id, owner, before, reason: body.reason ?? null }
    await appendTimeline(tx, organizationId, [
      { subject: `workflow:${workflow.id}`, type: 'workflow.ownership_taken', actor, at: now, details },
    ])
    const keys = firedKeys(action.id)
    await cancelDeliveries(tx, organizationId, [keys.recipient, keys.others], now)
    const update = {
      name: 'ownership_taken',
      title: `${owner.name} took ownership of ${workflowName(subject)}`,
      body: [body.reason ?? null],
    }
    const concerned = [workflow.assigneeId, owner.userId]
    await notify(tx, organizationId, tellUpdate(action.id, workflow.id, update, concerned, caller.userId), now)
    tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
    return { success: true, message: `${owner.name} took ownership of the workflow`, workflowId: workflow.id }
  })
}
