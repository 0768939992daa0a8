import { openAsBlob } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Command, Option } from 'commander'
import { IMPORT_KINDS, type ImportCounts, type ImportPreview, type ImportState } from '../../shared/imports/schema.ts'
import { type Client, connect } from './client.ts'
import { CliError } from './errors.ts'
import type { Terminal } from './program.ts'

type Options = { dates?: 'dmy' | 'mdy'; map: string[]; dryRun: boolean; live: boolean; report?: string }
type Run = { id: string; state: ImportState; counts: ImportCounts; lastError: string | null }

/** How often a running import is asked how far it is, in milliseconds. */
const POLL = 250
const SHOWN_ISSUES = 20

/** `hoist import customers <file>` and its like: preview on stderr, the outcome as one line of JSON on stdout. */
export function registerImport(program: Command, terminal: Terminal): void {
  const command = program.command('import').description('import a CSV or NDJSON file')
  for (const kind of IMPORT_KINDS) {
    command
      .command(kind)
      .argument('<file>')
      .description(`import ${kind}`)
      .addOption(new Option('--dates <order>', 'order of slashed dates').choices(['dmy', 'mdy']))
      .option('--map <title=field...>', 'feed a field from a column; an empty field leaves the column out', [])
      .option('--dry-run', 'show what would happen and stop', false)
      .option('--live', 'let fire at once what the imported facts make true', false)
      .option('--report <file>', 'write the rejected rows to this CSV file')
      .option('--json', 'as it is without: the outcome is one line of JSON')
      .action((file: string, options: Options) => importFile(terminal, kind, file, options))
  }
}

async function importFile(terminal: Terminal, kind: string, file: string, options: Options): Promise<void> {
  const client = await connect(terminal)
  const body = await openAsBlob(file).catch(() => {
    throw new CliError(`The file ${file} cannot be read`)
  })
  const query = new URLSearchParams({ kind, fileName: basename(file) })
  const type = { 'content-type': 'application/octet-stream' }
  const { id } = await client.sendRaw<Run>('POST', `/api/imports/files?${query}`, body, type)
  const dates = options.dates === undefined ? {} : { dates: options.dates }
  let preview = await client.send<ImportPreview>('POST', `/api/imports/${id}/preview`, dates)
  let settings: object = dates
  if (options.map.length > 0) {
    settings = { ...dates, mapping: overridden(preview, options.map) }
    preview = await client.send<ImportPreview>('POST', `/api/imports/${id}/preview`, settings)
  }
  show(terminal, preview)
  if (options.dryRun) {
    await client.send('POST', `/api/imports/${id}/cancel`)
    terminal.out(
      JSON.stringify({ id, state: 'preview', rows: preview.rows, good: preview.good, rejected: preview.rejected }),
    )
    return
  }
  await client.send('POST', `/api/imports/${id}/start`, { ...settings, live: options.live })
  const run = await follow(terminal, client, id)
  if (options.report !== undefined) await writeFile(options.report, await client.text(`/api/imports/${id}/issues.csv`))
  terminal.out(JSON.stringify({ id, state: run.state, ...run.counts }))
  if (run.state !== 'done') throw new CliError(run.lastError ?? `The import was ${run.state}`)
  const { wouldFire } = run.counts
  if (!options.live && wouldFire > 0) {
    terminal.err(
      `${wouldFire} would fire on these facts now; import with --live to let them, or do so on the import's page`,
    )
  }
}

/** The guessed mapping with the asked-for columns in their new places. */
function overridden(preview: ImportPreview, asked: readonly string[]): Record<string, string | null> {
  const mapping = new Map(preview.columns.map(({ title, field }) => [title, field]))
  for (const pair of asked) {
    const at = pair.lastIndexOf('=')
    if (at < 1) throw new CliError(`--map wants "column title=field", not "${pair}"`, 2)
    const [title, field] = [pair.slice(0, at), pair.slice(at + 1) || null]
    for (const [other, fed] of mapping) if (field !== null && fed === field) mapping.set(other, null)
    mapping.set(title, field)
  }
  return Object.fromEntries(mapping)
}

function show(terminal: Terminal, preview: ImportPreview): void {
  terminal.err(`${preview.rows} rows: ${preview.good} good, ${preview.rejected} with mistakes`)
  for (const { title, field } of preview.columns) terminal.err(`  ${title} → ${field ?? '(left out)'}`)
  if (preview.invites.length > 0) terminal.err(`Will be invited: ${preview.invites.join(', ')}`)
  for (const { line, column, value, reason } of preview.issues.slice(0, SHOWN_ISSUES)) {
    terminal.err(`  line ${line}, ${column}: ${JSON.stringify(value)} ${reason}`)
  }
  if (preview.issues.length > SHOWN_ISSUES) terminal.err('  … and more; --report writes them all to a file')
}

async function follow(terminal: Terminal, client: Client, id: string): Promise<Run> {
  let said = ''
  for (;;) {
    const run = await client.send<Run>('GET', `/api/imports/${id}`)
    const { rows, created, updated, unchanged, rejected } = run.counts
    const words = `${created + updated + unchanged + rejected} of ${rows}: ${created} new, ${updated} changed, ${unchanged} as before, ${rejected} rejected`
    if (words !== said) terminal.err(words)
    said = words
    if (run.state !== 'running' && run.state !== 'ready') return run
    await wait(POLL)
  }
}
