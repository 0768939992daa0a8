import { notFound } from '../../shared/errors.ts'
import type { Priority } from '../../shared/workflows/schema.ts'
import type { Caller, Context } from '../context.ts'
import { loadToAct, notInState } from '../escalations/subject.ts'
import { announce } from '../live/hints.ts'
import { requireMember } from '../people/members/lookup.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { assignWorkflow } from './assign.ts'
import { completeAction, completeWorkflow, reopenWorkflow } from './complete.ts'
import { knownActions, updateWorkflow } from './store.ts'

// What a person does to a workflow that is no escalation. Each throws not_found for an unknown workflow and forbidden
// for one that is neither assigned nor escalated to the caller.

type Deps = Context & { triggers: TriggerEngine }

export type ActAnswer = { success: true; message: string; workflowId: string }

/** Changes the assignee and starts no escalation. Throws bad_request for who is no member, conflict when completed. */
export async function reassign(app: Deps, caller: Caller, reference: string, userId: string): Promise<ActAnswer> {
  const { organizationId, actor } = caller
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, reference)
    const { workflow, assigneeName: previousName } = subject
    const assigneeName = await requireMember(tx, organizationId, userId, ['userId'])
    if (workflow.status === 'completed')
      throw await notInState(tx, organizationId, subject, 'This workflow is completed: reopen it first')
    if (workflow.assigneeId !== userId) {
      const names = { ...subject, assigneeName, previousName }
      await assignWorkflow(tx, workflow, userId, { names, actor, now: app.clock.now() })
      tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
    }
    return done(`Workflow reassigned to ${assigneeName}`, workflow.id)
  })
}

/** Completes a workflow and ends its open flow action. Throws conflict when it is completed already. */
export async function complete(app: Deps, caller: Caller, reference: string): Promise<ActAnswer> {
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, reference)
    const { workflow } = subject
    if (workflow.status === 'completed')
      throw await notInState(tx, caller.organizationId, subject, 'This workflow is completed already')
    await completeWorkflow(app.triggers, tx, workflow, { actor: caller.actor, now: app.clock.now() })
    tx.afterCommit(() => announce(caller.organizationId, { topic: 'workflow', id: workflow.id }))
    return done('Workflow completed', workflow.id)
  })
}

/** Opens a completed workflow again. Throws conflict when it is not completed. */
export async function reopen(app: Deps, caller: Caller, reference: string): Promise<ActAnswer> {
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, reference)
    const { workflow } = subject
    if (workflow.status !== 'completed')
      throw await notInState(tx, caller.organizationId, subject, 'This workflow is not completed')
    await reopenWorkflow(tx, workflow, { actor: caller.actor, now: app.clock.now() })
    tx.afterCommit(() => announce(caller.organizationId, { topic: 'workflow', id: workflow.id }))
    return done('Workflow reopened', workflow.id)
  })
}

/** Marks a step as done; doing so twice is harmless. Throws not_found for an unknown step, conflict when completed. */
export async function completeStep(app: Deps, caller: Caller, reference: string, actionId: string): Promise<ActAnswer> {
  const { organizationId, actor } = caller
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, reference)
    const { workflow } = subject
    const known = await knownActions(tx, organizationId, [workflow.id])
    if (!known.has(`${workflow.id}/${actionId}`)) throw notFound('Action')
    if (workflow.status === 'completed')
      throw await notInState(tx, organizationId, subject, 'This workflow is completed: reopen it first')
    const act = { actor, now: app.clock.now() }
    await completeAction(app.triggers, tx, { organizationId, workflowId: workflow.id, actionId }, act)
    tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
    return done('Action completed', workflow.id)
  })
}

/** Changes due date and priority; omitted unchanged, a null due date cleared. */
export async function updateDetails(
  app: Deps,
  caller: Caller,
  reference: string,
  change: { dueAt?: number | null | undefined; priority?: Priority | undefined },
): Promise<ActAnswer> {
  const { organizationId, actor } = caller
  return app.db.write(async (tx) => {
    const { workflow } = await loadToAct(tx, caller, reference)
    const next = {
      dueAt: change.dueAt === undefined ? workflow.dueAt : change.dueAt,
      priority: change.priority ?? workflow.priority,
    }
    const keys = (['dueAt', 'priority'] as const).filter((key) => next[key] !== workflow[key])
    if (keys.length > 0) {
      const now = app.clock.now()
      await updateWorkflow(tx, workflow, next, now)
      const changes = Object.fromEntries(keys.map((key) => [key, [workflow[key], next[key]]]))
      await appendTimeline(tx, organizationId, [
        { subject: `workflow:${workflow.id}`, type: 'workflow.updated', actor, at: now, details: { changes } },
      ])
      tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
    }
    return done('Workflow updated', workflow.id)
  })
}

function done(message: string, workflowId: string): ActAnswer {
  return { success: true, message, workflowId }
}
