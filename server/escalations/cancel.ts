import type { ActBody } from '../../shared/escalations/bodies.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Caller } from '../context.ts'
import { announce } from '../live/hints.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { Deps } from './escalate.ts'
import { findLevelBelow, reinstate } from './level-store.ts'
import { openChain } from './store.ts'
import { loadToAct, notInState } from './subject.ts'
import { saveWorkflow } from './workflow-store.ts'

export type ActAnswer = { success: true; message: string; workflowId: string }

/**
 * Calls a scheduled escalation off before it happens. Nobody is told, as nobody was. If it was the next level of an
 * escalation that had fired, that level is open again.
 * Throws forbidden, not_found, and conflict where none is scheduled.
 */
export async function cancel(app: Deps, caller: Caller, body: ActBody): Promise<ActAnswer> {
  const { organizationId, actor } = caller
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, body.workflowId)
    const { workflow, action } = subject
    const now = app.clock.now()
    if (action?.kind !== 'escalate' || action.state !== 'armed') {
      const fired = action?.kind === 'escalate'
      const hint = fired
        ? 'This workflow has been escalated already: de-escalate it'
        : 'No escalation is scheduled here'
      throw await notInState(tx, organizationId, subject, hint)
    }
    await app.triggers.end(tx, organizationId, action, 'cancelled', { now })
    const chainId = openChain(subject)
    const below = chainId === null ? undefined : await findLevelBelow(tx, action)
    if (below && !(await reinstate(tx, below)))
      throw new DomainError('conflict', 'Somebody changed this escalation at the same moment: look again')
    await saveWorkflow(
      tx,
      workflow,
      {
        status: below ? 'escalated' : 'active',
        flowActionId: below?.id ?? null,
        chainId,
        originalAssigneeId: chainId === null ? null : workflow.originalAssigneeId,
      },
      now,
    )
    const details = { flowActionId: action.id, reason: body.reason ?? null, level: below?.depth ?? null }
    await appendTimeline(tx, organizationId, [
      { subject: `workflow:${workflow.id}`, type: 'workflow.escalation_cancelled', actor, at: now, details },
    ])
    tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
    return { success: true, message: 'Scheduled escalation cancelled', workflowId: workflow.id }
  })
}
