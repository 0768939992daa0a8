import type { FlowKind } from '../../shared/escalations/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Writer } from '../db/engine.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import type { Subject } from './store.ts'
import { alreadyOpen, notInState } from './subject.ts'

/**
 * Makes room for a new flow action: ends the open one if it was asked to be replaced, or if it is an escalation that has
 * fired and the new one is its next level. Returns what was ended, for the timeline.
 * Throws conflict where the workflow is completed, or, naming it, where an action is open that must not be ended.
 */
export async function makeRoom(
  app: { triggers: TriggerEngine },
  tx: Writer,
  subject: Subject,
  next: { kind: FlowKind; replace: boolean; now: Instant },
): Promise<{ flowActionId: string; kind: FlowKind } | null> {
  const { workflow, action } = subject
  if (workflow.status === 'completed')
    throw await notInState(tx, workflow.organizationId, subject, 'This workflow is completed: reopen it first')
  if (!action) return null
  const nextLevel = next.kind === 'escalate' && action.kind === 'escalate' && action.state === 'fired'
  if (!nextLevel && !next.replace) throw alreadyOpen({ ...subject, action })
  const endedBy = nextLevel ? 'next_level' : 'replaced'
  await app.triggers.end(tx, action.organizationId, action, endedBy, { now: next.now })
  return { flowActionId: action.id, kind: action.kind }
}
