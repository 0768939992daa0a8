import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

// Column kit of PostgreSQL. Its types are the static types of the whole program; SQLite's kit is cast to it.
// text: collate "C" sorts by bytes, as SQLite does. json: drizzle's own jsonb re-parses strings. integer: int4 would overflow instants.
// null: a value given through `sql.placeholder` reaches toDriver even when it is null.

const text = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' })

const jsonb = customType<{ data: unknown; driverData: string | null }>({
  dataType: () => 'jsonb',
  toDriver: (value) => (value === null ? null : JSON.stringify(value)),
  fromDriver: (value) => value,
})

const epochDate = customType<{ data: Date; driverData: number | string | null }>({
  dataType: () => 'bigint',
  toDriver: (value) => (value === null ? null : value.getTime()),
  fromDriver: (value) => new Date(Number(value)),
})

export const postgresKit = {
  table: pgTable,
  text: () => text(),
  integer: () => bigint({ mode: 'number' }),
  /** Epoch milliseconds as a number: the form of every instant inside Hoist. */
  instant: () => bigint({ mode: 'number' }),
  /** Epoch milliseconds as a Date: only for the tables of the sign-in library. */
  date: () => epochDate(),
  real: () => doublePrecision(),
  boolean: () => boolean(),
  json: <T>() => jsonb().$type<T>(),
  index,
  uniqueIndex,
  primaryKey,
  foreignKey,
}

export type Kit = typeof postgresKit
