import {
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

const kit = {
  table: sqliteTable,
  text: () => text(),
  integer: () => integer(),
  instant: () => integer(),
  date: () => integer({ mode: 'timestamp_ms' }),
  real: () => real(),
  boolean: () => integer({ mode: 'boolean' }),
  json: <T>() => text({ mode: 'json' }).$type<T>(),
  index,
  uniqueIndex,
  primaryKey,
  foreignKey,
}

/** The one cast between the engines. test/store/parity.test.ts holds the two schemas against each other. */
export const sqliteKit = kit as unknown as Kit
