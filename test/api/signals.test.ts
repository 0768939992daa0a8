import { beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, toIso } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type EscalationWorld, escalationWorld, healthAtMost, login, manual } from '../support/escalation-world.ts'

describe.each(engines.map((engine) => engine.name))('signals on %s', (engine) => {
  let w: EscalationWorld
  let count = 0
  const id = () => `sig-${++count}`
  const feed = async (...items: unknown[]) => {
    const { status, body } = await w.post('admin', '/api/signals', items)
    expect(status).toBe(202)
    await w.drain()
    return body.results
  }
  const metric = (value: number, at?: number) => ({
    id: id(),
    type: 'metric',
    customer: 'ext:acme',
    metric: 'health_score',
    value,
    ...(at !== undefined && { at: toIso(at) }),
  })
  const customer = async () => (await w.rest('viewer', 'GET', '/api/customers/ext:acme')).body
  const health = async () => (await customer()).metrics.health_score

  beforeAll(async () => {
    w = await escalationWorld(engine)
  })

  it('stores each item on its own: a malformed one rejects only itself', async () => {
    const known = metric(70)
    const results = await feed(
      known,
      { type: 'metric', customer: 'ext:acme', metric: 'arr', value: 1 },
      'not an object',
      { id: 'a', type: 'metric', customer: 'ext:acme', metric: 'arr' },
      { id: 'b', type: 'login', customer: 'ext:acme' },
      { id: 'c', type: 'customer_login', customer: 'ext:nobody' },
      { id: 'd', type: 'manual_event', workflow: 'none', eventKey: 'go' },
      { id: 'e', type: 'customer_login', customer: 'ext:acme', at: toIso(w.clock.now() + 5 * MINUTE + 1) },
      { id: 'f', type: 'customer_login', customer: 'ext:acme', at: toIso(w.clock.now() + 5 * MINUTE) },
      { id: 'g', type: 'customer_login', customer: 'ext:acme', extra: true },
      known,
    )
    expect(
      results.map((one: { id: string; status: string; issues?: { path: string[] }[] }) => [
        one.id,
        one.status,
        one.issues?.[0]?.path,
      ]),
    ).toEqual([
      [known.id, 'stored', undefined],
      [null, 'rejected', ['id']],
      [null, 'rejected', []],
      ['a', 'rejected', ['value']],
      ['b', 'rejected', ['type']],
      ['c', 'rejected', ['customer']],
      ['d', 'rejected', ['workflow']],
      ['e', 'rejected', ['at']],
      ['f', 'stored', undefined],
      ['g', 'rejected', ['extra']],
      [known.id, 'duplicate', undefined],
    ])
    expect(await feed(known)).toEqual([{ id: known.id, status: 'duplicate' }])
    expect(await health()).toBe(70)
  })

  it('refuses a body that is no array, or too long a one', async () => {
    const single = await w.post('admin', '/api/signals', metric(1))
    expect([single.status, single.body.issues[0].path]).toEqual([400, []])
    const long = await w.post(
      'admin',
      '/api/signals',
      Array.from({ length: 1_001 }, () => 1),
    )
    expect(long.status).toBe(400)
    expect((await w.post('member', '/api/signals', [])).status).toBe(403)
    expect((await w.post('admin', '/api/signals', [])).body).toEqual({ results: [] })
  })

  it('lets the reading with the greatest time be the current one, whenever it comes', async () => {
    const now = w.clock.now()
    await feed(metric(50, now - 10 * MINUTE))
    expect(await health()).toBe(70)
    await feed(metric(60, now), metric(40, now - MINUTE))
    expect(await health()).toBe(60)
    await feed(metric(61, now), metric(62, now))
    expect(await health()).toBe(62)
    const { id: customerId } = await customer()
    const history = await w.trpc('viewer').customers.metricHistory.query({ customerId, metric: 'health_score' })
    // By time, and by arrival where that is the same.
    expect(history.map((one) => one.value)).toEqual([50, 40, 80, 70, 60, 61, 62])
  })

  it('fires on a reading, but not on a late old one, nor on history', async () => {
    w.clock.advance(DAY)
    await feed(metric(80))
    const id = await w.workflow(w.anna)
    await w.escalate(id, w.ben, [healthAtMost(30)])
    await feed(metric(10, w.clock.now() - 30 * MINUTE))
    await feed(metric(10, w.clock.now() - 2 * HOUR))
    expect((await w.show(id)).flowAction.phase).toBe('armed')
    await feed(metric(30))
    expect((await w.show(id)).flowAction).toMatchObject({ phase: 'fired', firedTrigger: { id: 'health' } })
    await w.drain()
    expect(await w.told(w.ben, id)).toHaveLength(1)
  })

  it('keeps history without acting on it, and yet knows what was last', async () => {
    w.clock.advance(DAY)
    const id = await w.workflow(w.anna)
    await w.escalate(id, w.ben, [healthAtMost(5), login])
    const at = w.clock.now() - 2 * HOUR
    await feed(metric(3, at), { id: 'old-login', type: 'customer_login', customer: 'ext:acme', at: toIso(at) })
    expect(await customer()).toMatchObject({ metrics: { health_score: 3 }, lastLoginAt: toIso(at) })
    expect((await w.show(id)).flowAction.phase).toBe('armed')
    await feed({ id: 'login', type: 'customer_login', customer: 'ext:acme' })
    expect((await w.show(id)).flowAction.phase).toBe('fired')
    expect((await customer()).lastLoginAt).toBe(toIso(w.clock.now()))
  })

  it('completes workflows and actions, and fires manual events', async () => {
    const actions = [{ id: 'call', name: 'Call' }]
    const { id: definition } = await w.trpc('admin').definitions.save.mutate({ name: 'Steps', actions })
    await w.post('admin', '/api/workflows', { externalId: 'steps', customer: 'ext:acme', definition })
    const waiting = await w.workflow(w.anna)
    await w.escalate(waiting, w.ben, [manual('go')])
    expect(
      await feed(
        { id: id(), type: 'workflow_action_completed', workflow: 'ext:steps', actionId: 'none' },
        { id: id(), type: 'workflow_action_completed', workflow: 'ext:steps', actionId: 'call' },
        { id: id(), type: 'workflow_action_completed', workflow: 'ext:steps' },
        { id: id(), type: 'workflow_action_completed', workflow: 'ext:steps' },
        { id: id(), type: 'manual_event', workflow: waiting, eventKey: 'go' },
      ),
    ).toMatchObject([
      { status: 'rejected', issues: [{ path: ['actionId'] }] },
      { status: 'stored' },
      { status: 'stored' },
      { status: 'stored' },
      { status: 'stored' },
    ])
    const { body } = await w.rest('viewer', 'GET', '/api/workflows/ext:steps')
    expect(body.workflow).toMatchObject({ status: 'completed', actions: [{ completedAt: expect.any(String) }] })
    expect(body.timeline.map((one: { type: string; actor: { name: string } }) => [one.type, one.actor.name])).toEqual([
      ['workflow.completed', 'Ada Admin'],
      ['workflow.action_completed', 'Ada Admin'],
      ['workflow.created', 'Ada Admin'],
    ])
    expect((await w.show(waiting)).flowAction.firedTrigger).toEqual({ id: 'manual', type: 'event' })
  })

  it('takes the word of an upsert as a reading now', async () => {
    w.clock.advance(DAY)
    const workflowId = await w.workflow(w.anna)
    await w.escalate(workflowId, w.ben, [healthAtMost(1)])
    await w.post('admin', '/api/customers', { externalId: 'acme', metrics: { health_score: 0 } })
    await w.drain()
    expect((await w.show(workflowId)).flowAction.phase).toBe('fired')
  })

  it('stores once what comes many times at the same moment', async () => {
    const signal = { ...metric(42), metric: 'raced' }
    const message = { id: 'same', customer: 'ext:acme', channel: 'c', direction: 'inbound', text: 'Hi' }
    const same = { externalId: 'race', name: 'Race', metrics: { arr: 1 } }
    const workflow = { externalId: 'race', customer: 'ext:acme', definition: 'Raced' }
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => [
        await w.post('admin', '/api/signals', [signal]),
        await w.post('admin', '/api/messages', [message]),
        await w.post('admin', '/api/customers', [same]),
        await w.post('admin', '/api/workflows', [workflow]),
      ]),
    )
    const tally = (place: number) => {
      const counts: Record<string, number> = {}
      for (const answer of answers) {
        const { body, text } = answer[place]!
        const result = body.results?.[0].status ?? body.results?.[0].result ?? text
        counts[result] = (counts[result] ?? 0) + 1
      }
      return counts
    }
    expect(tally(0)).toEqual({ stored: 1, duplicate: 5 })
    expect(tally(1)).toEqual({ stored: 1, duplicate: 5 })
    expect(tally(2)).toEqual({ created: 1, unchanged: 5 })
    expect(tally(3)).toEqual({ created: 1, unchanged: 5 })
  })

  it('takes a thousand readings of one customer at once', async () => {
    const at = w.clock.now()
    const readings = Array.from({ length: 1_000 }, (_, index) => metric(index, at + index))
    const results = await feed(...readings)
    expect(results.every((one: { status: string }) => one.status === 'stored')).toBe(true)
    expect(await health()).toBe(999)
  })
})
