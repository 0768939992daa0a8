import { describe, expect, it } from 'vitest'
import { recomputeDays } from '../../server/analytics/days.ts'
import { localCalendar } from '../../shared/time/zone.ts'
import { HOUR, MINUTE } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type EscalationWorld, escalationWorld, on } from '../support/escalation-world.ts'

const days = async (w: EscalationWorld) => {
  const { body } = await w.rest('admin', 'GET', '/api/analytics/breakdown?by=day')
  return body.rows.map((row: any) => `${row.key} ${row.escalations}`)
}
const zone = (w: EscalationWorld, timeZone: string) => w.rest('admin', 'PATCH', '/api/organization', { timeZone })
const run = (w: EscalationWorld) => w.app.jobs.run('analytics-days', 'Ada Admin')
const rows = (w: EscalationWorld) => w.app.db.read.select().from(w.app.db.t.flowAction)

/** Every row has the day, weekday and hour of the zone. */
async function expectZone(w: EscalationWorld, timeZone: string) {
  for (const row of await rows(w)) {
    const created = localCalendar(row.createdAt, timeZone)
    expect([row.localDay, row.localWeekday, row.localHour]).toEqual([created.day, created.weekday, created.hour])
    const fired = row.firedAt === null ? null : localCalendar(row.firedAt, timeZone)
    expect([row.firedLocalDay, row.firedLocalWeekday, row.firedLocalHour]).toEqual(
      fired ? [fired.day, fired.weekday, fired.hour] : [null, null, null],
    )
  }
}

describe.each(engines)('the days of escalations on $name', ({ name }) => {
  it('follow a change of the organization’s zone', async () => {
    // 00:30 in Berlin, the evening before in New York.
    const w = await escalationWorld(name, { now: '2027-01-14T23:30:00Z' })
    await w.escalate(await w.workflow(), w.ben, [on('2027-01-15T06:00:00Z')])
    await w.escalate(await w.workflow(), w.ben, [on('2027-03-01T06:00:00Z')])
    await w.advance(7 * HOUR)
    await w.escalate(await w.workflow(), w.carla)
    expect(await days(w)).toEqual(['2027-01-15 3'])
    await run(w)
    await run(w)
    expect(await days(w)).toEqual(['2027-01-15 3'])

    await zone(w, 'America/New_York')
    await w.escalate(await w.workflow(), w.dora)
    await run(w)
    // Something may still be under way that has read the old zone.
    expect(await days(w)).toEqual(['2027-01-15 4'])
    w.clock.advance(2 * MINUTE)
    await run(w)
    expect(await days(w)).toEqual(['2027-01-14 2', '2027-01-15 2'])
    await expectZone(w, 'America/New_York')

    await zone(w, 'Pacific/Auckland')
    await zone(w, 'Asia/Tokyo')
    w.clock.advance(2 * MINUTE)
    await run(w)
    await expectZone(w, 'Asia/Tokyo')
    const versions = (await rows(w)).map((row) => row.version)
    await run(w)
    expect((await run(w)).evaluated).toBe(0)
    expect((await rows(w)).map((row) => row.version)).toEqual(versions)
  })

  it('go on where a run was ended', async () => {
    const w = await escalationWorld(name)
    const { app } = w
    await w.escalate(await w.workflow(), w.ben)
    const [one] = await rows(w)
    const copies = Array.from({ length: 150 }, (_, index) => {
      const id = `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`
      const closed = { endedAt: one!.createdAt, state: 'ended' as const }
      return { ...one!, ...closed, id, chainId: id, createdAt: one!.createdAt - index * HOUR }
    })
    await app.db.write((tx) => tx.insert(tx.t.flowAction).values(copies))
    w.clock.advance(2 * MINUTE)
    const ended = new AbortController()
    let batches = 0
    const db: typeof app.db = {
      ...app.db,
      async write(work, lane) {
        const saved = await app.db.write(work, lane)
        batches += 1
        if (batches === 1) ended.abort()
        return saved
      },
    }
    const first = await recomputeDays({ ...app, db }, ended.signal)
    const second = await recomputeDays(app, new AbortController().signal)
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(151)
    // The tail is looked at a second time.
    expect(second).toBeGreaterThanOrEqual(151 - first)
    await expectZone(w, 'Europe/Berlin')
  })
})
