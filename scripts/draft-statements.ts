import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api'
import * as postgresSchema from '../drizzle/schema.postgres.ts'
import * as sqliteSchema from '../drizzle/schema.sqlite.ts'

export type EngineName = 'sqlite' | 'postgres'

/** What drizzle-kit remembers of a schema, to find what changed since. */
type Snapshot = object

/**
 * The statements that lead from a remembered schema (null: an empty database) to the one described now, repaired where
 * drizzle-kit's own would not do.
 * @throws where a partial index has a parameter in its condition.
 */
export async function draftStatements(
  engine: EngineName,
  before: Snapshot | null,
): Promise<{ statements: string[]; snapshot: Snapshot }> {
  const draft = engine === 'sqlite' ? await draftSqlite(before) : await draftPostgres(before)
  const statements = draft.statements.map((one) => one.trim().replace(/;?$/, ';')).filter((one) => one !== ';')
  const broken = statements.find((statement) => /\bWHERE\b[^']*(\$\d|\?)/i.test(statement))
  if (broken !== undefined) {
    throw new Error(
      `A partial index must write its condition out, as sql\`\${t.done} = true\`, not with eq():\n${broken}`,
    )
  }
  return { statements, snapshot: { ...draft.snapshot, id: '', prevId: '' } }
}

async function draftSqlite(before: Snapshot | null) {
  type Known = Parameters<typeof generateSQLiteMigration>[0]
  const from = (before ?? (await generateSQLiteDrizzleJson({}))) as Known
  const to = await generateSQLiteDrizzleJson({ ...sqliteSchema })
  const drafted = await generateSQLiteMigration(from, to)
  const statements = drafted.map((statement) =>
    statement
      // Our runner switches foreign keys off itself: inside a transaction the pragma does nothing.
      .replace(/^PRAGMA foreign_keys.*$/gim, '')
      .replace(/`([^`]*)`/g, '"$1"')
      // Refuses text in a number column, as PostgreSQL does.
      .replace(/^(CREATE TABLE [\s\S]*\n\));?\s*$/, '$1 STRICT'),
  )
  return { statements, snapshot: to }
}

async function draftPostgres(before: Snapshot | null) {
  type Known = Parameters<typeof generateMigration>[0]
  const from = (before ?? generateDrizzleJson({})) as Known
  const to = generateDrizzleJson({ ...postgresSchema })
  const drafted = await generateMigration(from, to)
  // Whoever chose another schema through search_path keeps it.
  return { statements: drafted.map((statement) => statement.replaceAll('"public".', '')), snapshot: to }
}
