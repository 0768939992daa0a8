import { HOUR, type Instant } from '../time/instant.ts'
import { instantOf } from '../time/zone.ts'
import type { Operator, Trigger, TriggerConfig, TriggerMode, TriggerSubject } from './schema.ts'

export const RISK_LEVELS = ['low', 'medium', 'high', 'critical'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]

/** A trigger in the form in which it waits: what decides it, found by an index. */
export type StoredTrigger = {
  /** The client's id, unique within the set. */
  id: string
  /** 0, 1, 2: order of the request, and the tie-break. */
  position: number
  subject: TriggerSubject
  mode: TriggerMode
  config: TriggerConfig
  /** Whose changes concern it; null for a date. */
  watch: string | null
  operator: Operator | null
  /** What a metric is held against; the hours of `no_reply_for`. */
  threshold: number | null
  /** A date's instant; for `no_reply_for` the instant it flips to true, while that is known. */
  dueAt: Instant | null
  /** When the pulse has to look. */
  wakeAt: Instant | null
  /** Facts that arrived before this do not count. */
  countsFrom: Instant
  /** When it became true: for good if latched; for a live one while it holds, else null. */
  satisfiedAt: Instant | null
  errorMessage: string | null
}

/** Names of what changes, as the evaluator hears of it. A trigger watches exactly one. */
export const subjectOf = {
  login: (customerId: string) => `customer:${customerId}:login`,
  metric: (customerId: string, metric: string) => `customer:${customerId}:metric:${metric}`,
  reply: (customerId: string) => `customer:${customerId}:reply`,
  /** @param minRisk null: any message; else one that is at least that risky. */
  message: (customerId: string, minRisk: RiskLevel | null) =>
    minRisk === null ? `customer:${customerId}:message` : `customer:${customerId}:message:${minRisk}`,
  /** Whether the customer's messages are analysed: it decides what those that ask for a risk can know. */
  analysis: (customerId: string) => `customer:${customerId}:analysis`,
  manualEvent: (workflowId: string, eventKey: string) => `workflow:${workflowId}:event:${eventKey}`,
  /** @param actionId null: the workflow as a whole. */
  completion: (workflowId: string, actionId: string | null) =>
    actionId === null ? `workflow:${workflowId}` : `workflow:${workflowId}:action:${actionId}`,
  action: (flowActionId: string) => `action:${flowActionId}`,
}

/** As much of a subject's name as tells how to find whom it concerns. */
export type Subject =
  | { kind: 'metric'; customerId: string; metric: string }
  | { kind: 'reply' | 'analysis'; customerId: string }
  | { kind: 'action'; flowActionId: string }
  | { kind: 'happening' }

/** Reads a name made by `subjectOf`. */
export function parseSubject(subject: string): Subject {
  const [room, id = '', what, ...rest] = subject.split(':')
  if (room === 'action') return { kind: 'action', flowActionId: id }
  if (room !== 'customer') return { kind: 'happening' }
  if (what === 'metric') return { kind: 'metric', customerId: id, metric: rest.join(':') }
  return what === 'reply' || what === 'analysis' ? { kind: what, customerId: id } : { kind: 'happening' }
}

/** How long `no_reply_for` waits, in milliseconds. The store computes the same in SQL. */
export function waitOf(hours: number): number {
  return Math.round(hours * HOUR)
}

/** What arming a trigger depends on. `workflowExecutionId` of the trigger is Hoist's id by now. */
export type ArmingContext = {
  workflowId: string
  customerId: string
  organizationZone: string
  now: Instant
}

/**
 * The waiting form of a valid trigger, not yet evaluated.
 * Throws `bad_request` where a date cannot be read.
 */
export function storedTrigger(trigger: Trigger, position: number, context: ArmingContext): StoredTrigger {
  return {
    id: trigger.id,
    position,
    config: trigger.config,
    watch: null,
    operator: null,
    threshold: null,
    dueAt: null,
    wakeAt: null,
    countsFrom: context.now,
    satisfiedAt: null,
    errorMessage: null,
    ...waiting(trigger, context),
  }
}

type Waiting = Pick<StoredTrigger, 'subject' | 'mode'> &
  Partial<Pick<StoredTrigger, 'watch' | 'operator' | 'threshold' | 'dueAt' | 'wakeAt'>>

function waiting(trigger: Trigger, { workflowId, customerId, organizationZone }: ArmingContext): Waiting {
  if (trigger.type === 'date') {
    const dueAt = instantOf(trigger.config.date, trigger.config.timezone, organizationZone)
    return { subject: 'date', mode: 'latched', dueAt, wakeAt: dueAt }
  }
  const { config } = trigger
  const subject = config.eventType
  switch (config.eventType) {
    case 'workflow_action_completed': {
      const { workflowExecutionId, actionId } = config.eventConfig
      return { subject, mode: 'latched', watch: subjectOf.completion(workflowExecutionId, actionId ?? null) }
    }
    case 'customer_login':
      return { subject, mode: 'latched', watch: subjectOf.login(customerId) }
    case 'usage_threshold_crossed': {
      const { metricName, operator, threshold } = config.eventConfig
      return { subject, mode: 'live', watch: subjectOf.metric(customerId, metricName), operator, threshold }
    }
    case 'manual_event':
      return { subject, mode: 'latched', watch: subjectOf.manualEvent(workflowId, config.eventConfig.eventKey) }
    case 'message_received':
      return { subject, mode: 'latched', watch: subjectOf.message(customerId, config.eventConfig?.minRisk ?? null) }
    case 'no_reply_for':
      return { subject, mode: 'live', watch: subjectOf.reply(customerId), threshold: config.eventConfig.hours }
  }
}
