import { eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { engines } from '../support/engines.ts'
import { escalationWorld, on } from '../support/escalation-world.ts'
import { type FakeSlack, fakeSlack, TOKEN } from '../support/slack.ts'

const open: FakeSlack[] = []
afterAll(async () => {
  for (const slack of open) {
    slack.expectNothingUnexpected()
    await slack.close()
  }
})

it.each(engines)(
  'the summary comes by Slack, once a week, also after the week that lacks an hour, on $name',
  async ({ name }) => {
    const slack = await fakeSlack()
    open.push(slack)
    // In Berlin the week begins at 23:00 UTC on 21 March 2027 and, an hour shorter, ends at 22:00 UTC on the 28th.
    const w = await escalationWorld(name, { now: '2027-03-21T22:50:00Z', env: { SLACK_API_URL: slack.url } })
    await w.trpc('admin').channels.saveSlack.mutate({ botToken: TOKEN })
    const { db } = w.app
    const { admin, manager } = w.people
    for (const { userId, id } of [
      { userId: admin.userId, id: 'U-admin' },
      { userId: manager.userId, id: 'U-manager' },
      // A member who can be reached sees no analytics and hears nothing.
      { userId: w.ben.userId, id: 'U-ben' },
    ])
      await db.write((tx) => tx.update(db.t.member).set({ slackUserId: id }).where(eq(db.t.member.userId, userId)))
    const at = async (instant: string) => {
      w.clock.set(instant)
      await w.drain()
    }
    await w.escalate(await w.workflow(), w.carla)
    await at('2027-03-21T23:10:00Z')
    await w.escalate(await w.workflow(manager), w.carla, [on('2027-03-22T03:10:00Z')])
    await w.escalate(await w.workflow(), w.carla, [on('2027-03-22T05:10:00Z')])
    await w.escalate(await w.workflow(), w.dora, [on('2027-05-01T00:00:00Z')])
    await at('2027-03-22T03:10:00Z')
    await at('2027-03-22T05:10:00Z')
    await at('2027-03-28T21:59:00Z')
    await w.escalate(await w.workflow(), w.carla)
    await at('2027-03-28T22:00:00Z')
    await w.escalate(await w.workflow(), w.dora)

    const weekly = () => slack.posts.filter(({ key }) => key.startsWith('weekly.'))
    const run = async (instant: string) => {
      await at(instant)
      await w.app.jobs.run('weekly-summary', 'Ada Admin')
      await w.drain()
      return weekly()
    }
    expect(await run('2027-03-29T05:59:00Z')).toEqual([])
    await run('2027-03-29T06:00:00Z')
    const said = (user: string) => weekly().find((post) => post.user === user)
    expect(said('U-admin')).toMatchObject({
      title: 'Last week: 4 escalations, 3 more than the week before',
      key: `weekly.2027-03-29.${admin.userId}.slack`,
      body: [
        'Time to escalate: 5.0 h on average, median 5.0 h, 90 % within 5.8 h.',
        'At once: 1 of 4.',
        'Most were escalated to Carla Chief: 3.',
        'By workflow: Renewal at risk 4.',
        'Waiting now: 1.',
        '',
        `${w.app.config.url}/analytics?period=last-week`,
      ].join('\n'),
    })
    expect(said('U-manager')).toMatchObject({
      title: 'Last week: 1 escalation, 1 more than the week before',
      body: expect.stringContaining('Time to escalate: 4.0 h on average'),
    })
    expect(weekly()).toHaveLength(2)
    // The job looks every quarter of an hour.
    for (const time of ['06:15', '12:00', '21:45']) expect(await run(`2027-03-29T${time}:00Z`)).toHaveLength(2)
    expect(await run('2027-04-05T05:45:00Z')).toHaveLength(2)
    expect(await run('2027-04-05T06:00:00Z')).toHaveLength(4)
    const next = weekly().findLast((post) => post.user === 'U-admin')
    expect(next?.title).toBe('Last week: 1 escalation, 3 fewer than the week before')
  },
)
