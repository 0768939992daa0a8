import type { Actor } from '../../shared/actor.ts'
import { qualityOf } from '../../shared/alerts/quality.ts'
import type { Feedback, Verdict } from '../../shared/alerts/schema.ts'
import { badField } from '../../shared/errors.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Caller, Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { findAnalysed, listLabels, removeFalsePositives, saveLabel } from './label-store.ts'
import { type AlertRow, listEvidence } from './store.ts'

/** A false positive says that of every message it rests on; reopening takes it back. */
export async function keepLabels(
  tx: Writer,
  alert: AlertRow,
  { actor, now }: { actor: Actor; now: Instant },
): Promise<void> {
  const { organizationId, id: alertId, status, resolutionNotes: reason } = alert
  if (status === 'open') await removeFalsePositives(tx, organizationId, alertId)
  if (status !== 'false_positive') return
  for (const { messageId, riskLevel, score, indicators } of await listEvidence(tx, organizationId, alertId))
    await saveLabel(tx, {
      organizationId,
      messageId,
      alertId,
      verdict: 'false_positive',
      reason,
      missedRisk: null,
      riskLevel,
      score,
      indicators,
      createdBy: actor,
      createdAt: now,
    })
}

/**
 * Keeps what a person says of a customer's message: that the analysis was right, or that it missed something.
 * Throws bad_request for a message that the organization does not have or that is no customer's.
 */
export async function giveFeedback({ db, clock }: Context, caller: Caller, feedback: Feedback): Promise<void> {
  const { organizationId, actor } = caller
  const { messageId, verdict, reason = null } = feedback
  await db.write(async (tx) => {
    const message = await findAnalysed(tx, organizationId, messageId)
    if (!message) throw badField(['messageId'], 'There is no such message')
    if (message.direction !== 'inbound') throw badField(['messageId'], 'Only what a customer wrote can be judged')
    await saveLabel(tx, {
      organizationId,
      messageId,
      alertId: message.alertId,
      verdict,
      reason,
      missedRisk: feedback.verdict === 'missed' ? feedback.missedRisk : null,
      riskLevel: message.riskLevel ?? 'low',
      score: message.score ?? 0,
      indicators: message.indicators ?? [],
      createdBy: actor,
      createdAt: clock.now(),
    })
    const { alertId } = message
    if (alertId !== null) tx.afterCommit(() => announce(organizationId, { topic: 'alert', id: alertId }))
  })
}

/** So many of the latest labels are looked at. */
const LABELS = 500

/** What people said of what the analysis found, and how often each detector was right. */
export async function readQuality({ db }: Context, { organizationId }: Caller) {
  const labels = await listLabels(db.read, organizationId, LABELS)
  const said = (verdict: Verdict) => labels.filter((one) => one.verdict === verdict).length
  return {
    falsePositive: said('false_positive'),
    confirmed: said('confirmed'),
    missed: said('missed'),
    detectors: qualityOf(labels),
  }
}
