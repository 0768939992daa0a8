import { z } from 'zod'
import { Email, Reference, SearchText, text } from '../text.ts'
import { WireInstant } from '../time/wire.ts'

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
  id: text(100),
  name: text(200),
  /** Days after the workflow's creation at which the action is due. */
  dueInDays: z.number().int().min(0).max(3650).optional(),
})
export type DefinitionAction = z.infer<typeof DefinitionAction>

const fields = {
  priority: Priority.nullish(),
  status: z.enum(['active', 'completed']).optional(),
}

/** One workflow of `POST /api/workflows`. Upsert: omitted unchanged, null cleared. */
export const WorkflowBody = z.strictObject({
  externalId: text(200),
  /** Must be given for a new workflow, and stays. */
  customer: Reference.optional(),
  /** A definition's id or its name, which is made if new. Must be given for a new workflow. */
  definition: text(300).optional(),
  /** A member's email. */
  assigneeEmail: Email.nullish(),
  dueAt: WireInstant.nullish(),
  ...fields,
})
export type WorkflowBody = z.infer<typeof WorkflowBody>

/** A new workflow from our own screen. */
export const NewWorkflow = z.strictObject({
  customerId: text(200),
  definition: text(300),
  assigneeId: text(200).nullish(),
  dueAt: z.number().int().nullish(),
  priority: Priority.optional(),
})

export const WorkflowUpdate = z.strictObject({
  id: Reference,
  dueAt: z.number().int().nullish(),
  priority: Priority.optional(),
})

export const WORKFLOW_SORTS = ['due', 'priority', 'updated', 'customer', 'status'] as const
export const WorkflowSort = z.enum(WORKFLOW_SORTS)
export type WorkflowSort = z.infer<typeof WorkflowSort>

export const DUE_FILTERS = ['overdue', 'week', 'none'] as const

/** One value or several, as addresses and screens write them. */
function several<T extends z.ZodType>(one: T) {
  return z.union([one.transform((value) => [value]), z.array(one).max(10)])
}

const filters = {
  search: SearchText.optional(),
  status: several(WorkflowStatus).optional(),
  priority: several(Priority).optional(),
  /** overdue: past and not completed; week: within the next 7 days; none: without a date. */
  due: z.enum(DUE_FILTERS).optional(),
  sort: WorkflowSort.default('due'),
  order: z.enum(['asc', 'desc']).default('asc'),
  cursor: z.string().max(2_000).optional(),
}
const limit = z.number().int().min(1).max(200)

/** For the screen. `assigneeId` is a user id, `me` or `none`. */
export const WorkflowFilter = z.strictObject({
  ...filters,
  assigneeId: text(200).optional(),
  customerId: text(200).optional(),
  definitionId: text(200).optional(),
  limit: limit.default(50),
})
export type WorkflowFilter = z.infer<typeof WorkflowFilter>

/** The same in an address. `customer` may be `ext:…`. */
export const WorkflowQuery = z.strictObject({
  ...filters,
  assignee: text(200).optional(),
  customer: Reference.optional(),
  /** Id or name. */
  definition: text(300).optional(),
  externalId: text(200).optional(),
  limit: z.coerce.number().pipe(limit).default(50),
})
export type WorkflowQuery = z.infer<typeof WorkflowQuery>

export const ReassignBody = z.strictObject({ userId: text(200) })

export const DefinitionInput = z.strictObject({
  /** Absent for a new one. */
  id: text(200).optional(),
  name: text(300),
  description: text(2_000).nullish(),
  actions: z
    .array(DefinitionAction)
    .max(50)
    .refine(
      (actions) => new Set(actions.map((one) => one.id)).size === actions.length,
      'Each action needs an id of its own',
    ),
})
export type DefinitionInput = z.infer<typeof DefinitionInput>
