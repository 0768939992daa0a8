import type { ActBody, WaitBody } from '../../shared/escalations/bodies.ts'
import { doneMessage, willHappen } from '../../shared/escalations/sentences.ts'
import type { Caller } from '../context.ts'
import { makeRoom } from '../escalations/make-room.ts'
import type { Deps } from '../escalations/escalate.ts'
import { workflowName } from '../escalations/notices.ts'
import { requireKnownTargets, requireTriggers } from '../escalations/require-triggers.ts'
import { openChain } from '../escalations/store.ts'
import { loadToAct, notInState } from '../escalations/subject.ts'
import { saveWorkflow } from '../escalations/workflow-store.ts'
import { announce } from '../live/hints.ts'
import { notify } from '../notifications/notify.ts'
import { appendTimeline } from '../timeline/store.ts'

// Snooze and skip differ in words and in what lists make of them; they begin and end alike.

export type WaitKind = 'snooze' | 'skip'

export type Waiting = { message: string; workflowId: string; triggerCount: number; summary: string }

/**
 * Puts a snooze or skip on a workflow until its triggers come true; if they are true already it ends at once.
 * Throws bad_request (triggers), forbidden, not_found, and conflict with the open flow action unless `replace` is set.
 */
export async function beginWait(app: Deps, caller: Caller, kind: WaitKind, body: WaitBody): Promise<Waiting> {
  requireTriggers(app, caller, body, kind)
  const { organizationId, timeZone, actor } = caller
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, body.workflowId)
    const now = app.clock.now()
    const { triggers, targetName } = await requireKnownTargets(tx, organizationId, body.triggers)
    const replaced = await makeRoom(app, tx, subject, { kind, replace: body.replace ?? false, now })
    const summary = willHappen({ kind, triggers: body.triggers, logic: body.logic }, { zone: timeZone, targetName })
    const details = { reason: body.reason ?? null, summary, replaced }
    const entry = {
      subject: `workflow:${subject.workflow.id}`,
      type: `workflow.${DONE[kind]}`,
      actor,
      at: now,
      details,
    }
    // Before arming, so that the story stays in order where it comes back in the same moment.
    await appendTimeline(tx, organizationId, [entry])
    const chainId = openChain(subject)
    const originalAssigneeId = chainId === null ? null : subject.workflow.originalAssigneeId
    const { workflow } = await app.triggers.arm(tx, {
      organizationId,
      timeZone,
      workflow: { ...subject.workflow, flowActionId: null, chainId, originalAssigneeId },
      kind,
      triggers,
      logic: body.logic,
      chainId: null,
      depth: 1,
      recipientId: null,
      recipientTeamId: null,
      originalAssigneeId,
      reason: body.reason ?? null,
      source: 'person',
      ruleId: null,
      actor,
      now,
    })
    tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
    const triggerCount = body.triggers.length
    return { message: doneMessage(kind, triggerCount), workflowId: workflow.id, triggerCount, summary }
  })
}

const DONE = { snooze: 'snoozed', skip: 'skipped' } as const
const BACK = { snooze: 'woken', skip: 'reactivated' } as const

/**
 * Ends a snooze or skip before its time; the assignee is told unless they did it.
 * Throws forbidden, not_found, and conflict, saying who was first, where none is open.
 */
export async function endWait(app: Deps, caller: Caller, kind: WaitKind, body: ActBody): Promise<string> {
  const { organizationId, actor } = caller
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, body.workflowId)
    const { workflow, action } = subject
    const now = app.clock.now()
    if (action?.kind !== kind) throw await notInState(tx, organizationId, subject, `This workflow is not ${DONE[kind]}`)
    await app.triggers.end(tx, organizationId, action, BACK[kind], { now })
    await saveWorkflow(tx, workflow, { status: 'active', flowActionId: null }, now)
    const details = { flowActionId: action.id, early: true, reason: body.reason ?? null }
    await appendTimeline(tx, organizationId, [
      { subject: `workflow:${workflow.id}`, type: `workflow.${BACK[kind]}`, actor, at: now, details },
    ])
    if (workflow.assigneeId !== null && workflow.assigneeId !== caller.userId)
      await notify(
        tx,
        organizationId,
        [
          {
            userId: workflow.assigneeId,
            type: 'workflow_returned',
            dedupKey: `${kind}:${action.id}:ended`,
            workflowId: workflow.id,
            title: `${workflowName(subject)} is active again`,
            body: `${caller.name} ended the ${kind}.${body.reason === undefined ? '' : `\nReason: ${body.reason}`}`,
          },
        ],
        now,
      )
    tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
    return workflow.id
  })
}
