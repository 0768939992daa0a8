import { DomainError, type Issue } from '../../shared/errors.ts'
import type { Trigger } from '../../shared/triggers/schema.ts'
import type { Reader } from '../db/engine.ts'
import { actionTarget, findTargetId, workflowTarget } from './facts-store.ts'

/** A set whose references are Hoist's ids, with the names of what they mean and everything wrong with them. */
export type Targets = {
  triggers: Trigger[]
  issues: Issue[]
  /** For `describeSet`. */
  targetName(workflowId: string, actionId: string | undefined): string | undefined
}

/** Looks up the workflows and actions that a valid set waits for. Paths begin with `triggers`. */
export async function findTargets(
  conn: Reader,
  organizationId: string,
  triggers: readonly Trigger[],
): Promise<Targets> {
  const issues: Issue[] = []
  const names = new Map<string, string>()
  const found: Trigger[] = []
  for (const [index, trigger] of triggers.entries()) {
    if (trigger.type === 'date' || trigger.config.eventType !== 'workflow_action_completed') {
      found.push(trigger)
      continue
    }
    const { workflowExecutionId, actionId } = trigger.config.eventConfig
    const path = ['triggers', index, 'config', 'eventConfig']
    const id = await findTargetId(conn, organizationId, workflowExecutionId)
    if (id === null) {
      issues.push({ path: [...path, 'workflowExecutionId'], message: 'Choose a workflow of this organization' })
      continue
    }
    const target =
      actionId === undefined
        ? await workflowTarget(conn, organizationId, id)
        : await actionTarget(conn, organizationId, id, actionId)
    if (target === null) {
      issues.push({ path: [...path, 'actionId'], message: 'That workflow has no such action' })
      continue
    }
    for (const reference of [id, workflowExecutionId]) names.set(`${reference} ${actionId ?? ''}`, target.name)
    const eventConfig = { ...trigger.config.eventConfig, workflowExecutionId: id }
    found.push({ ...trigger, config: { ...trigger.config, eventConfig } })
  }
  return { triggers: found, issues, targetName: (id, actionId) => names.get(`${id} ${actionId ?? ''}`) }
}

/** The same where a mistake is the end of it. Throws `bad_request` with the paths. */
export async function requireTargets(
  conn: Reader,
  organizationId: string,
  triggers: readonly Trigger[],
): Promise<Trigger[]> {
  const { triggers: found, issues } = await findTargets(conn, organizationId, triggers)
  const [first] = issues
  if (first) throw new DomainError('bad_request', first.message, { issues })
  return found
}
