import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { DAY } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type TestApp, testApp } from '../support/harness.ts'

async function countsOf(h: TestApp) {
  const get = async (path: string) => (await h.rest('admin', 'GET', path)).body.count as number
  return {
    customers: await get('/api/customers'),
    workflows: await get('/api/workflows'),
    escalated: await get('/api/workflows/escalated?includeTriggered=true'),
    snoozed: await get('/api/workflows/snoozed'),
    skipped: await get('/api/workflows/skipped'),
  }
}

/** Every delivery, with the address of whom it was for. */
async function deliveriesOf({ app }: TestApp) {
  const { delivery, member } = app.db.t
  return app.db.read
    .select({ id: delivery.id, state: delivery.state, nextAttemptAt: delivery.nextAttemptAt, email: member.email })
    .from(delivery)
    .innerJoin(member, eq(member.userId, delivery.userId))
    .orderBy(delivery.id)
}

describe.each(engines.map(({ name }) => name))('sample data on %s', (engine) => {
  it('fills every page, tells nobody outside, and goes without a trace', async () => {
    const h = await testApp({ engine })
    await h.rest('admin', 'POST', '/api/customers', { externalId: 'mine', name: 'Mine' })
    const made = await h.trpc('admin').demo.create.mutate()
    expect(made).toEqual({ customers: 40, workflows: 150 })
    expect(await countsOf(h)).toEqual({ customers: 41, workflows: 150, escalated: 15, snoozed: 6, skipped: 5 })
    const { body: analytics } = await h.rest('admin', 'GET', '/api/analytics/summary')
    expect(analytics.totalEscalations).toBeGreaterThan(50)
    // What its people were told is over; nothing of it is sent, now or later.
    const sent = await deliveriesOf(h)
    await h.drain()
    expect(await deliveriesOf(h)).toEqual(sent)
    for (const { state, nextAttemptAt, email } of sent) {
      expect([state, nextAttemptAt]).toEqual(['sent', null])
      expect(email).toMatch(/@sample\.hoist\.example$/)
    }
    const load = await h.trpc('admin').analytics.interrupts.query({ from: h.clock.now() - 90 * DAY })
    expect(load.length).toBeGreaterThanOrEqual(8)
    for (const { name, total, outOfHours } of load.slice(0, 3))
      expect([name, total > 10, outOfHours > 0 && outOfHours < total]).toEqual([name, true, true])
    expect(load.some(({ critical, high }) => critical > 0 && high > 0)).toBe(true)
    const alerts = async () => (await h.rest('admin', 'GET', '/api/alerts')).body
    const { stats } = await alerts()
    expect(stats.open).toBeGreaterThan(0)
    expect(stats.acknowledged + stats.resolved + stats.falsePositive).toBeGreaterThan(1)
    await expect(h.trpc('admin').demo.create.mutate()).rejects.toThrow('there already')

    await h.app.rules.drain()
    const { body: shown } = await h.rest('admin', 'GET', '/api/rules')
    expect(shown.rules.map(({ mode }: { mode: string }) => mode)).toEqual(['on', 'shadow', 'off'])
    expect(Math.max(...shown.rules[0].weeks)).toBeGreaterThan(0)
    expect((await countsOf(h)).escalated).toBe(15)

    await h.trpc('admin').demo.remove.mutate()
    expect((await h.rest('admin', 'GET', '/api/rules')).body.rules).toEqual([])
    expect(await countsOf(h)).toEqual({ customers: 1, workflows: 0, escalated: 0, snoozed: 0, skipped: 0 })
    expect((await h.rest('admin', 'GET', '/api/analytics/summary')).body.totalEscalations).toBe(0)
    expect((await h.rest('admin', 'GET', '/api/notifications')).body.count).toBe(0)
    expect((await alerts()).alerts).toEqual([])
    expect(await deliveriesOf(h)).toEqual([])
    expect(await h.trpc('admin').analytics.interrupts.query({})).toEqual([])

    expect(await h.trpc('admin').demo.create.mutate()).toEqual(made)
  })
})
