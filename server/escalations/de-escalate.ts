import type { Person } from '../../shared/actor.ts'
import type { DeEscalateBody } from '../../shared/escalations/bodies.ts'
import type { Caller } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { notify } from '../notifications/notify.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { Deps } from './escalate.ts'
import { chainLevels } from './level-store.ts'
import { tellUpdate, workflowName } from './notices.ts'
import { findMember } from './recipient-store.ts'
import { openChain, type Subject } from './store.ts'
import { loadToAct, notInState } from './subject.ts'
import { saveWorkflow } from './workflow-store.ts'

export type DeEscalateAnswer = { success: true; message: string; workflowId: string; returnedTo: Person | null }

/**
 * Ends the escalation, armed or fired, and its whole chain: the workflow is active again and back with its original
 * assignee (null where it had none). Throws forbidden, not_found, and conflict where no escalation is open.
 */
export async function deEscalate(app: Deps, caller: Caller, body: DeEscalateBody): Promise<DeEscalateAnswer> {
  const { organizationId, actor } = caller
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, body.workflowId)
    const { workflow, action } = subject
    const now = app.clock.now()
    if (action?.kind !== 'escalate')
      throw await notInState(tx, organizationId, subject, 'This workflow has no open escalation')
    const armed = action.state === 'armed'
    await app.triggers.end(tx, organizationId, action, armed ? 'cancelled' : 'de_escalated', {
      now,
      outcome: body.outcome,
    })
    const returnedTo = await ownerAfter(tx, subject)
    const chainId = openChain(subject)
    const levels = chainId === null ? [] : await chainLevels(tx, organizationId, chainId)
    const saved = await saveWorkflow(
      tx,
      workflow,
      {
        status: 'active',
        assigneeId: returnedTo?.userId ?? null,
        originalAssigneeId: null,
        chainId: null,
        flowActionId: null,
      },
      now,
    )
    const { reason = null, outcome = null } = body
    await appendTimeline(tx, organizationId, [
      {
        subject: `workflow:${workflow.id}`,
        type: 'workflow.de_escalated',
        actor,
        at: now,
        details: { flowActionId: action.id, armed, reason, outcome, returnedTo },
      },
    ])
    const title = `${workflowName(subject)} was de-escalated`
    const update = {
      name: 'de_escalated',
      title,
      body: [`${caller.name} ended the escalation.`, reason && `Reason: ${reason}`],
    }
    const concerned = levels.length > 0 ? [returnedTo?.userId, levels.at(-1)?.userId, workflow.assigneeId] : []
    await notify(tx, organizationId, tellUpdate(action.id, workflow.id, update, concerned, caller.userId), now)
    tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: saved.id }))
    return { success: true, message: 'Workflow de-escalated successfully', workflowId: workflow.id, returnedTo }
  })
}

/** The original assignee; where they have left the organization it stays with whoever has it. */
async function ownerAfter(conn: Reader, subject: Subject): Promise<Person | null> {
  const { workflow, assigneeName } = subject
  const { organizationId, assigneeId, originalAssigneeId } = workflow
  const current = assigneeId === null ? null : { userId: assigneeId, name: assigneeName ?? '' }
  if (openChain(subject) === null || originalAssigneeId === assigneeId) return current
  if (originalAssigneeId === null) return null
  const original = await findMember(conn, organizationId, originalAssigneeId)
  return original && original.status !== 'removed' ? { userId: original.userId, name: original.name } : current
}
