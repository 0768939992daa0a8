import { z } from 'zod'
import { personOf } from '../../shared/actor.ts'
import { AlertFilter, AlertStatus, Feedback, Notes } from '../../shared/alerts/schema.ts'
import { OwnWords } from '../../shared/alerts/own-words.ts'
import { AlertSettingsChange } from '../../shared/alerts/settings.ts'
import { notFound } from '../../shared/errors.ts'
import { MapSender } from '../../shared/messages/map.ts'
import { anyText, text } from '../../shared/text.ts'
import { mapSender } from '../messages/map-sender.ts'
import { listStrangers } from '../messages/unmapped.ts'
import { listTimeline } from '../timeline/store.ts'
import { procedure, router } from '../trpc/init.ts'
import { conversationOf, riskOverTime } from './conversation-store.ts'
import { giveFeedback, readQuality } from './labels.ts'
import { findAlert, listAlerts } from './list-store.ts'
import { moveAlert, moveAlerts } from './move.ts'
import { changeOwnWords, readOwnWords, tryOwnWords } from './own-words.ts'
import { alertView } from './present.ts'
import { decide, propose } from './proposals.ts'
import { listProposals } from './proposal-store.ts'
import { alertStats } from './rest.ts'
import { changeAlertSettings, readAlertSettings, tryModel } from './settings.ts'
import { suggestReplies } from './suggestions.ts'

const access = procedure('alerts')
const id = text(100)
const One = z.strictObject({ id })
const OneWithNotes = z.strictObject({ id, notes: Notes.optional() })

/** How much of a conversation stands beside an alert. */
const MESSAGES = 100
const POINTS = 200
/** The longest message that words are tried on. */
const LONGEST_TRY = 10_000

export const alertsRouter = router({
  /** Of every status, the newest first. */
  list: access
    .input(
      AlertFilter.extend({
        cursor: z.string().max(500).optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .query(async ({ ctx: { app, caller }, input }) => {
      const page = await listAlerts(app.db.read, caller.organizationId, input)
      return { ...page, alerts: page.alerts.map(alertView) }
    }),

  /** Of all alerts, whatever the list shows. */
  stats: access.query(({ ctx: { app, caller } }) => alertStats(app, caller)),

  /** An alert with the customer's conversation, newest first, the risk of it over time, oldest first, and its story. */
  get: access.input(One).query(async ({ ctx: { app, caller }, input }) => {
    const { organizationId } = caller
    const alert = await findAlert(app.db.read, organizationId, input.id)
    if (!alert) throw notFound('Alert')
    return {
      alert: alertView(alert),
      conversation: await conversationOf(app.db.read, alert, MESSAGES),
      riskOverTime: await riskOverTime(app.db.read, alert, POINTS),
      timeline: (await listTimeline(app.db.read, organizationId, `alert:${alert.id}`)).entries,
    }
  }),

  acknowledge: access.input(One).mutation(async ({ ctx: { app, caller }, input }) => {
    await moveAlert(app, caller, input.id, { status: 'acknowledged' })
  }),
  resolve: access.input(OneWithNotes).mutation(async ({ ctx: { app, caller }, input: { id: one, notes } }) => {
    await moveAlert(app, caller, one, { status: 'resolved', notes })
  }),
  /** The notes say why; they are kept as the reason of the feedback. */
  falsePositive: access.input(OneWithNotes).mutation(async ({ ctx: { app, caller }, input: { id: one, notes } }) => {
    await moveAlert(app, caller, one, { status: 'false_positive', notes })
  }),
  reopen: access.input(One).mutation(async ({ ctx: { app, caller }, input }) => {
    await moveAlert(app, caller, input.id, { status: 'open' })
  }),
  /** The same for many; each says whether it could be done, and why not. */
  moveMany: access
    .input(z.strictObject({ ids: z.array(id).min(1).max(500), status: AlertStatus, notes: Notes.optional() }))
    .mutation(async ({ ctx: { app, caller }, input: { ids, ...change } }) => ({
      results: await moveAlerts(app, caller, ids, change),
    })),

  /** The analysis was right about a message, or missed something in it. */
  feedback: access.input(Feedback).mutation(({ ctx: { app, caller }, input }) => giveFeedback(app, caller, input)),

  /** How often each detector was right, by what people said of the latest labelled messages. */
  quality: access.query(({ ctx: { app, caller } }) => readQuality(app, caller)),

  /** Changes of the analysis that people's words speak for, the latest first, and what came of them. */
  proposals: access.query(async ({ ctx: { app, caller } }) => ({
    proposals: (await listProposals(app.db.read, caller.organizationId)).map(
      ({ organizationId: _, decidedBy, ...proposal }) => ({ ...proposal, decidedBy: decidedBy && personOf(decidedBy) }),
    ),
  })),
  /** Looks now whether there is something to propose; a job does so every night. */
  propose: procedure('admin').mutation(({ ctx: { app, caller } }) => propose(app, caller.organizationId)),
  applyProposal: procedure('admin')
    .input(One)
    .mutation(({ ctx: { app, caller }, input }) => decide(app, caller, input.id, 'applied')),
  revertProposal: procedure('admin')
    .input(One)
    .mutation(({ ctx: { app, caller }, input }) => decide(app, caller, input.id, 'reverted')),
  dismissProposal: procedure('admin')
    .input(One)
    .mutation(({ ctx: { app, caller }, input }) => decide(app, caller, input.id, 'dismissed')),

  /** Replies to a customer's message, with what the analysis says of it. */
  suggestions: procedure('act')
    .input(z.strictObject({ messageId: id }))
    .query(({ ctx: { app, caller }, input }) => suggestReplies(app, caller, input.messageId)),

  settings: procedure('admin').query(({ ctx: { app, caller } }) => readAlertSettings(app, caller)),
  saveSettings: procedure('admin')
    .input(AlertSettingsChange)
    .mutation(({ ctx: { app, caller }, input }) => changeAlertSettings(app, caller, input)),
  /** Asks the configured language model about a harmless sentence. */
  tryModel: procedure('admin').mutation(({ ctx: { app, caller } }) => tryModel(app, caller)),

  /** The organization's own phrases and exceptions, and the detectors that a phrase may count for. */
  ownWords: procedure('admin').query(({ ctx: { app, caller } }) => readOwnWords(app, caller)),
  saveOwnWords: procedure('admin')
    .input(OwnWords.safeExtend({ seen: OwnWords.optional() }))
    .mutation(({ ctx: { app, caller }, input }) => changeOwnWords(app, caller, input)),
  /** What a message scores now, and what it would with these words. */
  tryOwnWords: procedure('admin')
    .input(OwnWords.safeExtend({ text: anyText(LONGEST_TRY) }))
    .query(({ ctx: { app, caller }, input }) => tryOwnWords(app, caller, input)),

  /** Senders of messages that nobody has said whose they are. */
  unmapped: access.query(({ ctx: { app, caller } }) => listStrangers(app.db.read, caller.organizationId)),
  mapSender: access.input(MapSender).mutation(({ ctx: { app, caller }, input }) => mapSender(app, caller, input)),
})
