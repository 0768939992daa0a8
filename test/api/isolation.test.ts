import { beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type TestApp, testApp } from '../support/harness.ts'

// What belongs to another organization is byte for byte as if it were missing.

const MISSING = '01a20000-0000-7000-8000-000000000000'

let it: TestApp
/** Ids of rows of the first organization, by noun. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  it = await testApp()
  const { rest, trpc } = it
  const admin = trpc('admin')
  ids['customer'] = (await rest('admin', 'POST', '/api/customers', { externalId: 'c1', name: 'Acme' })).body.id
  const assigneeEmail = it.people.member.email
  const workflow = { externalId: 'w1', customer: 'ext:c1', definition: 'Renewal', assigneeEmail }
  ids['workflow'] = (await rest('admin', 'POST', '/api/workflows', workflow)).body.id
  const contact = { externalId: 'p1', customer: 'ext:c1', name: 'Paula' }
  ids['contact'] = (await rest('admin', 'POST', '/api/contacts', contact)).body.id
  ids['definition'] = (await admin.definitions.list.query())[0]!.id
  ids['member'] = it.people.member.userId
  ids['team'] = (await admin.teams.save.mutate({ name: 'Team', userIds: [it.people.manager.userId] })).id
  ids['key'] = (await admin.keys.create.mutate({ name: 'Key' })).id
  ids['session'] = (await trpc('member').session.list.query()).sessions[0]!.id
  ids['organization'] = it.organizationId
})

/** The same request for a row of another organization and for none: equal but for the id that was sent. */
async function expectSame(noun: string, ask: (id: string) => Promise<Answer>): Promise<void> {
  const foreign = await ask(ids[noun]!)
  const missing = await ask(MISSING)
  expect(foreign.status).toBeGreaterThanOrEqual(400)
  expect(foreign.status).toBeLessThan(500)
  expect([foreign.status, foreign.text.replaceAll(ids[noun]!, MISSING)]).toEqual([missing.status, missing.text])
}

describe('over REST', () => {
  const routes: [noun: string, method: string, path: string, body?: unknown][] = [
    ['customer', 'GET', '/api/customers/<id>'],
    ['customer', 'GET', '/api/customers/<id>/contacts'],
    ['customer', 'POST', '/api/workflows', { externalId: 'x', customer: '<id>', definition: 'Renewal' }],
    ['definition', 'POST', '/api/workflows', { externalId: 'x', customer: 'ext:own', definition: '<id>' }],
    ['customer', 'POST', '/api/contacts', { externalId: 'x', customer: '<id>', name: 'X' }],
    ['workflow', 'GET', '/api/workflows/<id>'],
    ['workflow', 'POST', '/api/workflows/escalate', { workflowId: '<id>', escalateToUserId: '<me>' }],
    ['workflow', 'POST', '/api/workflows/de-escalate-now', { workflowId: '<id>' }],
    ['workflow', 'POST', '/api/workflows/wake-now', { workflowId: '<id>' }],
    ['workflow', 'POST', '/api/workflows/reactivate-now', { workflowId: '<id>' }],
    ['workflow', 'POST', '/api/workflows/fire-manual-event', { workflowId: '<id>', eventKey: 'k' }],
    ['workflow', 'POST', '/api/workflows/<id>/cancel', {}],
    ['workflow', 'POST', '/api/workflows/<id>/take-ownership', {}],
    ['workflow', 'POST', '/api/workflows/<id>/acknowledge', {}],
    ['workflow', 'POST', '/api/workflows/<id>/reassign', { userId: '<me>' }],
    ['workflow', 'POST', '/api/workflows/<id>/complete'],
    ['workflow', 'POST', '/api/workflows/<id>/reopen'],
    ['workflow', 'POST', '/api/workflows/<id>/actions/a/complete'],
    ['member', 'GET', '/api/notifications?userId=<id>'],
  ]
  test.each(routes)('%s: %s %s', async (noun, method, path, body) => {
    await expectSame(noun, (id) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const sent = text?.replaceAll('<id>', id).replaceAll('<me>', it.outsider.userId)
      return it.rest('outsider', method, path.replaceAll('<id>', id), sent && JSON.parse(sent))
    })
  })
})

describe('over tRPC', () => {
  const mutations: [noun: string, name: string, input: Record<string, unknown>][] = [
    ['contact', 'contacts.remove', { id: '<id>' }],
    ['definition', 'definitions.save', { id: '<id>', name: 'X', actions: [] }],
    ['definition', 'definitions.remove', { id: '<id>' }],
    ['key', 'keys.revoke', { id: '<id>' }],
    ['member', 'keys.create', { name: 'K', userId: '<id>' }],
    ['member', 'members.update', { userId: '<id>', role: 'viewer' }],
    ['member', 'members.remove', { userId: '<id>' }],
    ['member', 'members.resetLink', { userId: '<id>' }],
    ['member', 'teams.save', { name: 'T', userIds: ['<id>'] }],
    ['member', 'organization.update', { settings: { fallbackUserId: '<id>' } }],
    ['team', 'teams.save', { id: '<id>', name: 'T', userIds: [] }],
    ['team', 'teams.remove', { id: '<id>' }],
    ['session', 'session.revoke', { id: '<id>' }],
    ['workflow', 'workflows.complete', { id: '<id>' }],
    ['workflow', 'workflows.update', { id: '<id>', priority: 'high' }],
  ]
  test.each(mutations)('%s: %s', async (noun, name, input) => {
    await expectSame(noun, (id) =>
      it.send(`/trpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': it.outsider.key },
        body: JSON.stringify(input).replaceAll('<id>', id),
      }),
    )
  })

  const queries: [noun: string, name: string, input: Record<string, unknown>][] = [
    ['customer', 'customers.get', { id: '<id>' }],
    ['workflow', 'workflows.get', { id: '<id>' }],
  ]
  test.each(queries)('%s: %s', async (noun, name, input) => {
    await expectSame(noun, (id) => {
      const given = encodeURIComponent(JSON.stringify(input).replaceAll('<id>', id))
      return it.send(`/trpc/${name}?input=${given}`, { headers: { 'x-api-key': it.outsider.key } })
    })
  })

  test('switching to an organization one is no member of', async () => {
    const attempts = [ids['organization']!, MISSING].map((organizationId) =>
      it
        .trpc('outsider')
        .session.switchOrganization.mutate({ organizationId })
        .catch((error: Error) => error.message),
    )
    expect(await Promise.all(attempts)).toEqual(['Organization not found', 'Organization not found'])
  })
})
