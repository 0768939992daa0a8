import type { ActBody } from '../../shared/escalations/bodies.ts'
import { DomainError } from '../../shared/errors.ts'
import { toIso } from '../../shared/time/instant.ts'
import type { Caller } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { cancelDeliveries, notify } from '../notifications/notify.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { ActAnswer } from './cancel.ts'
import type { Deps } from './escalate.ts'
import { setAcknowledged } from './level-store.ts'
import { firedKeys, tellUpdate, workflowName } from './notices.ts'
import { findMember } from './recipient-store.ts'
import type { FlowActionRow } from './store.ts'
import { loadToAct, notInState, requireRecipient } from './subject.ts'

/**
 * Says that the recipient has seen a fired escalation: what was not sent about it yet is called off, and the assignee is
 * told. Repeating one's own acknowledge changes nothing.
 * Throws forbidden for anybody but the recipient and those who may stand in, not_found, and conflict where nothing has
 * been escalated or somebody else was first.
 */
export async function acknowledge(app: Deps, caller: Caller, body: ActBody): Promise<ActAnswer> {
  const { organizationId, actor } = caller
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, body.workflowId)
    const { workflow, action } = subject
    const now = app.clock.now()
    if (action?.kind !== 'escalate' || action.state !== 'fired')
      throw await notInState(tx, organizationId, subject, 'This workflow has not been escalated to anybody')
    await requireRecipient(tx, caller, action.recipientId, 'acknowledge it')
    const answer = { success: true, message: 'Escalation acknowledged', workflowId: workflow.id } as const
    if (action.acknowledgedBy === caller.userId) return answer
    if (action.acknowledgedAt !== null) throw await wasFirst(tx, action)
    if (!(await setAcknowledged(tx, action, { userId: caller.userId, at: now })))
      throw new DomainError('conflict', 'Somebody changed this escalation at the same moment: look again')
    const details = { flowActionId: action.id, reason: body.reason ?? null }
    await appendTimeline(tx, organizationId, [
      { subject: `workflow:${workflow.id}`, type: 'workflow.acknowledged', actor, at: now, details },
    ])
    const keys = firedKeys(action.id)
    await cancelDeliveries(tx, organizationId, [keys.recipient, keys.others], now)
    const update = {
      name: 'acknowledged',
      title: `${caller.name} has seen the escalation of ${workflowName(subject)}`,
      body: [body.reason ?? null],
    }
    await notify(
      tx,
      organizationId,
      tellUpdate(action.id, workflow.id, update, [workflow.assigneeId], caller.userId),
      now,
    )
    tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
    return answer
  })
}

async function wasFirst(conn: Reader, action: FlowActionRow): Promise<DomainError> {
  const first = await findMember(conn, action.organizationId, action.acknowledgedBy ?? '')
  const by = first ? { userId: first.userId, name: first.name } : null
  return new DomainError('conflict', `${by?.name ?? 'Somebody'} has acknowledged this escalation already`, {
    details: { by, at: toIso(action.acknowledgedAt) },
  })
}
