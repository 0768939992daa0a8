import type { Priority, WorkflowStatus } from '../../shared/workflows/schema.ts'
import type { Outputs } from '../trpc.ts'
import type { Tone } from '../ui/theme.ts'

export type WorkflowRow = Outputs['workflows']['list']['workflows'][number]

/** "Renewal · Kestrel Systems": what a workflow is called everywhere. */
export function titleOf({ definition, customer }: Pick<WorkflowRow, 'definition' | 'customer'>): string {
  return `${definition.name} · ${customer.name}`
}

export const STATUS_WORDS: Record<WorkflowStatus, string> = {
  active: 'Active',
  snoozed: 'Snoozed',
  skipped: 'Skipped',
  escalated: 'Escalated',
  completed: 'Completed',
}

/** Status as people see it: an escalation that is only scheduled is not one yet. */
export function statusOf({ status, flowAction }: Pick<WorkflowRow, 'status' | 'flowAction'>): {
  words: string
  tone: Tone
} {
  if (status === 'escalated' && flowAction?.phase === 'armed') return { words: 'Escalation scheduled', tone: 'accent' }
  const tones: Record<WorkflowStatus, Tone> = {
    active: 'ok',
    snoozed: 'muted',
    skipped: 'muted',
    escalated: 'critical',
    completed: 'muted',
  }
  return { words: STATUS_WORDS[status], tone: tones[status] }
}

export const PRIORITY_WORDS: Record<Priority, string> = { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' }

export function priorityTone(priority: Priority): Tone {
  return priority === 'urgent' ? 'critical' : priority === 'high' ? 'high' : 'muted'
}
