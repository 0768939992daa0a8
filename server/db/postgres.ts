import pg from 'pg'
import * as t from '../../drizzle/schema.postgres.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Log } from '../log.ts'
import type { Db, Lane } from './engine.ts'
import { createReader } from './handle.ts'
import { createLanes } from './lanes.ts'
import type { Limits } from './limits.ts'
import { migratePostgres } from './migrate.ts'
import { drizzleOver, preparePostgres, type Queryable } from './postgres-connection.ts'
import { runUnit } from './postgres-unit.ts'
import { StartRefusal } from './refusal.ts'
import { createUnits } from './unit.ts'
import { fromPostgres } from './violations.ts'

const READERS = 6
const WRITERS = 8
/** Of the writers; the others are always there for people. */
const BULK_WRITERS = 2
/** Milliseconds: a long report runs elsewhere. */
const READ_TIMEOUT = 30_000

/** Milliseconds after which a wait for a row begins anew. The server would look for a deadlock only after a second, the whole of our deadline. */
const LOCK_TIMEOUT = 250

export type PostgresParts = { url: string; clock: Clock; log: Log; limits: Limits; faults: Faults }

/**
 * The database on a server that several processes share.
 * @throws StartRefusal when the server cannot be reached, is too old, or holds the data of a newer Hoist.
 */
export async function openPostgres(parts: PostgresParts): Promise<Db> {
  const { url, log, limits } = parts
  const shared = { connectionString: url, connectionTimeoutMillis: 5000, application_name: 'hoist' }
  const version = await prepareServer(shared, parts.clock)
  const reading = new pg.Pool({ ...shared, max: READERS, statement_timeout: READ_TIMEOUT })
  const writing = new pg.Pool({
    ...shared,
    max: WRITERS,
    statement_timeout: limits.deadline,
    lock_timeout: LOCK_TIMEOUT,
    idle_in_transaction_session_timeout: limits.deadline * 5,
  })
  for (const pool of [reading, writing]) {
    pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'))
    // While it is in use nobody else listens, and an error nobody listens to ends the process. Its statements fail by themselves.
    pool.on('connect', (client) => client.on('error', () => {}))
  }
  return over(reading, writing, version, parts)
}

async function prepareServer(shared: pg.ClientConfig, clock: Clock): Promise<string> {
  const client = new pg.Client(shared)
  try {
    await client.connect()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartRefusal(
      `PostgreSQL cannot be reached (${reason}): check DATABASE_URL and that the server runs.`,
      'unreachable',
    )
  }
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    await migratePostgres(client, clock)
    return `PostgreSQL ${rows[0]?.server_version.split(' ')[0]}`
  } finally {
    await client.end()
  }
}

function over(reading: pg.Pool, writing: pg.Pool, version: string, { log, limits, faults }: PostgresParts): Db {
  const units = createUnits()
  const turns = createTurns(limits)
  const gated: Queryable = {
    async query(config, params) {
      units.refuseInside('A read outside it was made')
      try {
        return await reading.query(config, params)
      } catch (error) {
        throw fromPostgres(error)
      }
    },
  }
  let closed = false
  return {
    dialect: 'postgres',
    version,
    t,
    read: createReader(drizzleOver(gated), t, preparePostgres),
    async write(work, lane = 'people') {
      units.refuseInside('Another one was started')
      if (closed) throw new DomainError('busy', 'Hoist is shutting down: try again in a moment')
      await turns.take(lane)
      try {
        return await runUnit({ pool: writing, units, log, limits, faults }, work)
      } finally {
        turns.giveBack(lane)
      }
    },
    giveRoomBack: async () => 0,
    waiting: turns.waiting,
    async close() {
      if (closed) return
      closed = true
      await turns.idle()
      await Promise.all([reading.end(), writing.end()])
    },
  }
}

/** Who may use a writing connection: people first, bulk work on a few only. */
function createTurns(limits: Limits) {
  const lanes = createLanes<() => void>(limits.waiting)
  const running: Record<Lane, number> = { people: 0, bulk: 0 }
  let idle: (() => void) | undefined
  function admit() {
    while (running.people + running.bulk < WRITERS) {
      const lane = lanes.next(running.bulk < BULK_WRITERS)
      if (lane === null) return
      running[lane] += 1
      lanes.take(lane)?.()
    }
  }
  return {
    waiting: lanes.sizes,
    take: (lane: Lane) =>
      new Promise<void>((resolve, reject) => {
        if (!lanes.push(resolve, lane)) {
          reject(new DomainError('busy', 'Too much is waiting to be saved: try again in a moment'))
        } else admit()
      }),
    giveBack(lane: Lane) {
      running[lane] -= 1
      admit()
      if (running.people + running.bulk === 0) idle?.()
    },
    /** Waits until nothing runs and nothing waits. */
    idle: () =>
      new Promise<void>((resolve) => {
        idle = resolve
        if (running.people + running.bulk === 0) resolve()
      }),
  }
}
