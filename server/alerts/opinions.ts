import { combine, inventedQuotes, OPINION_INSTRUCTIONS, OpinionAnswer } from '../../shared/alerts/opinion.ts'
import { compareRisk, type MessageRisk, type Opinion } from '../../shared/alerts/risk.ts'
import { type Instant, SECOND } from '../../shared/time/instant.ts'
import type { Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { createPulse } from '../jobs/pulse.ts'
import type { Seal } from '../secrets/seal.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import type { LanguageModel } from './channels/language-model.ts'
import { refreshCustomerRisk } from './customer-risk-store.ts'
import { endpointOf } from './endpoint.ts'
import { findAnalysed } from './label-store.ts'
import { type Asked, claimOpinion, listOpinionsDue, nextOpinionAt, saveOpinion } from './opinion-store.ts'
import { raiseAlerts } from './raise.ts'
import { riskOf } from './risk-of.ts'

/** Longer than asking takes; what a process that died was asking about is free again after this. */
const LEASE = 30 * SECOND
const AT_ONCE = 4

export type Opinions = {
  /** Resolves when everything due now was asked about. */
  drain(): Promise<void>
  start(): void
  stop(): Promise<void>
}

type Parts = Context & { seal: Seal; languageModel: LanguageModel; triggers: TriggerEngine }

/**
 * Asks the organization's language model about messages that were analysed already. What it says may raise the level
 * and an alert, later than the analysis did; where it is slow or broken, the local result stands and says so.
 */
export function createOpinions(app: Parts): Opinions {
  const { db, clock, log } = app
  let filling: Promise<void> = Promise.resolve()

  async function askAll(): Promise<void> {
    for (;;) {
      const now = clock.now()
      const due = await listOpinionsDue(db.read, now, AT_ONCE)
      if (due.length === 0) return
      await Promise.all(due.map((one) => askOne(one, now)))
    }
  }

  async function askOne(asked: Asked, now: Instant): Promise<void> {
    const until = now + LEASE
    if (!(await db.write((tx) => claimOpinion(tx, asked, until), 'bulk'))) return
    const held = { ...asked, dueAt: until }
    const message = await findAnalysed(db.read, asked.organizationId, asked.id)
    const local = message && riskOf(message)
    const answer = message && local ? await ask(asked.organizationId, message.text, clock.now()) : null
    await db.write((tx) => settle(app, tx, held, answer, clock.now()), 'bulk')
  }

  async function ask(organizationId: string, text: string, at: Instant): Promise<Heard | null> {
    let model = ''
    try {
      const endpoint = await endpointOf(db.read, app.seal, organizationId)
      if (endpoint === null) return null
      model = endpoint.model
      const answer = await app.languageModel.ask(
        endpoint,
        { instructions: OPINION_INSTRUCTIONS, data: { message: text } },
        OpinionAnswer,
      )
      if (inventedQuotes(text, answer.quotes).length > 0) throw new Error('The model quoted words that are not there')
      const { riskLevel, reason } = answer
      return { opinion: { model, riskLevel, reason, at }, answer }
    } catch (error) {
      log.warn({ err: error, organizationId, model }, 'no second opinion, the local analysis stands')
      const words = error instanceof Error ? error.message : String(error)
      return { opinion: { model, error: words.slice(0, 500), at }, answer: null }
    }
  }

  const inTurn = () => {
    filling = filling.then(askAll, askAll)
    return filling
  }
  const pulse = createPulse('opinions', app, async () => {
    await inTurn()
    return nextOpinionAt(db.read)
  })

  return {
    drain: inTurn,
    start: () => pulse.start(),
    async stop() {
      await pulse.stop()
      await filling.catch(() => {})
    },
  }
}

type Heard = { opinion: Opinion; answer: OpinionAnswer | null }

/** Writes what came of asking, and acts on it: what waits for a risky message hears of it, and an alert may be raised. */
async function settle({ triggers }: Parts, tx: Writer, asked: Asked, heard: Heard | null, now: Instant): Promise<void> {
  const { organizationId, id } = asked
  const message = await findAnalysed(tx, organizationId, id)
  const local = message && riskOf(message)
  if (!message || !local) return
  const risk: MessageRisk = heard?.answer ? combine(local, heard.answer, message.text) : local
  const said = heard?.opinion ?? null
  const engine =
    said === null ? local.engine : `${local.engine} ${'error' in said ? '(no answer from' : '(with'} ${said.model})`
  if (!(await saveOpinion(tx, asked, { risk: { ...risk, engine }, opinion: said }))) return
  const { customerId, receivedAt } = message
  if (customerId !== null) await refreshCustomerRisk(tx, organizationId, [customerId], now)
  if (compareRisk(risk.riskLevel, local.riskLevel) <= 0) return
  if (customerId !== null)
    await triggers.latchMessage(tx, organizationId, customerId, { receivedAt, riskLevel: risk.riskLevel, news: 'risk' })
  // High waits for the scanner, which sees it in context; what that has seen already is its business no more.
  const counts = message.alertId !== null || risk.riskLevel === 'critical'
  const scanned = message.scannedAt !== null && risk.riskLevel === 'high'
  if (counts || scanned) await raiseAlerts(tx, organizationId, [{ ...message, risk }], now)
}
