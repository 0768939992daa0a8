import type { Instant } from '../../shared/time/instant.ts'
import { RISK_LEVELS, subjectOf } from '../../shared/triggers/stored.ts'
import type { Writer } from '../db/engine.ts'
import { markSubject } from './dirty-store.ts'
import type { TriggerEngine } from './engine.ts'

type Marks = Pick<
  TriggerEngine,
  'latchLogin' | 'latchManualEvent' | 'latchCompletion' | 'latchMessage' | 'markMetric' | 'markReply' | 'markAction'
>

/**
 * How facts reach the engine: each marks the one subject that triggers of its kind watch. Whom it concerns is found
 * after the commit, so that a fact costs the same whether nobody waits for it or ten thousand do.
 */
export function createMarks(wake: () => void): Marks {
  async function mark(tx: Writer, organizationId: string, subject: string, at: Instant): Promise<void> {
    await markSubject(tx, organizationId, subject, at)
    tx.afterCommit(wake)
  }
  return {
    latchLogin: (tx, organizationId, customerId, at) => mark(tx, organizationId, subjectOf.login(customerId), at),
    latchManualEvent: (tx, organizationId, workflowId, eventKey, at) =>
      mark(tx, organizationId, subjectOf.manualEvent(workflowId, eventKey), at),
    latchCompletion: (tx, organizationId, workflowId, actionId, at) =>
      mark(tx, organizationId, subjectOf.completion(workflowId, actionId), at),
    async latchMessage(tx, organizationId, customerId, { receivedAt, riskLevel, news }) {
      if (news === 'arrival') await mark(tx, organizationId, subjectOf.message(customerId, null), receivedAt)
      const reached = riskLevel === null ? 0 : RISK_LEVELS.indexOf(riskLevel) + 1
      for (const level of RISK_LEVELS.slice(0, reached))
        await mark(tx, organizationId, subjectOf.message(customerId, level), receivedAt)
      if (riskLevel === null || news === 'risk')
        await mark(tx, organizationId, subjectOf.analysis(customerId), receivedAt)
    },
    markMetric: (tx, organizationId, customerId, metric, at) =>
      mark(tx, organizationId, subjectOf.metric(customerId, metric), at),
    markReply: (tx, organizationId, customerId, at) => mark(tx, organizationId, subjectOf.reply(customerId), at),
    markAction: (tx, organizationId, actionId, at) => mark(tx, organizationId, subjectOf.action(actionId), at),
  }
}
