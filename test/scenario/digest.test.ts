import { afterAll, describe, expect, it } from 'vitest'
import { cancelDeliveries } from '../../server/notifications/notify.ts'
import { DAY, HOUR } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type ConnectedApp, connectedApp, deliveries, tell } from '../support/outbox.ts'

const open: ConnectedApp[] = []
afterAll(async () => {
  for (const app of open) await app.close()
})

/** The organization is in Berlin and its digest comes at 08:00. */
async function digestApp(now: string, engine: (typeof engines)[number]['name'] = 'sqlite', email = true) {
  const test = await connectedApp({ engine, now, email })
  open.push(test)
  const { notifications } = test.trpc('member')
  await notifications.setPreference.mutate({ type: 'escalation_update', frequency: 'digest' })
  const wait = (dedupKey: string) => tell(test, 'member', { type: 'escalation_update', dedupKey, title: dedupKey })
  /** Runs the clock on, with the minute tick and the outbox. */
  const runUntil = async (at: string) => {
    while (test.clock.now() < Date.parse(at)) {
      test.clock.advance(Math.min(HOUR, Date.parse(at) - test.clock.now()))
      await test.app.jobs.tick()
      await test.drain()
    }
  }
  return { test, wait, runUntil }
}

describe.each(engines.map(({ name }) => name))('the daily digest on %s', (engine) => {
  it('comes at its hour, once, with all that waited', async () => {
    const { test, wait, runUntil } = await digestApp('2027-01-15T09:00:00Z', engine)
    await wait('one')
    await wait('two')
    await runUntil('2027-01-16T06:59:00Z')
    expect(test.slack.posts).toEqual([])
    expect(await test.trpc('member').notifications.unreadCount.query()).toEqual({ unread: 2 })
    await runUntil('2027-01-16T07:00:00Z')
    expect(test.slack.posts).toMatchObject([
      { user: 'U-member', title: 'Your daily digest: 2 notifications', body: expect.stringMatching(/^• one\n• two\n/) },
    ])
    expect(test.smtp.mails).toMatchObject([{ to: 'member@example.com' }])
    await wait('three')
    await runUntil('2027-01-17T06:59:00Z')
    expect(test.slack.posts).toHaveLength(1)
    await runUntil('2027-01-19T12:00:00Z')
    expect(test.slack.posts.map((post) => post.title)).toEqual([
      'Your daily digest: 2 notifications',
      'Your daily digest: 1 notification',
    ])
  })
})

describe('the daily digest', () => {
  it.each([
    ['spring', '2027-03-26T12:00:00Z', ['03-27T07', '03-28T06', '03-29T06']],
    ['autumn', '2027-10-29T12:00:00Z', ['10-30T06', '10-31T07', '11-01T07']],
  ])('comes once a day when the clocks change in %s', async (_season, start, hours) => {
    const { test, wait, runUntil } = await digestApp(start, 'sqlite', false)
    for (const [index, hour] of hours.entries()) {
      await wait(`n${index}`)
      await runUntil(`2027-${hour}:00:00Z`)
    }
    expect((await deliveries(test.app)).map((one) => new Date(one.createdAt).toISOString().slice(5, 13))).toEqual(hours)
    expect(test.slack.posts).toHaveLength(hours.length)
  })

  it('comes late after downtime, and not twice', async () => {
    const { test, wait } = await digestApp('2027-01-15T09:00:00Z', 'sqlite', false)
    await wait('one')
    test.clock.set('2027-01-18T15:20:00Z')
    await Promise.all([test.app.jobs.tick(), test.app.jobs.run('digest', 'Ada Admin')])
    await test.app.jobs.tick()
    await test.drain()
    expect(test.slack.posts).toHaveLength(1)
    await wait('after the hour of today')
    await test.app.jobs.run('digest', 'Ada Admin')
    await test.drain()
    expect(test.slack.posts).toHaveLength(1)
  })

  it('leaves out what was acknowledged, and needs no channel', async () => {
    const { test, wait, runUntil } = await digestApp('2027-01-15T09:00:00Z', 'sqlite', false)
    await wait('acknowledged')
    await wait('kept')
    const { organizationId, clock } = test
    await test.app.db.write((tx) => cancelDeliveries(tx, organizationId, ['acknowledged'], clock.now()))
    await runUntil('2027-01-16T08:00:00Z')
    expect(test.slack.posts).toMatchObject([{ body: expect.stringMatching(/^• kept\n\n/) }])
    await test.trpc('admin').channels.disconnect.mutate({ channel: 'slack' })
    await wait('only in the inbox')
    test.clock.advance(DAY + HOUR)
    const run = await test.app.jobs.run('digest', 'Ada Admin')
    expect(run).toMatchObject({ evaluated: 1, fired: 1 })
    expect(await test.app.jobs.run('digest', 'Ada Admin')).toMatchObject({ evaluated: 0, fired: 0 })
  })
})
