import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import { SAYS } from '../support/alert-texts.ts'
import { type AlertWorld, alertWorld } from '../support/alert-world.ts'
import { engines } from '../support/engines.ts'

describe.each(engines.map((engine) => engine.name))('the scanner on %s', (engine) => {
  let w: AlertWorld
  beforeEach(async () => {
    w = await alertWorld(engine)
  })

  it('finds an angry message that was followed by “ok”', async () => {
    await w.write(SAYS.high)
    w.clock.advance(MINUTE)
    await w.write(SAYS.low)
    await w.scan()
    expect(await w.alerts()).toMatchObject([{ severity: 'high' }])
  })

  it('raises nothing twice, not even after the alert is closed', async () => {
    await w.write(SAYS.high)
    await w.write(SAYS.critical, { channel: 'C0ACME002' })
    expect(await w.scan()).toMatchObject({ evaluated: 2, fired: 1 })
    for (const { id } of await w.alerts()) await w.move(id, 'resolved')
    w.clock.advance(15 * MINUTE)
    expect(await w.scan()).toMatchObject({ evaluated: 0, fired: 0 })
    expect((await w.alerts()).map((one) => one.status)).toEqual(['resolved', 'resolved'])
  })

  it('two medium ones in a day are an alert, two in two days are none', async () => {
    await w.write(SAYS.medium)
    await w.scan()
    w.clock.advance(DAY + 1)
    await w.write(SAYS.medium)
    await w.scan()
    expect(await w.alerts()).toEqual([])
    w.clock.advance(23 * HOUR)
    await w.write(SAYS.medium)
    await w.scan()
    expect(await w.alerts()).toMatchObject([{ severity: 'medium', count: 2 }])
    // Both have been raised now: a third one alone raises nothing more after the alert is closed.
    await w.move((await w.alerts())[0].id, 'resolved')
    w.clock.advance(MINUTE)
    await w.write(SAYS.medium)
    await w.scan()
    expect(await w.alerts()).toHaveLength(1)
  })

  it('its first run looks 4 hours back, and later ones at whatever they have not seen', async () => {
    await w.write(SAYS.high, { at: w.at(4 * HOUR + 1), channel: 'C0ACME002' })
    await w.write(SAYS.high, { at: w.at(4 * HOUR), channel: 'C0ACME003' })
    await w.scan()
    expect((await w.alerts()).map((one) => one.channel)).toEqual(['C0ACME003'])
    w.clock.advance(3 * DAY)
    // Down for three days; what was written meanwhile comes in with its own times.
    await w.write(SAYS.high, { at: w.at(2 * DAY), channel: 'C0ACME004' })
    await w.write(SAYS.high, { at: w.at(9 * DAY), channel: 'C0ACME005' })
    await w.scan()
    expect((await w.alerts()).map((one) => one.channel)).toEqual(['C0ACME004', 'C0ACME003'])
  })

  it('a paused subscription is not scanned', async () => {
    await w.rest('admin', 'PATCH', '/api/organization', { subscription: 'paused' })
    await w.write(SAYS.high)
    expect(await w.scan()).toMatchObject({ evaluated: 0 })
    await w.rest('admin', 'PATCH', '/api/organization', { subscription: 'active' })
    expect(await w.scan()).toMatchObject({ evaluated: 1, fired: 1 })
  })

  it('nobody known yet is not scanned; a mapped sender is', async () => {
    await w.write(SAYS.high, { contact: 'new@acme.example' })
    expect(await w.scan()).toMatchObject({ evaluated: 0 })
    const { id } = await w.customer()
    await w.trpc('admin').alerts.mapSender.mutate({ contact: 'new@acme.example', customer: null, customerId: id })
    expect(await w.scan()).toMatchObject({ evaluated: 1, fired: 1 })
  })

  it('what was stored before there was an analysis is analysed, and a critical one without an alert raises', async () => {
    const id = await w.write(SAYS.low)
    const { message } = w.app.db.t
    await w.app.db.write((tx) =>
      tx.update(message).set({ text: SAYS.critical, analysedAt: null, riskLevel: null }).where(eq(message.id, id)),
    )
    expect(await w.scan()).toMatchObject({ evaluated: 1, fired: 1 })
    expect(await w.alerts()).toMatchObject([{ severity: 'critical' }])
  })

  it('an import is history: it is analysed and nobody is alerted', async () => {
    const { storeMessages } = await import('../../server/messages/service.ts')
    const recipient = { organizationId: w.organizationId, timeZone: 'UTC' }
    const item = { id: 'old', customer: 'ext:acme', channel: 'C0ACME001', direction: 'inbound', text: SAYS.critical }
    await storeMessages(w.app, recipient, [item], { history: true })
    expect(await w.scan()).toMatchObject({ evaluated: 0 })
    expect(await w.alerts()).toEqual([])
    const { message } = w.app.db.t
    expect(await w.app.db.read.select().from(message)).toMatchObject([{ riskLevel: 'critical' }])
  })

  it('runs by the clock every quarter of an hour and catches up', async () => {
    await w.app.jobs.tick()
    await w.write(SAYS.high)
    w.clock.advance(5 * HOUR)
    await w.app.jobs.tick()
    expect(await w.alerts()).toHaveLength(1)
    const { body } = await w.rest('admin', 'GET', '/api/jobs/runs?job=scan-messages')
    expect(body.runs[0]).toMatchObject({ evaluated: 1, fired: 1, startedBy: 'schedule' })
  })

  it('any number of scans at once raise once', async () => {
    for (let at = 0; at < 40; at += 1) await w.write(SAYS.high, { channel: `C0ACME${String(at % 8).padStart(3, '0')}` })
    const { scanOrganization } = await import('../../server/alerts/scan.ts')
    const slot = { now: w.clock.now(), signal: new AbortController().signal }
    const runs = await Promise.all([1, 2, 3].map(() => scanOrganization(w.app, w.organizationId, slot)))
    expect(runs.reduce((sum, one) => sum + one.fired, 0)).toBe(8)
    const alerts = await w.alerts()
    expect(alerts.map((one) => one.count)).toEqual(Array.from({ length: 8 }, () => 5))
  })
})
