import type { Observation } from '../../shared/triggers/facts.ts'
import type { StoredTrigger } from '../../shared/triggers/stored.ts'
import type { Reader } from '../db/engine.ts'
import { pendingOf } from './dirty-store.ts'
import { actionTarget, conversationOf, currentReading, hasUnanalysed, workflowTarget } from './facts-store.ts'

/** What is known now of what each trigger waits for, by position. Latched ones that are true need nothing more. */
export async function observeAll(
  conn: Reader,
  organizationId: string,
  customerId: string,
  triggers: readonly StoredTrigger[],
): Promise<Observation[]> {
  const observations: Observation[] = []
  for (const trigger of triggers) observations.push(await observe(conn, organizationId, customerId, trigger))
  return observations
}

async function observe(
  conn: Reader,
  organizationId: string,
  customerId: string,
  trigger: StoredTrigger,
): Promise<Observation> {
  const { config, watch } = trigger
  if ('date' in config || watch === null) return { kind: 'clock' }
  const settled = trigger.mode === 'latched' && trigger.satisfiedAt !== null
  switch (config.eventType) {
    case 'usage_threshold_crossed': {
      const { metricName } = config.eventConfig
      return { kind: 'metric', reading: await currentReading(conn, organizationId, customerId, metricName) }
    }
    case 'no_reply_for':
      return { kind: 'conversation', ...(await conversationOf(conn, organizationId, customerId)) }
    case 'workflow_action_completed': {
      const { workflowExecutionId, actionId } = config.eventConfig
      const target =
        actionId === undefined
          ? await workflowTarget(conn, organizationId, workflowExecutionId)
          : await actionTarget(conn, organizationId, workflowExecutionId, actionId)
      return { kind: 'completion', target, pending: settled ? null : await pendingOf(conn, organizationId, watch) }
    }
    default: {
      if (settled) return { kind: 'happening', pending: null, unanalysed: false }
      const pending = await pendingOf(conn, organizationId, watch)
      const byRisk = config.eventType === 'message_received' && config.eventConfig?.minRisk !== undefined
      const unanalysed = byRisk && (await hasUnanalysed(conn, organizationId, customerId, trigger.countsFrom))
      return { kind: 'happening', pending, unanalysed }
    }
  }
}
