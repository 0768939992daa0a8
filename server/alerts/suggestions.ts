import { DRAFT_INSTRUCTIONS, DraftAnswer, readDrafts } from '../../shared/alerts/draft.ts'
import { playReplies, type Suggestion } from '../../shared/alerts/playbook.ts'
import type { MessageRisk } from '../../shared/alerts/risk.ts'
import { notFound } from '../../shared/errors.ts'
import type { Caller, Context } from '../context.ts'
import type { Seal } from '../secrets/seal.ts'
import { analyserOf } from './analysis.ts'
import type { LanguageModel } from './channels/language-model.ts'
import { endpointOf } from './endpoint.ts'
import { findAnalysed } from './label-store.ts'
import { raiseAlerts } from './raise.ts'
import { riskOf } from './risk-of.ts'
import { findUnraised, saveRisk } from './scan-store.ts'
import { writerNames } from './store.ts'

type Parts = Context & { seal: Seal; languageModel: LanguageModel }

export type Suggestions = { suggestions: Suggestion[]; risk: MessageRisk }

/**
 * Replies to a message: drafted by the organization's language model where it has one that answers in time, else from
 * the playbook. A critical message that no alert was raised for raises one now; nobody waits for that, and what goes
 * wrong with it is logged. Throws not_found.
 */
export async function suggestReplies(app: Parts, caller: Caller, messageId: string): Promise<Suggestions> {
  const { organizationId } = caller
  const message = await findAnalysed(app.db.read, organizationId, messageId)
  if (!message) throw notFound('Message')
  const stored = riskOf(message)
  const risk = stored ?? (await analyserOf(app.db.read, organizationId))(message.text)
  const missing = message.direction === 'inbound' && message.alertId === null && message.scannedAt === null
  if (missing && risk.riskLevel === 'critical') void raiseLater(app, organizationId, messageId, stored ? null : risk)
  const { contact } = await writerNames(app.db.read, organizationId, message)
  const played = playReplies(risk, contact)
  const drafted = await draft(app, organizationId, { message: message.text, risk, played })
  return { suggestions: drafted ?? played, risk }
}

async function raiseLater(
  { db, clock, log }: Parts,
  organizationId: string,
  messageId: string,
  found: MessageRisk | null,
): Promise<void> {
  try {
    await db.write(async (tx) => {
      const now = clock.now()
      if (found) await saveRisk(tx, organizationId, messageId, found, now)
      const message = await findUnraised(tx, organizationId, messageId)
      if (message) await raiseAlerts(tx, organizationId, [message], now)
    })
  } catch (error) {
    log.warn(
      { err: error, organizationId, messageId },
      'no alert was raised for a message that replies were suggested to',
    )
  }
}

/** Null where there is no model, or none that answers in time and in form. */
async function draft(
  { db, seal, languageModel, log }: Parts,
  organizationId: string,
  { message, risk, played }: { message: string; risk: MessageRisk; played: Suggestion[] },
): Promise<Suggestion[] | null> {
  try {
    const endpoint = await endpointOf(db.read, seal, organizationId)
    if (endpoint === null) return null
    const { riskLevel, indicators } = risk
    const data = { message, riskLevel, indicators, playbook: played.map((one) => one.text) }
    return readDrafts(
      await languageModel.ask(endpoint, { instructions: DRAFT_INSTRUCTIONS, data }, DraftAnswer),
      message,
    )
  } catch (error) {
    log.warn({ err: error, organizationId }, 'no drafts from the language model, the playbook answers')
    return null
  }
}
