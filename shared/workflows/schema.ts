import { z } from 'zod'

export const WORKFLOW_STATUSES = ['active', 'snoozed', 'skipped', 'escalated', 'completed'] as const
export const WorkflowStatus = z.enum(WORKFLOW_STATUSES)
export type WorkflowStatus = z.infer<typeof WorkflowStatus>

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export const Priority = z.enum(PRIORITIES)
export type Priority = z.infer<typeof Priority>

/** 0 low … 3 urgent: what lists sort by. */
export function priorityRank(priority: Priority): number {
  return PRIORITIES.indexOf(priority)
}

export const DefinitionAction = z.strictObject({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  /** Days after the workflow's creation at which the action is due. */
  dueInDays: z.number().int().min(0).max(3650).optional(),
})
export type DefinitionAction = z.infer<typeof DefinitionAction>
