import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { IMPORT_FIELDS } from '../../shared/imports/fields.ts'
import type { ImportKind } from '../../shared/imports/schema.ts'
import { connect } from './client.ts'
import { contacts, customers, emailsOf, facts, type OpenAction, type Row, workflows } from './export-rows.ts'
import type { Terminal } from './program.ts'

/** `hoist export <folder>`: an organization as NDJSON, a file for each kind as `hoist import` reads it. */
export function registerExport(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description('write customers, contacts, workflows, signals and messages as NDJSON that hoist import reads')
    .argument('<folder>', 'where customers.ndjson, contacts.ndjson and so on go')
    .option('--json', 'answer with one line of JSON')
    .action(async (folder: string, { json }: { json?: true }) => {
      const client = await connect(terminal)
      await mkdir(folder, { recursive: true })
      const emails = await emailsOf(client)
      const ids: string[] = []
      const open: OpenAction[] = []
      const writeKind = (kind: ImportKind, rows: AsyncGenerator<Row>) => write(folder, kind, titled(kind, rows))
      const written = {
        customers: await writeKind('customers', customers(client, emails, ids)),
        contacts: await writeKind('contacts', contacts(client, ids)),
        workflows: await writeKind('workflows', workflows(client, emails, open)),
        signals: await writeKind('signals', facts(client, 'signals')),
        messages: await writeKind('messages', facts(client, 'messages')),
        // Nothing reads these by itself: an import acts on nothing.
        'open-actions': await write(folder, 'open-actions', open),
      }
      if (json) terminal.out(JSON.stringify(written))
      else for (const [kind, rows] of Object.entries(written)) terminal.out(`${join(folder, kind)}.ndjson: ${rows}`)
    })
}

/** Under the titles by which an import knows its fields. */
async function* titled(kind: ImportKind, rows: AsyncGenerator<Row>): AsyncGenerator<object> {
  const titles = new Map(IMPORT_FIELDS[kind].map(({ field, titles: [first = field] }) => [field, first]))
  for await (const row of rows)
    yield Object.fromEntries(Object.entries(row).map(([field, value]) => [titles.get(field) ?? field, value]))
}

/** Answers how many rows there were. */
async function write(folder: string, name: string, rows: AsyncIterable<object> | Iterable<object>): Promise<number> {
  const file = createWriteStream(join(folder, `${name}.ndjson`))
  let count = 0
  for await (const row of rows) {
    if (!file.write(`${JSON.stringify(row)}\n`)) await once(file, 'drain')
    count += 1
  }
  file.end()
  await once(file, 'finish')
  return count
}
