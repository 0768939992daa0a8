import { analyticsJobs } from './analytics/jobs.ts'
import type { AnalyticsThread } from './analytics/thread.ts'
import { MINUTE } from '../shared/time/instant.ts'
import { type AddressGuard, createAddressGuard } from './alerts/channels/address.ts'
import { createLanguageModel, type LanguageModel } from './alerts/channels/language-model.ts'
import { type ReadHistory, scanJob, tuneJob } from './alerts/jobs.ts'
import { alertButtons } from './alerts/slack-buttons.ts'
import { createOpinions, type Opinions } from './alerts/opinions.ts'
import { composeAlert } from './alerts/tell.ts'
import { backupJob } from './backups/jobs.ts'
import { type Backups, createBackups } from './backups/service.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import type { Db } from './db/engine.ts'
import { openDb } from './db/open.ts'
import { fireEscalation } from './escalations/fire.ts'
import { type Faults, noFaults } from './faults.ts'
import type { RequestEnv } from './http/address.ts'
import { createHandler } from './http/handler.ts'
import { createImportRunner, type ImportRunner } from './imports/runner.ts'
import { retentionJob } from './retention/jobs.ts'
import { createJobRunner, type JobRunner } from './jobs/runner.ts'
import { createLiveHub, type LiveHub } from './live/hub.ts'
import { createRelay } from './live/relay.ts'
import { createLog, type Log } from './log.ts'
import { createEmailChannel } from './notifications/channels/email.ts'
import { createSlackApi } from './notifications/channels/slack-api.ts'
import { createSlackChannel } from './notifications/channels/slack.ts'
import { digestJob } from './notifications/jobs.ts'
import { createOutbox, type Outbox } from './notifications/outbox.ts'
import { type Channels, type ComposeAlert, createSender } from './notifications/sender.ts'
import { createMetrics, type Metrics } from './operations/metrics.ts'
import { type Auth, createAuth } from './people/sessions/auth.ts'
import { type Backtests, createBacktests } from './rules/backtest/jobs.ts'
import { createRuleEngine, type RuleEngine } from './rules/engine.ts'
import { loadSecret } from './secret.ts'
import { createSeal, type Seal } from './secrets/seal.ts'
import type { SlackActions } from './slack/actions.ts'
import { readSlackHistory } from './slack/history.ts'
import { createSlackSockets, type SlackSockets } from './slack/sockets.ts'
import { createTriggerEngine, type TriggerEngine } from './triggers/engine.ts'
import { triggerJobs } from './triggers/jobs.ts'
import { createWorker } from './workers/create.ts'
import { fireSkip, fireSnooze } from './workflows/flow.ts'

/**
 * What analytics holds in memory is given back when nobody has looked for so long. With Node's own room for young objects
 * an export of a million rows would take 60 MB more.
 */
const ANALYTICS_LIMITS = { idleMs: 10 * MINUTE, youngMb: 6 }

/** What a test may bring instead of the real thing. */
export type Parts = { clock: Clock; log: Log; db: Db; faults: Faults; slackActions: SlackActions }

/** The whole server. Only this file knows how the parts are put together. */
export type App = Context & {
  config: Config & { secret: string }
  auth: Auth
  triggers: TriggerEngine
  rules: RuleEngine
  backtests: Backtests
  jobs: JobRunner
  imports: ImportRunner
  live: LiveHub
  outbox: Outbox
  channels: Channels
  seal: Seal
  analytics: AnalyticsThread
  /** Which addresses that people enter may be spoken to. */
  addressGuard: AddressGuard
  languageModel: LanguageModel
  opinions: Opinions
  slackActions: SlackActions
  /** Null where the data is in PostgreSQL. */
  backups: Backups | null
  /** Null unless HOIST_METRICS_TOKEN is set. */
  metrics: Metrics | null
  slackSockets: SlackSockets
  /** Answers one request; `env` says who is at the other end. */
  fetch(request: Request, env?: RequestEnv): Promise<Response>
  /** Starts everything that runs by itself: pulse, cron, deliveries. */
  start(): Promise<void>
  /** Ends what runs, waits for what is under way, closes the database. */
  stop(): Promise<void>
}

