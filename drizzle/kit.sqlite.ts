import {
  customType,
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import type { Kit } from './kit.postgres.ts'

// drizzle's own json, boolean and timestamp columns turn a null given through `sql.placeholder` into 'null', 0 or a crash:
// these three are our own, so that a prepared statement stores null as null.

const json = customType<{ data: unknown; driverData: string | null }>({
  dataType: () => 'text',
  toDriver: (value) => (value === null ? null : JSON.stringify(value)),
  fromDriver: (value) => (value === null ? null : JSON.parse(value)),
})

const boolean = customType<{ data: boolean; driverData: number | null }>({
  dataType: () => 'integer',
  toDriver: (value) => (value === null ? null : Number(value)),
  fromDriver: (value) => value === 1,
})

const epochDate = customType<{ data: Date; driverData: number | null }>({
  dataType: () => 'integer',
  toDriver: (value) => (value === null ? null : value.getTime()),
  fromDriver: (value) => new Date(Number(value)),
})

const kit = {
  table: sqliteTable,
  text: () => text(),
  integer: () => integer(),
  instant: () => integer(),
  date: () => epochDate(),
  real: () => real(),
  boolean: () => boolean(),
  json: <T>() => json().$type<T>(),
  index,
  uniqueIndex,
  primaryKey,
  foreignKey,
}

/** The one cast between the engines. test/store/parity.test.ts holds the two schemas against each other. */
export const sqliteKit = kit as unknown as Kit
