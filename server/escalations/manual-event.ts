import type { ManualEventBody } from '../../shared/escalations/bodies.ts'
import type { Caller } from '../context.ts'
import { announce } from '../live/hints.ts'
import { appendFacts } from '../facts/store.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { ActAnswer } from './cancel.ts'
import type { Deps } from './escalate.ts'
import { loadToAct } from './subject.ts'

/**
 * Fires a manual event for a workflow: every trigger of it that waits for the key becomes true, and what that decides
 * follows at once. Where none waits, the event is kept in the story and changes nothing.
 * Throws forbidden and not_found.
 */
export async function fireManualEvent(
  app: Deps,
  caller: Caller,
  body: ManualEventBody,
): Promise<ActAnswer & { eventKey: string }> {
  const { organizationId, actor } = caller
  const { eventKey, note = null } = body
  return app.db.write(async (tx) => {
    const { workflow } = await loadToAct(tx, caller, body.workflowId)
    const now = app.clock.now()
    const subject = `workflow:${workflow.id}`
    await appendFacts(tx, organizationId, [
      { subject, field: 'manual_event', value: eventKey, at: now, receivedAt: now },
    ])
    await app.triggers.latchManualEvent(tx, organizationId, workflow.id, eventKey, now)
    await appendTimeline(tx, organizationId, [
      { subject, type: 'workflow.manual_event_fired', actor, at: now, details: { eventKey, note } },
    ])
    tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
    return { success: true, message: `Manual event “${eventKey}” fired`, workflowId: workflow.id, eventKey }
  })
}