/** Builds the server: opens and migrates the database, starts no timer and listens nowhere. */
export async function createApp(config: Config, overrides: Partial<Parts> = {}): Promise<App> {
  const settled = { ...config, secret: config.secret ?? (await loadSecret(config.dataDir)) }
  const { databaseUrl, dataDir, networkDrive, url } = settled
  const { clock = systemClock, log = createLog(config.logLevel), faults = noFaults } = overrides
  const db = overrides.db ?? (await openDb({ databaseUrl, dataDir, networkDrive, clock, log, faults }))
  const context: Context = { db, clock, log }

  const auth = createAuth(context, settled)
  const live = createLiveHub()
  const seal = createSeal(settled.secret)
  const channels = {
    slack: createSlackChannel(settled.slackApiUrl),
    slackApi: createSlackApi(settled.slackApiUrl),
    email: createEmailChannel(new URL(url).hostname),
  }
  const compose: ComposeAlert = (organizationId, alertId) => composeAlert(db.read, organizationId, alertId)
  const metrics = settled.metricsToken === null ? null : await createMetrics()
  const send = createSender({ db, seal, channels, composeAlert: compose }, url)
  const outbox = createOutbox(context, metrics?.countSent(send) ?? send, faults)
  const effects = { snooze: fireSnooze, skip: fireSkip, escalate: fireEscalation }
  const triggers = createTriggerEngine(context, metrics?.countFired(effects) ?? effects)
  const rules = createRuleEngine({ ...context, triggers })
  const analytics = createWorker('analytics', { databaseUrl, dataDir }, ANALYTICS_LIMITS)
  const addressGuard = createAddressGuard(settled.privateAddresses)
  const languageModel = createLanguageModel(addressGuard)
  const opinions = createOpinions({ ...context, seal, languageModel, triggers })
  const slackActions = overrides.slackActions ?? alertButtons(context)
  const slackHistory = { ...context, triggers, seal, channels }
  const slackSockets = createSlackSockets({ ...slackHistory, slackActions, auth })
  const catchUp: ReadHistory = async (organizationId, { signal }) => {
    const { errors } = await readSlackHistory(slackHistory, organizationId, { signal })
    if (errors.length > 0) throw new Error(errors.join('; '))
  }
  const backups = databaseUrl === null ? createBackups(context, dataDir) : null
  const jobs = createJobRunner(context, [
    ...triggerJobs(triggers),
    scanJob(context, catchUp),
    tuneJob(context),
    digestJob(context, url),
    retentionJob(context),
    ...analyticsJobs(context, analytics, url),
    ...(backups === null ? [] : [backupJob(context, backups)]),
  ])
  const backtests = createBacktests(context, createWorker('backtests', { databaseUrl, dataDir }))
  const imports = createImportRunner(context, { triggers, rules })
  const relay = databaseUrl === null ? null : createRelay({ databaseUrl, log }, () => live.closeAll())

  const app: App = {
    ...context,
    auth,
    live,
    seal,
    channels,
    addressGuard,
    languageModel,
    opinions,
    outbox,
    triggers,
    rules,
    backtests,
    jobs,
    imports,
    analytics,
    slackActions,
    backups,
    metrics,
    slackSockets,
    config: settled,
    fetch: (request, env) => handle(request, env),
    async start() {
      await relay?.start()
      await imports.start()
      triggers.start()
      rules.start()
      outbox.start()
      opinions.start()
      await slackSockets.start()
      jobs.start()
    },
    async stop() {
      await Promise.all([jobs.stop(), imports.stop(), backups?.stop()])
      await Promise.all([rules.stop(), backtests.stop()])
      await triggers.stop()
      await outbox.stop()
      await opinions.stop()
      await slackSockets.stop()
      live.closeAll()
      await relay?.stop()
      await analytics.stop()
      await auth.settle()
      await db.close()
    },
  }
  const handle = createHandler(app)
  return app
}
