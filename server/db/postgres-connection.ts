import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import * as t from '../../drizzle/schema.postgres.ts'
import type { Preparable, Writer } from './engine.ts'
import { createWriter, type Drizzle, type Prepare } from './handle.ts'
import type { Unit, Units } from './unit.ts'
import { fromPostgres } from './violations.ts'

// int8 and numeric arrive as text, because they may exceed a double; ours do not (instants, counts, sums of both).
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

type Query = pg.Pool['query']
/** What drizzle uses of a pool or a client. */
export type Queryable = { query(config: pg.QueryConfig, params: unknown[]): Promise<pg.QueryResult> }

export function drizzleOver(client: Queryable): Drizzle {
  return drizzle({ client: client as { query: Query } as pg.Pool }) as unknown as Drizzle
}

export const preparePostgres: Prepare = <Row>(query: Preparable<Row>, name: string) => query.prepare(name)

/** A connection of the writing pool, with its handle. It serves one unit of work at a time. */
export type Connection = { writer: Writer; enter(unit: Unit): void }

const connections = new WeakMap<pg.PoolClient, Connection>()

export function connectionOf(client: pg.PoolClient, units: Units): Connection {
  const known = connections.get(client)
  if (known !== undefined) return known
  const connection = createConnection(client, units)
  connections.set(client, connection)
  return connection
}

function createConnection(client: pg.PoolClient, units: Units): Connection {
  let current: Unit | undefined
  /** Statements of one unit that were started together run one after the other: the protocol knows no other way. */
  let last: Promise<unknown> = Promise.resolve()

  async function run(config: pg.QueryConfig, params: unknown[]): Promise<pg.QueryResult> {
    units.requireInside(current)
    const unit = current
    try {
      return await client.query(config, params)
    } catch (error) {
      if (unit !== undefined && !unit.failed) Object.assign(unit, { failed: true, failure: fromPostgres(error) })
      throw error
    }
  }

  const gated: Queryable = {
    query(config, params) {
      const result = last.then(() => run(config, params))
      last = result.catch(() => {})
      return result
    },
  }
  const writer = createWriter(drizzleOver(gated), t, preparePostgres, (effect) => {
    units.requireInside(current)
    current?.effects.push(effect)
  })
  return {
    writer,
    enter(unit) {
      current = unit
      last = Promise.resolve()
    },
  }
}
