import { requireNode } from './node-version.mjs'

await requireNode()
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = await import('node:fs')
const { join } = await import('node:path')
const { fileURLToPath } = await import('node:url')
const kit = await import('drizzle-kit/api')

// Drafts migrations from drizzle/schema.*.ts, for both engines at once:
//   node scripts/draft-migration.mjs           rewrites 0001_initial, as long as it is the only one (nothing is released yet)
//   node scripts/draft-migration.mjs <name>    drafts the next one: read it, complete it by hand, run again with --embed
//   node scripts/draft-migration.mjs --embed   only copies the .sql files into embedded.ts, the form that ships

const folder = fileURLToPath(new URL('../drizzle/migrations', import.meta.url))
const engines = {
  sqlite: {
    schema: '../drizzle/schema.sqlite.ts',
    empty: () => kit.generateSQLiteDrizzleJson({}),
    describe: (schema) => kit.generateSQLiteDrizzleJson(schema),
    diff: (before, after) => kit.generateSQLiteMigration(before, after),
    // STRICT refuses text in a number column, as PostgreSQL does. Our runner switches foreign keys off itself: inside a transaction the pragma does nothing.
    repair: (statement) =>
      /^PRAGMA foreign_keys/i.test(statement)
        ? ''
        : statement.replace(/`([^`]*)`/g, '"$1"').replace(/^(CREATE TABLE [^]*\n\));?\s*$/, '$1 STRICT;'),
  },
  postgres: {
    schema: '../drizzle/schema.postgres.ts',
    empty: () => kit.generateDrizzleJson({}),
    describe: (schema) => kit.generateDrizzleJson(schema),
    diff: (before, after) => kit.generateMigration(before, after),
    // Whoever chose another schema through search_path keeps it.
    repair: (statement) => statement.replaceAll('"public".', ''),
  },
}

function migrationFiles(engine) {
  return readdirSync(join(folder, engine))
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

async function draft(engine, name) {
  const { schema, empty, describe, diff, repair } = engines[engine]
  mkdirSync(join(folder, engine), { recursive: true })
  const files = migrationFiles(engine)
  if (name === undefined && files.length > 1)
    fail(`There are later migrations than the initial one: give the new one a name.`)
  const number = name === undefined ? 1 : files.length + 1
  const snapshot = join(folder, engine, 'snapshot.json')
  const before = number === 1 ? await empty() : JSON.parse(readFileSync(snapshot, 'utf8'))
  const after = await describe({ ...(await import(schema)) })
  const statements = (await diff(before, after)).map((statement) => repair(statement.trim())).filter(Boolean)
  const broken = statements.find((statement) => /\bWHERE\b[^']*(\$\d|\?)/i.test(statement))
  if (broken)
    fail(`A partial index must write its condition out, as sql\`\${t.done} = true\`, not with eq():\n${broken}`)
  if (statements.length === 0) return process.stdout.write(`${engine}: nothing to change\n`)
  const file = `${String(number).padStart(4, '0')}_${name ?? 'initial'}.sql`
  writeFileSync(join(folder, engine, file), `${statements.map(terminated).join('\n')}\n`)
  writeFileSync(snapshot, `${JSON.stringify({ ...after, id: '', prevId: '' })}\n`)
  process.stdout.write(`${engine}: ${file}, ${statements.length} statements\n`)
}

function terminated(statement) {
  return statement.endsWith(';') ? statement : `${statement};`
}

function embed() {
  const lines = [
    '// Made by scripts/draft-migration.mjs from the .sql files beside it, so that one bundle carries them.',
    '',
  ]
  for (const engine of Object.keys(engines)) {
    lines.push(`export const ${engine}Migrations: readonly { number: number; name: string; sql: string }[] = [`)
    for (const file of migrationFiles(engine)) {
      const sql = readFileSync(join(folder, engine, file), 'utf8').replace(/[\\`]|\$\{/g, '\\$&')
      lines.push(`  {`, `    number: ${Number(file.slice(0, 4))},`, `    name: '${file.slice(5, -4)}',`)
      lines.push(`    sql: \`${sql}\`,`, `  },`)
    }
    lines.push(']', '')
  }
  writeFileSync(join(folder, 'embedded.ts'), lines.join('\n'))
}

const name = process.argv[2]
if (name !== undefined && name !== '--embed' && !/^[a-z0-9_]+$/.test(name))
  fail('A name is lower-case words joined by _.')
if (name !== '--embed') for (const engine of Object.keys(engines)) await draft(engine, name)
for (const engine of Object.keys(engines))
  if (!existsSync(join(folder, engine))) fail(`drizzle/migrations/${engine} is missing.`)
embed()
