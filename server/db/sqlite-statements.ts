import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Preparable } from './engine.ts'
import type { Drizzle, Prepare } from './handle.ts'

/** Beyond this the statement that was made first is forgotten; long lists of parameters make many different texts. */
const MOST_STATEMENTS = 1000

type Run = (...params: unknown[]) => unknown
/** What drizzle uses of a statement. `raw` answers with another object: better-sqlite3's own switch would stay on for the next user. */
type Statement = { run: Run; get: Run; all: Run; raw(): Statement }

/** Around each execution: `before` may refuse it, `failed` translates what went wrong. */
export type Gate = { before(): void; failed(error: unknown): unknown }

/**
 * SQLite compiles a statement anew at every execution once its plan might depend on the value of a bare parameter in a
 * condition (measured: a join by key 8 µs instead of 1.6). Of `+?`, which means the same, it does not ask the value.
 */
function withSteadyPlan(sql: string): string {
  return /^(select|with|update|delete)/i.test(sql) ? sql.replaceAll(/(?<=[\s(=<>,])\?(?=[\s),]|$)/g, '+?') : sql
}

function gated(client: Database.Database, sql: string, raw: boolean, gate: Gate): Statement {
  const statement = client.prepare(withSteadyPlan(sql))
  if (raw) statement.raw()
  const guard =
    (call: Run): Run =>
    (...params) => {
      gate.before()
      try {
        return call.apply(statement, params)
      } catch (error) {
        throw gate.failed(error)
      }
    }
  let rows: Statement | undefined
  const self: Statement = {
    run: guard(statement.run),
    get: guard(statement.get),
    all: guard(statement.all),
    raw() {
      rows ??= raw ? self : gated(client, sql, true, gate)
      return rows
    },
  }
  return self
}

/** drizzle over one connection, with compiled statements kept by their text: compiling one costs several times its run. */
export function drizzleOver(client: Database.Database, gate: Gate): Drizzle {
  const known = new Map<string, Statement>()
  const cached = {
    prepare(sql: string): Statement {
      let statement = known.get(sql)
      if (statement === undefined) {
        const oldest = known.size >= MOST_STATEMENTS ? known.keys().next().value : undefined
        if (oldest !== undefined) known.delete(oldest)
        try {
          statement = gated(client, sql, false, gate)
        } catch (error) {
          throw gate.failed(error)
        }
        known.set(sql, statement)
      }
      return statement
    },
  }
  return drizzle({ client: cached as unknown as Database.Database }) as unknown as Drizzle
}

type SyncQuery<Row> = { execute(values?: Record<string, unknown>): { sync(): Row[] } }

/** A query prepared by drizzle runs here at once, within the call. */
export const prepareSqlite: Prepare = <Row>(query: Preparable<Row>, name: string) => {
  const prepared = query.prepare(name) as unknown as SyncQuery<Row>
  return { execute: async (values?: Record<string, unknown>) => prepared.execute(values).sync() }
}
