import type { Instant } from '../time/instant.ts'
import { formatInstant } from '../time/zone.ts'
import type { Operator, TriggerConfig } from './schema.ts'

const SIGNS: Record<Operator, string> = { '>': '>', '>=': '≥', '<': '<', '<=': '≤' }

/** Names that are not simply their words: `arr` is `ARR`. */
const METRICS = new Map([
  ['arr', 'ARR'],
  ['mrr', 'MRR'],
  ['nps', 'NPS'],
  ['csat', 'CSAT'],
  ['api_calls', 'API calls'],
])

/** `health_score` as people say it: `health score`. */
export function metricWords(metric: string): string {
  return METRICS.get(metric.toLowerCase()) ?? metric.replaceAll(/[_-]+/g, ' ').trim()
}

const digits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 10 })

/** `100,000`; what is too long or too small to read stays in its own notation. */
export function numberWords(value: number): string {
  const size = Math.abs(value)
  return size !== 0 && (size >= 1e15 || size < 1e-6) ? String(value) : digits.format(value)
}

/** `health score ≤ 30`. */
export function thresholdWords(metric: string, operator: Operator, threshold: number): string {
  return `${metricWords(metric)} ${SIGNS[operator]} ${numberWords(threshold)}`
}

/** `1 hour`, `36 hours`, `0.5 hours`. */
export function hoursWords(hours: number): string {
  return `${numberWords(hours)} ${hours === 1 ? 'hour' : 'hours'}`
}

/** What a trigger waits for, where it is said in the zone and with the names of the one who reads it. */
export type WordsContext = {
  /** IANA zone of the organization; a date with a zone of its own is told in that one. */
  zone: string
  /** Name of the workflow or action that `workflow_action_completed` waits for, where it is known. */
  targetName?: ((workflowId: string, actionId: string | undefined) => string | undefined) | undefined
}

/**
 * `when health score ≤ 30`, `on Fri 15 Jan 2027, 09:00 (New York)`: fits after "Will escalate".
 * @param dueAt the instant of a date trigger.
 */
export function conditionWords(config: TriggerConfig, dueAt: Instant | null, context: WordsContext): string {
  if ('date' in config)
    return dueAt === null ? `on ${config.date}` : `on ${formatInstant(dueAt, config.timezone ?? context.zone)}`
  switch (config.eventType) {
    case 'workflow_action_completed': {
      const { workflowExecutionId, actionId } = config.eventConfig
      const name = context.targetName?.(workflowExecutionId, actionId)
      if (name !== undefined) return `when “${name}” is completed`
      return actionId === undefined
        ? 'when another workflow is completed'
        : `when action “${actionId}” of a workflow is completed`
    }
    case 'customer_login':
      return 'when the customer logs in'
    case 'usage_threshold_crossed': {
      const { metricName, operator, threshold } = config.eventConfig
      return `when ${thresholdWords(metricName, operator, threshold)}`
    }
    case 'manual_event':
      return `when “${config.eventConfig.description ?? config.eventConfig.eventKey}” is fired by hand`
    case 'message_received': {
      const minRisk = config.eventConfig?.minRisk
      if (minRisk === undefined) return 'when the customer writes'
      return minRisk === 'critical'
        ? 'when the customer writes with critical risk'
        : `when the customer writes with ${minRisk} risk or more`
    }
    case 'no_reply_for':
      return `when the customer has waited ${hoursWords(config.eventConfig.hours)} for an answer`
  }
}

/** `a, b and c`. */
export function listWords(items: readonly string[], last: 'and' | 'or'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`
}
