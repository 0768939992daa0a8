import type { Instant } from '../time/instant.ts'

/** As much of a workflow as decides how soon somebody must look at it. */
export type Urgent = {
  id: string
  /** It was escalated to the one whose queue this is. */
  escalatedToMe: boolean
  /** 0 low … 3 urgent. */
  priorityRank: number
  dueAt: Instant | null
}

/**
 * The order of a queue: what was escalated to me, then what is overdue, then by priority, then by due date (none last).
 * Ties by id, so that a page continues where the last one ended.
 */
export function byUrgency(now: Instant): (a: Urgent, b: Urgent) => number {
  const overdue = (one: Urgent) => Number(one.dueAt !== null && one.dueAt < now)
  const due = (one: Urgent) => one.dueAt ?? Number.MAX_SAFE_INTEGER
  return (a, b) =>
    Number(b.escalatedToMe) - Number(a.escalatedToMe) ||
    overdue(b) - overdue(a) ||
    b.priorityRank - a.priorityRank ||
    due(a) - due(b) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
