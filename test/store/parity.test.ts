import { getTableName } from 'drizzle-orm'
import { getTableConfig as postgresTable } from 'drizzle-orm/pg-core'
import { getTableConfig as sqliteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import * as postgresSchema from '../../drizzle/schema.postgres.ts'
import * as sqliteSchema from '../../drizzle/schema.sqlite.ts'
import { defineSchema } from '../../drizzle/schema.ts'
import { sqliteKit } from '../../drizzle/kit.sqlite.ts'
import { renderSql } from '../support/render-sql.ts'

const TYPES = new Map([
  ['text collate "C"', ['text']],
  ['jsonb', ['text']],
  ['bigint', ['integer']],
  ['boolean', ['integer']],
  ['double precision', ['real']],
])

type Config = ReturnType<typeof postgresTable>
const describeTable = (config: Config) => ({
  name: config.name,
  columns: config.columns.map((column) => ({
    name: column.name,
    notNull: column.notNull,
    primary: column.primary,
    unique: column.isUnique,
    hasDefault: column.hasDefault,
    default: column.default,
  })),
  primaryKeys: config.primaryKeys.map((key) => key.columns.map((column) => column.name)),
  indexes: config.indexes.map(({ config: index }) => ({
    name: index.name,
    unique: index.unique,
    columns: index.columns.map((column) => ('name' in column ? column.name : renderSql(column))),
    where: index.where === undefined ? null : renderSql(index.where),
  })),
  foreignKeys: config.foreignKeys.map((key) => {
    const { columns, foreignColumns, foreignTable } = key.reference()
    return {
      columns: columns.map((column) => column.name),
      foreignColumns: foreignColumns.map((column) => column.name),
      foreignTable: getTableName(foreignTable),
      onDelete: key.onDelete ?? 'no action',
      onUpdate: key.onUpdate ?? 'no action',
    }
  }),
})

const tables = { postgres: { ...postgresSchema }, sqlite: { ...sqliteSchema } }
const names = Object.keys(tables.postgres) as (keyof typeof postgresSchema)[]

test('both engines have the same tables, and the schema files leave none out', () => {
  const described = Object.keys(defineSchema(sqliteKit)).sort()
  expect(Object.keys(sqliteSchema).sort()).toEqual(described)
  expect(Object.keys(postgresSchema).sort()).toEqual(described)
})

test.each(names)('%s is the same on both engines', (name) => {
  const onPostgres = postgresTable(tables.postgres[name])
  const onSqlite = sqliteTable(tables.sqlite[name] as never) as unknown as Config
  expect(describeTable(onSqlite)).toEqual(describeTable(onPostgres))
  for (const [index, column] of onPostgres.columns.entries()) {
    expect(TYPES.get(column.getSQLType()), `type of ${name}.${column.name}`).toContain(
      onSqlite.columns[index]?.getSQLType(),
    )
  }
})

test('every row of an organization says so, first in its key', () => {
  const installationWide = ['user', 'session', 'account', 'verification', 'organization', 'job_run']
  for (const name of names) {
    const { name: tableName, columns } = postgresTable(tables.postgres[name])
    if (installationWide.includes(tableName)) continue
    const column = columns.find((one) => one.name === 'organizationId')
    expect(column?.notNull, `${tableName}.organizationId`).toBe(true)
  }
})
