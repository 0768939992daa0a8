import { describe, expect, it } from 'vitest'
import { engines } from '../support/engines.ts'
import { ruleWorld } from '../support/rule-world.ts'

describe.each(engines.map(({ name }) => name))('another time zone of the organization, on %s', (engine) => {
  it('moves the instant at which a count of days flips, to later or to earlier', async () => {
    // Between due and flip, New York sets its clocks on (14 March) and Berlin does so later (28 March).
    const w = await ruleWorld(engine, { now: '2027-03-10T09:00:00Z' })
    const zone = async (timeZone: string) => {
      const { status } = await w.rest('admin', 'PATCH', '/api/organization', { timeZone })
      expect(status).toBe(200)
      await w.drain()
    }
    const workflow = (externalId: string) =>
      w.post('admin', '/api/workflows', { ...due, externalId, customer: 'ext:acme', definition: 'Renewal' })
    const due = { dueAt: '2027-03-12T09:00:00Z' }
    await zone('UTC')
    await workflow('one')
    await w.drain()
    const rule = await w.rule({ conditions: { overdue_days: { operator: '>=', value: 7 } } })
    const checks = async () =>
      (await w.app.db.read.select().from(w.app.db.t.dueCheck)).map(({ at }) => new Date(at).toISOString())
    expect(await checks()).toEqual(['2027-03-19T09:00:00.000Z'])
    await zone('America/New_York')
    expect(await checks()).toEqual(['2027-03-19T08:00:00.000Z'])
    await zone('Europe/Berlin')
    expect(await checks()).toEqual(['2027-03-19T09:00:00.000Z'])
    await zone('America/New_York')
    w.clock.set('2027-03-19T07:59:59.999Z')
    await w.drain()
    expect(await w.escalations()).toEqual([])
    await w.advance(1)
    expect(await w.escalations()).toHaveLength(1)
    expect(await w.types(rule.id)).toContain('applied')
  })

  it('lets act at once what is due already in the new one, and nothing twice', async () => {
    const w = await ruleWorld(engine, { now: '2027-03-10T09:00:00Z' })
    const zone = (timeZone: string) => w.rest('admin', 'PATCH', '/api/organization', { timeZone })
    await zone('UTC')
    const dueAt = '2027-03-12T09:00:00Z'
    await w.post('admin', '/api/workflows', { externalId: 'one', customer: 'ext:acme', definition: 'Renewal', dueAt })
    await w.rule({ conditions: { overdue_days: { operator: '>=', value: 7 } } })
    w.clock.set('2027-03-19T08:30:00Z')
    await w.drain()
    expect(await w.escalations()).toEqual([])
    await zone('America/New_York')
    await w.drain()
    expect(await w.escalations()).toHaveLength(1)
    await zone('UTC')
    await w.drain()
    await zone('America/New_York')
    await w.drain()
    expect(await w.escalations()).toHaveLength(1)
  })
})
