import { beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../support/engines.ts'
import { type TestApp, testApp } from '../support/harness.ts'

describe.each(engines.map((engine) => engine.name))('customers on %s', (engine) => {
  let t: TestApp
  const post = (body: unknown) => t.rest('admin', 'POST', '/api/customers', body)
  const get = async (id: string) => (await t.rest('viewer', 'GET', `/api/customers/${id}`)).body

  beforeAll(async () => {
    t = await testApp({ engine })
  })

  describe('POST /api/customers', () => {
    it('creates a customer from the whole body', async () => {
      const { status, body } = await post({
        externalId: 'C-1',
        name: 'Zenith Foods, Inc.',
        segment: 'Enterprise',
        tags: ['gov', 'pilot', 'gov'],
        timezone: 'Europe/Berlin',
        renewalAt: '2027-02-26',
        properties: { plan: 'gold', seats: 12, trial: false },
        metrics: { arr: 164060, health_score: 88.5 },
        ownerEmail: 'Member@Example.com',
      })
      expect(status).toBe(200)
      expect(body).toEqual({
        id: expect.any(String),
        externalId: 'C-1',
        name: 'Zenith Foods, Inc.',
        segment: 'Enterprise',
        tags: ['gov', 'pilot'],
        timezone: 'Europe/Berlin',
        renewalAt: '2027-02-25T23:00:00.000Z',
        properties: { plan: 'gold', seats: 12, trial: false },
        metrics: { arr: 164060, health_score: 88.5 },
        owner: { userId: t.people.member.userId, name: 'Mia Member' },
        lastLoginAt: null,
        lastInboundAt: null,
        lastOutboundAt: null,
        createdAt: '2027-01-15T09:00:00.000Z',
        updatedAt: '2027-01-15T09:00:00.000Z',
      })
    })

    it('leaves omitted fields as they are and clears what is null', async () => {
      await post({
        externalId: 'C-2',
        name: 'Acme',
        segment: 'SMB',
        tags: ['a'],
        properties: { a: 1, b: 2 },
        metrics: { arr: 5 },
      })
      await post({ externalId: 'C-2', name: 'Acme Ltd' })
      expect(await get('ext:C-2')).toMatchObject({ name: 'Acme Ltd', segment: 'SMB', tags: ['a'], metrics: { arr: 5 } })
      await post({
        externalId: 'C-2',
        segment: null,
        tags: null,
        properties: { a: null, c: 'x' },
        metrics: { arr: null },
      })
      const cleared = await get('ext:C-2')
      expect(cleared).toMatchObject({ name: 'Acme Ltd', segment: null, tags: [], metrics: {} })
      expect(cleared.properties).toEqual({ b: 2, c: 'x' })
    })

    it('takes up to a thousand at once', async () => {
      const many = Array.from({ length: 1_001 }, (_, index) => ({ externalId: `M-${index}`, name: 'Many' }))
      const issues = [{ path: [], message: 'At most 1000 customers at once' }]
      expect(await post(many)).toMatchObject({ status: 400, body: { issues } })
    })

    it('takes an array, says what became of each, and does nothing the second time', async () => {
      const batch = Array.from({ length: 300 }, (_, index) => ({
        externalId: `B-${index}`,
        name: `Batch ${index}`,
        metrics: { arr: index, health_score: index % 100 },
      }))
      const first = await post(batch)
      expect(first.status).toBe(200)
      expect(first.body.results).toHaveLength(300)
      expect(first.body.results[7]).toEqual({ id: expect.any(String), externalId: 'B-7', result: 'created' })
      const { factChange, timeline } = t.app.db.t
      const rows = async () => [await t.app.db.read.$count(factChange), await t.app.db.read.$count(timeline)]
      const before = await rows()
      t.clock.advance(60_000)
      const again = await post(batch)
      expect(again.body.results.every((one: { result: string }) => one.result === 'unchanged')).toBe(true)
      expect(await rows()).toEqual(before)
      expect((await get('ext:B-7')).updatedAt).toBe('2027-01-15T09:00:00.000Z')
      const changed = await post([...batch.slice(0, 2), { externalId: 'B-2', metrics: { arr: 1_000 } }])
      expect(changed.body.results.map((one: { result: string }) => one.result)).toEqual([
        'unchanged',
        'unchanged',
        'updated',
      ])
    })

    it.each([
      [{ name: 'No id' }, ['externalId']],
      [{ externalId: 'N-1' }, ['name']],
      [{ externalId: 'N-1', name: 'x', ownerEmail: 'nobody@example.com' }, ['ownerEmail']],
      [{ externalId: 'N-1', name: 'x', ownerEmail: 'outsider@example.org' }, ['ownerEmail']],
      [{ externalId: 'N-1', name: 'x', timezone: 'Mars/Olympus' }, ['timezone']],
      [{ externalId: 'N-1', name: 'x', renewalAt: '2027-13-40' }, ['renewalAt']],
      [{ externalId: 'N-1', name: 'x', metrics: { arr: 'twelve' } }, ['metrics', 'arr']],
      [{ externalId: 'N-1', name: 'a\u0000b' }, ['name']],
      [{ externalId: 'N-1', name: 'x', surprise: 1 }, ['surprise']],
      [
        [{ externalId: 'N-1', name: 'x' }, { externalId: 'N-2' }],
        [1, 'name'],
      ],
      [
        [
          { externalId: 'N-1', name: 'x' },
          { externalId: 'N-1', name: 'y' },
        ],
        [1, 'externalId'],
      ],
      [[{ externalId: 'N-1', name: 'x', tags: 'gov' }], [0, 'tags']],
    ])('refuses %j and names the field', async (body, path) => {
      const answer = await post(body)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ code: 'bad_request', issues: [{ path }] })
      expect((await t.rest('admin', 'GET', '/api/customers/ext:N-1')).status).toBe(404)
    })

    it('is for admins', async () => {
      const body = { externalId: 'R-1', name: 'x' }
      for (const role of ['manager', 'member', 'viewer'] as const)
        expect((await t.rest(role, 'POST', '/api/customers', body)).status).toBe(403)
    })
  })

  describe('GET /api/customers', () => {
    it('searches without regard to case and accents, sorts and pages', async () => {
      await post(
        ['Łódź Café', 'lodz Cafe Two', 'Other'].map((name, index) => ({
          externalId: `S-${index}`,
          name,
          segment: 'search',
        })),
      )
      const found = await t.rest('viewer', 'GET', '/api/customers?search=L%C3%93DZ%20caf%C3%A9&segment=search')
      expect(found.body.customers.map((one: { name: string }) => one.name)).toEqual(['Łódź Café', 'lodz Cafe Two'])
      const first = await t.rest('viewer', 'GET', '/api/customers?segment=search&limit=2')
      expect(first.body).toMatchObject({ count: 3, nextCursor: expect.any(String) })
      const second = await t.rest(
        'viewer',
        'GET',
        `/api/customers?segment=search&limit=2&cursor=${first.body.nextCursor}`,
      )
      expect(second.body.customers.map((one: { name: string }) => one.name)).toEqual(['Other'])
      expect(second.body.nextCursor).toBeNull()
    })

    it('shows nothing of another organization, not even that it is there', async () => {
      const { body } = await post({ externalId: 'Secret', name: 'Secret' })
      const seen = await t.rest('outsider', 'GET', `/api/customers/${body.id}`)
      const missing = await t.rest('outsider', 'GET', '/api/customers/nowhere')
      expect([seen.status, seen.text]).toEqual([404, missing.text])
      expect((await t.rest('outsider', 'GET', '/api/customers')).body).toEqual({
        customers: [],
        count: 0,
        nextCursor: null,
      })
    })
  })

  describe('metrics and contacts on screen', () => {
    it('draws the history of a metric, and keeps one entry a change', async () => {
      const { body } = await post({ externalId: 'M-1', name: 'Metric', metrics: { arr: 10 } })
      t.clock.advance(1_000)
      await post({ externalId: 'M-1', metrics: { arr: 10 } })
      await post({ externalId: 'M-1', metrics: { arr: 20 } })
      const history = await t.trpc('viewer').customers.metricHistory.query({ customerId: body.id, metric: 'arr' })
      expect(history.map((one) => one.value)).toEqual([10, 20])
      const { metrics } = await t.trpc('viewer').customers.get.query({ id: 'ext:M-1' })
      expect(metrics).toMatchObject([{ metric: 'arr', value: 20, previousValue: 10 }])
    })

    it('keeps contacts, by outside id or by its own', async () => {
      await post({ externalId: 'K-1', name: 'Contacted' })
      const saved = await t.rest('admin', 'POST', '/api/contacts', {
        externalId: 'P-1',
        customer: 'ext:K-1',
        name: 'Fatima Kowalska',
        email: 'F@K.example',
      })
      expect(saved.body).toMatchObject({ externalId: 'P-1', result: 'created' })
      const missing = await t.rest('admin', 'POST', '/api/contacts', [
        { externalId: 'P-2', customer: 'ext:none', name: 'x' },
      ])
      expect(missing.body.issues).toMatchObject([{ path: [0, 'customer'] }])
      await t.trpc('admin').contacts.upsert.mutate({ id: saved.body.id, slackUserId: 'U12345678' })
      const listed = await t.rest('viewer', 'GET', '/api/customers/ext:K-1/contacts')
      expect(listed.body.contacts).toMatchObject([
        { name: 'Fatima Kowalska', email: 'f@k.example', slackUserId: 'U12345678' },
      ])
      await t.trpc('admin').contacts.remove.mutate({ id: saved.body.id })
      const { entries } = await t
        .trpc('viewer')
        .customers.timeline.query({ customerId: listed.body.contacts[0].customerId })
      expect(entries.map((one) => one.type)).toEqual([
        'contact.removed',
        'contact.updated',
        'contact.added',
        'customer.created',
      ])
    })
  })
})
