import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Schema } from '../../drizzle/schema.ts'
import type { Preparable, Prepared, Reader, Writer } from './engine.ts'

/** What drizzle gives for either engine; PostgreSQL's are the static types. */
export type Drizzle = PgDatabase<PgQueryResultHKT>

/** How an engine turns a built query into one that only takes parameters. */
export type Prepare = <Row>(query: Preparable<Row>, name: string) => Prepared<Row>

const READS = ['select', 'selectDistinct', 'with', '$with', '$count'] as const
const WRITES = [...READS, 'insert', 'update', 'delete'] as const

function pick(db: Drizzle, names: readonly (keyof Drizzle)[]): object {
  return Object.fromEntries(
    names.map((name) => [name, (db[name] as (...given: unknown[]) => unknown).bind(db)] as const),
  )
}

/** Builds once per name. Names are unique in the whole program; test/store/prepared-names.test.ts looks. */
function preparedBy<Conn>(conn: () => Conn, prepare: Prepare) {
  const known = new Map<string, Prepared<unknown>>()
  return <Row>(name: string, build: (conn: Conn) => Preparable<Row>): Prepared<Row> => {
    let query = known.get(name)
    if (query === undefined) {
      query = prepare(build(conn()), name)
      known.set(name, query)
    }
    return query as Prepared<Row>
  }
}

/** The reading handle of one connection (or pool). */
export function createReader(db: Drizzle, t: Schema, prepare: Prepare): Reader {
  const reader: Reader = Object.assign(pick(db, READS), {
    t,
    prepared: preparedBy(() => reader, prepare),
  }) as Reader
  return reader
}

/** The writing handle of one connection: it serves one unit of work after the other, and none in between. */
export function createWriter(db: Drizzle, t: Schema, prepare: Prepare, afterCommit: Writer['afterCommit']): Writer {
  const writer: Writer = Object.assign(pick(db, WRITES), {
    t,
    prepared: preparedBy(() => writer, prepare),
    afterCommit,
  }) as Writer
  return writer
}
