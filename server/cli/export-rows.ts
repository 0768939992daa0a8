import type { Client } from './client.ts'

type Person = { userId: string; name: string } | null
type Named = { id: string; externalId: string | null; name: string }
type Customer = Named & {
  segment: string | null
  tags: string[]
  timezone: string | null
  renewalAt: string | null
  metrics: Record<string, number>
  properties: Record<string, string | number | boolean>
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
  flowAction: FlowAction | null
}
type FlowAction = {
  kind: string
  phase: string
  logic: string
  triggers: { id: string; type: string; config: unknown }[]
  recipient: Person
  recipientTeam: { name: string } | null
  reason: string | null
  createdAt: string
}
/** A row by the names of the fields that an import feeds. */
export type Row = Record<string, string | number | boolean | null>

/** A snooze, skip or escalation that is open, as far as a person needs it to put it on the workflow again. */
export type OpenAction = { workflow: string } & Record<string, unknown>

/** Fields of signals and messages that name something else. */
const REFERENCES = new Set(['customer', 'contact', 'workflow'])
const PAGE = 200

/** Addresses of the members, by their ids. */
export async function emailsOf(client: Client): Promise<Map<string, string>> {
  type Answer = { result: { data: { members: { userId: string; email: string }[] } } }
  const { result } = await client.send<Answer>('GET', '/trpc/members.list')
  return new Map(result.data.members.map(({ userId, email }) => [userId, email]))
}

async function* pages<T>(client: Client, name: 'customers' | 'workflows' | 'signals' | 'messages'): AsyncGenerator<T> {
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

/** Customers; their ids are put into `ids`. */
export async function* customers(client: Client, emails: Map<string, string>, ids: string[]): AsyncGenerator<Row> {
  for await (const { metrics, properties, owner, tags, ...customer } of pages<Customer>(client, 'customers')) {
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
      ...Object.fromEntries(Object.entries(properties).map(([name, value]) => [`properties.${name}`, value])),
    }
  }
}

export async function* contacts(client: Client, customerIds: readonly string[]): AsyncGenerator<Row> {
  for (const id of customerIds) {
    const customer = await client.send<Named>('GET', `/api/customers/${id}`)
    const { contacts: found } = await client.send<{ contacts: Contact[] }>('GET', `/api/customers/${id}/contacts`)
    for (const { name, email, slackUserId, ...contact } of found) {
      yield { ...idOf(contact), customer: refOf(customer), name, email, slackUserId }
    }
  }
}

/** Workflows; what is open on them is put into `open`. */
export async function* workflows(client: Client, emails: Map<string, string>, open: OpenAction[]): AsyncGenerator<Row> {
  for await (const { customer, definition, assignee, completedAt, flowAction, ...workflow } of pages<Workflow>(
    client,
    'workflows',
  )) {
    if (flowAction !== null) open.push({ workflow: refOf(workflow), ...openAction(flowAction, emails) })
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

function openAction({ kind, phase, logic, triggers, recipient, ...more }: FlowAction, emails: Map<string, string>) {
  return {
    kind,
    phase,
    logic,
    triggers: triggers.map(({ id, type, config }) => ({ id, type, config })),
    recipientEmail: (recipient && emails.get(recipient.userId)) ?? null,
    recipientTeam: more.recipientTeam?.name ?? null,
    reason: more.reason,
    since: more.createdAt,
  }
}

/** Signals or messages; their files name customers, contacts and workflows by bare ids. */
export async function* facts(client: Client, kind: 'signals' | 'messages'): AsyncGenerator<Row> {
  for await (const fact of pages<Row>(client, kind)) {
    const named = Object.entries(fact).map(([field, value]) => {
      return [field, REFERENCES.has(field) && typeof value === 'string' ? value.replace(/^ext:/, '') : value]
    })
    yield Object.fromEntries(named) as Row
  }
}

/** What was made on the screen has no id of another system: its own serves. */
function refOf({ id, externalId }: Pick<Named, 'id' | 'externalId'>): string {
  return externalId ?? id
}

function idOf(one: Pick<Named, 'id' | 'externalId'>): Row {
  return { externalId: refOf(one) }
}
