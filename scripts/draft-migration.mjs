import { requireNode } from './node-version.mjs'

await requireNode()
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = await import('node:fs')
const { join } = await import('node:path')
const { fileURLToPath } = await import('node:url')
const { draftStatements } = await import('./draft-statements.ts')

// Drafts migrations from drizzle/schema.*.ts, for both engines at once:
//   node scripts/draft-migration.mjs           rewrites 0001_initial, as long as it is the only one (nothing is released yet)
//   node scripts/draft-migration.mjs <name>    drafts the next one: read it, complete it by hand, run again with --embed
//   node scripts/draft-migration.mjs --embed   only copies the .sql files into embedded.ts, the form that ships

const folder = fileURLToPath(new URL('../drizzle/migrations', import.meta.url))
const engines = ['sqlite', 'postgres']

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
  mkdirSync(join(folder, engine), { recursive: true })
  const files = migrationFiles(engine)
  if (name === undefined && files.length > 1) {
    fail('There are later migrations than the initial one: give the new one a name.')
  }
  const number = name === undefined ? 1 : files.length + 1
  const remembered = join(folder, engine, 'snapshot.json')
  const before = number === 1 ? null : JSON.parse(readFileSync(remembered, 'utf8'))
  const { statements, snapshot } = await draftStatements(engine, before)
  if (statements.length === 0) {
    process.stdout.write(`${engine}: nothing to change\n`)
    return
  }
  const file = `${String(number).padStart(4, '0')}_${name ?? 'initial'}.sql`
  writeFileSync(join(folder, engine, file), `${statements.join('\n')}\n`)
  writeFileSync(remembered, `${JSON.stringify(snapshot)}\n`)
  process.stdout.write(`${engine}: ${file}, ${statements.length} statements\n`)
}

function embed() {
  const lines = [
    '// Made by scripts/draft-migration.mjs from the .sql files beside it, so that one bundle carries them.',
    '',
  ]
  for (const engine of engines) {
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
if (name !== undefined && name !== '--embed' && !/^[a-z0-9_]+$/.test(name)) {
  fail('A name is lower-case words joined by _.')
}
if (name !== '--embed') for (const engine of engines) await draft(engine, name)
embed()
