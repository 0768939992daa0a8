import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { IMPORT_FIELDS } from '../../shared/imports/fields.ts'
import type { ImportKind } from '../../shared/imports/schema.ts'
import { type Client, connect } from './client.ts'
import type { Terminal } from './program.ts'

type Person = { userId: string; name: string } | null
type Named = { id: string; externalId: string | null; name: string }
type Customer = Named & {
  segment: string | null
  tags: string[]
  timezone: string | null
  renewalAt: string | null
  metrics: Record<string, number>
  owner: Person
}
type Contact = Named & { email: string | null; slackUserId: string | null }
type Workflow = Named & {
  customer: Named
  definition: { name: string }
  assignee: Person
  completedAt: string | null
  dueAt: string | null
  priority: string
}
/** A row by the names of the fields that an import feeds. */
type Row = Record<string, string | number | null>

const PAGE = 200

/** `hoist export <folder>`: customers, contacts and workflows as NDJSON, each as `hoist import` reads it. */
export function registerExport(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description('write customers, contacts and workflows as NDJSON that hoist import reads')
    .argument('<folder>', 'where customers.ndjson, contacts.ndjson and workflows.ndjson go')
    .option('--json', 'answer with one line of JSON')
    .action(async (folder: string, { json }: { json?: true }) => {
      const client = await connect(terminal)
      await mkdir(folder, { recursive: true })
      const emails = await emailsOf(client)
      const ids: string[] = []
      const written = {
        customers: await write(folder, 'customers', customers(client, emails, ids)),
        contacts: await write(folder, 'contacts', contacts(client, ids)),
        workflows: await write(folder, 'workflows', workflows(client, emails)),
      }
      if (json) terminal.out(JSON.stringify(written))
      else for (const [kind, rows] of Object.entries(written)) terminal.out(`${join(folder, kind)}.ndjson: ${rows}`)
    })
}

async function emailsOf(client: Client): Promise<Map<string, string>> {
  type Answer = { result: { data: { members: { userId: string; email: string }[] } } }
  const { result } = await client.send<Answer>('GET', '/trpc/members.list')
  return new Map(result.data.members.map(({ userId, email }) => [userId, email]))
}

async function* pages<T>(client: Client, name: 'customers' | 'workflows'): AsyncGenerator<T> {
  let cursor: string | null = null
  do {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: Record<string, T[]> & { nextCursor: string | null } = await client.send(
      'GET',
      `/api/${name}?limit=${PAGE}${after}`,
    )
    yield* page[name] ?? []
    cursor = page.nextCursor
  } while (cursor !== null)
}

async function* customers(client: Client, emails: Map<string, string>, ids: string[]): AsyncGenerator<Row> {
  for await (const { metrics, owner, tags, ...customer } of pages<Customer>(client, 'customers')) {
    ids.push(customer.id)
    yield {
      ...idOf(customer),
      name: customer.name,
      segment: customer.segment,
      renewalAt: customer.renewalAt,
      ownerEmail: (owner && emails.get(owner.userId)) ?? null,
      timezone: customer.timezone,
      tags: tags.join(', '),
      ...Object.fromEntries(Object.entries(metrics).map(([metric, value]) => [`metrics.${metric}`, value])),
    }
  }
}

async function* contacts(client: Client, customerIds: readonly string[]): AsyncGenerator<Row> {
  for (const id of customerIds) {
    const customer = await client.send<Named>('GET', `/api/customers/${id}`)
    const { contacts: found } = await client.send<{ contacts: Contact[] }>('GET', `/api/customers/${id}/contacts`)
    for (const { name, email, slackUserId, ...contact } of found) {
      yield { ...idOf(contact), customer: refOf(customer), name, email, slackUserId }
    }
  }
}

async function* workflows(client: Client, emails: Map<string, string>): AsyncGenerator<Row> {
  for await (const { customer, definition, assignee, completedAt, ...workflow } of pages<Workflow>(
    client,
    'workflows',
  )) {
    yield {
      ...idOf(workflow),
      customer: refOf(customer),
      definition: definition.name,
      status: completedAt === null ? 'active' : 'completed',
      assigneeEmail: (assignee && emails.get(assignee.userId)) ?? null,
      dueAt: workflow.dueAt,
      priority: workflow.priority,
    }
  }
}

/** What was made on the screen has no id of another system: its own serves. */
function refOf({ id, externalId }: Pick<Named, 'id' | 'externalId'>): string {
  return externalId ?? id
}

function idOf(one: Pick<Named, 'id' | 'externalId'>): Row {
  return { externalId: refOf(one) }
}

/** Under the titles by which an import knows its fields. Answers how many rows there were. */
async function write(folder: string, kind: ImportKind, rows: AsyncGenerator<Row>): Promise<number> {
  const titles = new Map(IMPORT_FIELDS[kind].map(({ field, titles: [first = field] }) => [field, first]))
  const file = createWriteStream(join(folder, `${kind}.ndjson`))
  let count = 0
  for await (const row of rows) {
    const named = Object.entries(row).map(([field, value]) => [titles.get(field) ?? field, value])
    if (!file.write(`${JSON.stringify(Object.fromEntries(named))}\n`)) await once(file, 'drain')
    count += 1
  }
  file.end()
  await once(file, 'finish')
  return count
}
