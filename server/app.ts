import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import type { Db } from './db/engine.ts'
import { openDb } from './db/open.ts'
import { fireEscalation } from './escalations/fire.ts'
import type { RequestEnv } from './http/address.ts'
import { createHandler } from './http/handler.ts'
import { createLog, type Log } from './log.ts'
import { type Auth, createAuth } from './people/sessions/auth.ts'
import { loadSecret } from './secret.ts'
import { createTriggerEngine, type TriggerEngine } from './triggers/engine.ts'
import { fireSkip, fireSnooze } from './workflows/flow.ts'

/** What a test may bring instead of the real thing. */
export type Parts = { clock: Clock; log: Log; db: Db }

/** The whole server. Only this file knows how the parts are put together. */
export type App = Context & {
  config: Config & { secret: string }
  auth: Auth
  triggers: TriggerEngine
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
  const log = overrides.log ?? createLog(config.logLevel)
  const clock = overrides.clock ?? systemClock
  const db = overrides.db ?? (await openDb({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, clock, log }))
  const context: Context = { db, clock, log }
  const auth = createAuth(context, settled)
  const triggers = createTriggerEngine(context, { snooze: fireSnooze, skip: fireSkip, escalate: fireEscalation })

  const app: App = {
    ...context,
    config: settled,
    auth,
    triggers,
    fetch: (request, env) => handle(request, env),
    async start() {
      triggers.start()
    },
    async stop() {
      await triggers.stop()
      await auth.settle()
      await db.close()
    },
  }
  const handle = createHandler(app)
  return app
}
