import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import { SAYS } from '../support/alert-texts.ts'
import { type AlertWorld, alertWorld } from '../support/alert-world.ts'
import { engines } from '../support/engines.ts'

describe.each(engines.map((engine) => engine.name))('alerts on %s', (engine) => {
  let w: AlertWorld
  beforeEach(async () => {
    w = await alertWorld(engine)
  })
  const toldOf = async () => {
    const { notification } = w.app.db.t
    return w.app.db.read.select().from(notification).where(eq(notification.type, 'alert'))
  }

  it('a hundred critical messages in one call are a hundred alerts, one a conversation, handed in twice or not', async () => {
    const batch = Array.from({ length: 100 }, (_, at) => ({
      id: `batch-${at}`,
      contact: 'ext:P-1',
      channel: `C0BATCH${at}`,
      direction: 'inbound',
      text: SAYS.critical,
    }))
    const stored = await w.rest('admin', 'POST', '/api/messages', batch)
    expect(stored.status).toBe(202)
    expect(stored.body.results).toHaveLength(100)
    expect((await w.alerts('?limit=200')).map((one) => [one.severity, one.count])).toEqual(
      batch.map(() => ['critical', 1]),
    )
    await w.rest('admin', 'POST', '/api/messages', batch)
    await w.scan()
    expect((await w.alerts('?limit=200')).every((one) => one.count === 1)).toBe(true)
  })

  it('a critical message is alerted when it is reported as stored, with the words that show why', async () => {
    await w.write(SAYS.critical)
    const { body } = await w.rest('admin', 'GET', '/api/admin/escalations')
    expect(Object.keys(body)).toEqual(['alerts', 'stats'])
    const [alert, ...others] = body.alerts
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      severity: 'critical',
      status: 'open',
      type: 'churn_risk',
      customer: { externalId: 'acme', name: 'Acme' },
      contact: { name: 'Dana Vogel' },
      channel: 'C0ACME001',
      count: 1,
      createdAt: '2027-01-15T09:00:00.000Z',
      acknowledgedAt: null,
      acknowledgedBy: null,
      resolvedAt: null,
      resolutionNotes: null,
    })
    expect(Object.keys(alert).toSorted()).toEqual(
      'acknowledgedAt acknowledgedBy channel contact count createdAt customer deepLink id indicators resolutionNotes resolvedAt severity status suggestedAction summary type'.split(
        ' ',
      ),
    )
    for (const { quote, start, end } of alert.indicators) expect(SAYS.critical.slice(start, end)).toBe(quote)
    expect(alert.summary).toContain('Dana Vogel (Acme)')
    expect(alert.suggestedAction).toMatch(/now/i)
    expect((await toldOf()).map((one) => one.userId)).toEqual([w.people.admin.userId])
  })

  it('high and medium ones wait for the scanner', async () => {
    await w.write(SAYS.high)
    await w.write(SAYS.medium, { channel: 'C0ACME002' })
    expect(await w.alerts()).toEqual([])
    expect(await w.scan()).toMatchObject({ evaluated: 2, fired: 1, errors: 0 })
    expect(await w.alerts()).toMatchObject([{ severity: 'high', type: 'tension_detected', count: 1 }])
  })

  it('further messages of the channel count on its alert, and are told only where it gets worse or after the cooldown', async () => {
    await w.write(SAYS.high)
    await w.scan()
    expect(await toldOf()).toHaveLength(1)
    await w.write(SAYS.high)
    await w.scan()
    expect(await w.alerts()).toMatchObject([{ severity: 'high', count: 2 }])
    expect(await toldOf()).toHaveLength(1)
    await w.write(SAYS.critical)
    expect(await w.alerts()).toMatchObject([{ severity: 'critical', type: 'churn_risk', count: 3 }])
    expect(await toldOf()).toHaveLength(2)
    w.clock.advance(4 * HOUR - 1)
    await w.write(SAYS.critical)
    expect(await toldOf()).toHaveLength(2)
    w.clock.advance(1)
    await w.write(SAYS.critical)
    expect(await toldOf()).toHaveLength(3)
    expect(await w.alerts()).toMatchObject([{ count: 5 }])
  })

  it('another channel is another alert, and after it is closed the next message raises a new one at once', async () => {
    await w.write(SAYS.critical)
    await w.write(SAYS.critical, { channel: 'C0OTHER01' })
    const [, first] = await w.alerts()
    await w.move(first.id, 'resolved')
    await w.write(SAYS.critical)
    expect((await w.alerts()).map((one) => [one.channel, one.status])).toEqual([
      ['C0ACME001', 'open'],
      ['C0OTHER01', 'open'],
      ['C0ACME001', 'resolved'],
    ])
    expect(await toldOf()).toHaveLength(3)
  })

  it('keeps the customer’s risk and open alerts as facts', async () => {
    await w.write(SAYS.medium)
    await w.write(SAYS.critical)
    w.clock.advance(MINUTE)
    await w.write(SAYS.low)
    const { customer, factChange } = w.app.db.t
    const read = async () => (await w.app.db.read.select().from(customer))[0]!
    expect(await read()).toMatchObject({ riskLevel: 'critical', openAlerts: 1 })
    const [alert] = await w.alerts()
    await w.move(alert.id, 'acknowledged')
    expect(await read()).toMatchObject({ riskLevel: 'critical', openAlerts: 1 })
    await w.move(alert.id, 'resolved')
    const { id } = await read()
    expect(await read()).toMatchObject({ riskLevel: 'low', openAlerts: 0 })
    const facts = await w.app.db.read
      .select()
      .from(factChange)
      .where(eq(factChange.subject, `customer:${id}`))
      .orderBy(factChange.id)
    const of = (field: string) => facts.filter((one) => one.field === field).map((one) => one.value)
    expect(of('risk_level')).toEqual(['medium', 'critical', 'low'])
    expect(of('open_alerts')).toEqual([1, 0])
  })

  it('moves as its status allows, and says who was first', async () => {
    await w.write(SAYS.critical)
    const [{ id }] = await w.alerts()
    const acknowledged = await w.move(id, 'acknowledged')
    expect(acknowledged).toMatchObject({
      status: 200,
      body: {
        status: 'acknowledged',
        acknowledgedAt: '2027-01-15T09:00:00.000Z',
        acknowledgedBy: { userId: w.people.admin.userId, name: 'Ada Admin' },
      },
    })
    w.clock.advance(MINUTE)
    expect((await w.move(id, 'acknowledged')).body).toEqual(acknowledged.body)
    const resolved = await w.move(id, 'resolved', 'Called them')
    expect(resolved.body).toMatchObject({ status: 'resolved', resolutionNotes: 'Called them' })
    expect((await w.move(id, 'resolved', 'again')).body).toEqual(resolved.body)
    const refused = await w.move(id, 'false_positive')
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'conflict',
        details: { status: 'resolved', by: { name: 'Ada Admin' }, at: '2027-01-15T09:01:00.000Z' },
      },
    })
    expect((await w.move(id, 'acknowledged')).status).toBe(409)
    expect((await w.move(id, 'open')).body).toMatchObject({
      status: 'open',
      acknowledgedAt: null,
      resolvedAt: null,
      resolutionNotes: null,
    })
    expect((await w.move(id, 'open')).status).toBe(200)
    expect((await w.move(id, 'resolved')).body).toMatchObject({ acknowledgedBy: { name: 'Ada Admin' } })
  })

  it('two admins at once: one is first, the other hears of it or agrees', async () => {
    await w.write(SAYS.critical)
    const [{ id }] = await w.alerts()
    const answers = await Promise.all([w.move(id, 'resolved'), w.move(id, 'false_positive'), w.move(id, 'resolved')])
    const statuses = answers.map((one) => one.status).toSorted((a, b) => a - b)
    expect([
      [200, 200, 409],
      [200, 409, 409],
    ]).toContainEqual(statuses)
    const { timeline } = w.app.db.t
    const story = await w.app.db.read
      .select()
      .from(timeline)
      .where(eq(timeline.subject, `alert:${id}`))
    expect(story.map((one) => one.type)).toHaveLength(2)
  })

  it('is reopened only where its channel has no other one', async () => {
    await w.write(SAYS.critical)
    const [first] = await w.alerts()
    await w.move(first.id, 'false_positive')
    await w.write(SAYS.critical)
    const [second] = await w.alerts()
    expect(await w.move(first.id, 'open')).toMatchObject({ status: 409, body: { details: { alertId: second.id } } })
    await w.move(second.id, 'resolved')
    expect((await w.move(first.id, 'open')).status).toBe(200)
  })

  it('numbers ignore the filters, and the month is the organization’s', async () => {
    // In Berlin it is February already.
    w.clock.set('2027-01-31T22:59:00Z')
    await w.write(SAYS.critical, { channel: 'C0ACME003' })
    w.clock.set('2027-01-31T23:30:00Z')
    await w.write(SAYS.critical)
    await w.write(SAYS.high, { channel: 'C0ACME002' })
    await w.scan()
    const read = async (query: string) => (await w.rest('admin', 'GET', `/api/alerts${query}`)).body
    expect((await read('')).stats).toEqual({
      open: 3,
      acknowledged: 0,
      resolved: 0,
      falsePositive: 0,
      falsePositiveRate: null,
      totalThisMonth: 2,
    })
    const [a, b, c] = (await read('')).alerts
    await w.move(a.id, 'resolved')
    await w.move(b.id, 'false_positive')
    await w.move(c.id, 'acknowledged')
    const filtered = await read('?status=resolved&severity=high&limit=1')
    expect(filtered.alerts).toMatchObject([{ id: a.id }])
    expect(filtered.stats).toEqual({
      open: 0,
      acknowledged: 1,
      resolved: 1,
      falsePositive: 1,
      falsePositiveRate: 0.5,
      totalThisMonth: 2,
    })
    expect((await read('?status=all&severity=all')).alerts).toHaveLength(3)
    expect(await w.rest('admin', 'GET', '/api/alerts?status=closed')).toMatchObject({ status: 400 })
    expect(await w.rest('admin', 'GET', `/api/alerts/${a.id}`)).toMatchObject({ status: 200, body: { id: a.id } })
    const first = await read('?limit=2')
    expect(
      [...first.alerts, ...(await read(`?limit=2&cursor=${first.nextCursor}`)).alerts].map((one) => one.id),
    ).toEqual([a.id, b.id, c.id])
  })

  it('is listed by what was found and by when it was raised', async () => {
    await w.write(SAYS.critical)
    w.clock.advance(DAY)
    await w.write(SAYS.critical, { channel: 'C0OTHER01' })
    const [later, earlier] = await w.alerts()
    const { alert } = w.app.db.t
    // A customer who writes what an indicator looks like does not make one.
    const quote = 'they said "tag":"termination", and "tag": "termination"'
    const indicators = [{ tag: 'other_tag', quote, start: 0, end: quote.length, weight: 1 }]
    await w.app.db.write((tx) => tx.update(alert).set({ indicators }).where(eq(alert.id, later.id)))
    const found = async (query: string) => (await w.alerts(query)).map((one) => one.id)
    expect(await found('?indicator=termination')).toEqual([earlier.id])
    expect(await found('?indicator=other_tag')).toEqual([later.id])
    expect(await found('?indicator=other-tag')).toEqual([])
    expect(await found('?indicator=terminatio')).toEqual([])
    expect(await found('?from=2027-01-16')).toEqual([later.id])
    expect(await found('?from=2027-01-15&to=2027-01-16')).toEqual([earlier.id])
    expect(await found('?to=2027-01-15')).toEqual([])
    const at = w.clock.now()
    const list = async (input: object) => (await w.trpc('admin').alerts.list.query(input)).count
    expect([await list({ to: at }), await list({ to: at + 1 }), await list({ from: at })]).toEqual([1, 2, 1])
    expect(await list({ indicator: 'termination', severity: 'critical', from: at })).toBe(0)
    // As many as the chart of analytics counts.
    const { alerts } = await w.trpc('admin').analytics.dashboard.query({ from: at - DAY, to: at })
    expect(alerts?.byIndicator.length).toBeGreaterThan(0)
    for (const { key, alerts: counted } of alerts?.byIndicator ?? [])
      expect(await list({ indicator: key, from: at - DAY, to: at })).toBe(counted)
  })

  it('is for admins, for managers where a setting says so, and another organization’s is missing', async () => {
    await w.write(SAYS.critical)
    const [{ id }] = await w.alerts()
    expect((await w.rest('manager', 'GET', '/api/alerts')).status).toBe(403)
    await w.trpc('admin').alerts.saveSettings.mutate({ alertsForManagers: true })
    expect((await w.rest('manager', 'GET', '/api/alerts')).body.alerts).toHaveLength(1)
    expect((await w.rest('member', 'GET', '/api/alerts')).status).toBe(403)
    const theirs = await w.rest('outsider', 'PUT', `/api/alerts/${id}`, { status: 'resolved' })
    const missing = await w.rest('outsider', 'PUT', '/api/alerts/nothing', { status: 'resolved' })
    expect([theirs.status, theirs.text]).toEqual([404, missing.text])
    expect(theirs.text).toBe(missing.text)
  })

  it('shows the conversation and the risk over time beside an alert, and acts on many at once', async () => {
    const trpc = w.trpc('admin')
    await w.write(SAYS.medium, { at: w.at(2 * DAY) })
    const messageId = await w.write(SAYS.critical)
    await w.write('We are on it', { direction: 'outbound' })
    await w.write(SAYS.critical, { channel: 'D0DIRECT1' })
    const { alerts } = await trpc.alerts.list.query({ severity: 'critical' })
    const shown = await trpc.alerts.get.query({ id: alerts[1]!.id })
    expect(shown.conversation.map((one) => one.riskLevel)).toEqual(['critical', null, 'critical', 'medium'])
    expect(shown.riskOverTime.map((one) => one.riskLevel)).toEqual(['medium', 'critical', 'critical'])
    expect(shown.riskOverTime[1]).toMatchObject({ messageId })
    expect(shown.timeline.map((one) => one.type)).toEqual(['alert.raised'])
    expect(shown.alert.respondBy).toBe(w.clock.now())
    const ids = [...alerts.map((one) => one.id), 'nothing']
    const { results } = await trpc.alerts.moveMany.mutate({ ids, status: 'resolved', notes: 'Spoke to them' })
    expect(results.map((one) => one.ok)).toEqual([true, true, false])
    expect((await trpc.alerts.stats.query()).resolved).toBe(2)
  })

  it('a message of somebody unknown is alerted as well, and goes to the customer when the sender is mapped', async () => {
    await w.write(SAYS.critical, { contact: 'stranger@acme.example' })
    expect(await w.alerts()).toMatchObject([{ customer: null, contact: null }])
    const { id } = await w.customer()
    const sender = { contact: 'stranger@acme.example', customer: null, customerId: id }
    await w.trpc('admin').alerts.mapSender.mutate(sender)
    expect(await w.alerts()).toMatchObject([{ customer: { id } }])
    const { customer } = w.app.db.t
    expect(await w.app.db.read.select().from(customer)).toMatchObject([{ riskLevel: 'critical', openAlerts: 1 }])
  })
})
