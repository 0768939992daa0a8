import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { alertButtons } from '../../server/alerts/slack-buttons.ts'
import type { Caller } from '../../server/context.ts'
import { OrganizationSettings } from '../../shared/people/settings.ts'
import { MINUTE, SECOND } from '../../shared/time/instant.ts'
import { SAYS } from '../support/alert-texts.ts'
import { type AlertWorld, alertWorld } from '../support/alert-world.ts'
import { addPerson } from '../support/people.ts'
import { type FakeSlack, fakeSlack, TOKEN } from '../support/slack.ts'

let slack: FakeSlack
let w: AlertWorld
const opened: FakeSlack[] = []

beforeEach(async () => {
  slack = await fakeSlack()
  opened.push(slack)
  w = await alertWorld('sqlite', { env: { SLACK_API_URL: slack.url } })
  await addPerson(w.app, w.organizationId, { name: 'Abe Admin', email: 'abe@example.com', role: 'admin' })
  await w.trpc('admin').channels.saveSlack.mutate({ botToken: TOKEN })
  const { member } = w.app.db.t
  await w.app.db.write(async (tx) => {
    await tx.update(member).set({ slackUserId: 'U0ADA' }).where(eq(member.email, 'admin@example.com'))
    await tx.update(member).set({ slackUserId: 'U0ABE' }).where(eq(member.email, 'abe@example.com'))
  })
})
afterAll(() => Promise.all(opened.map((one) => one.close())))

const press = (actionId: string, value: string, role: Caller['role'] = 'admin') => {
  const { userId, name } = w.people.admin
  const caller: Caller = {
    organizationId: w.organizationId,
    userId,
    name,
    role,
    timeZone: 'UTC',
    settings: OrganizationSettings.parse({}),
    actor: { type: 'slack', userId, name },
  }
  const where = { channel: null, messageTs: null, responseUrl: null }
  return alertButtons(w.app).press({ actionId, value, slackUserId: 'U0ADA', caller, ...where })
}

describe('an alert in Slack', () => {
  it('reaches every admin with why, what to do, and buttons', async () => {
    await w.write(SAYS.critical)
    await w.drain()
    expect(slack.posts.map((one) => one.user).toSorted()).toEqual(['U0ABE', 'U0ADA'])
    const [{ id }] = await w.alerts()
    expect(slack.posts[0]).toMatchObject({
      title: expect.stringContaining('Critical alert: Dana Vogel (Acme)'),
      body: expect.stringContaining('terminating our contract'),
      link: `<${w.app.config.url}/alerts/${id}|Open in Hoist>`,
      buttons: [
        { actionId: 'alert.acknowledge', value: id, label: 'Acknowledge' },
        { actionId: 'alert.resolve', value: id, label: 'Resolve' },
        { actionId: 'alert.false_positive', value: id, label: 'False positive' },
      ],
    })
    slack.expectNothingUnexpected()
  })

  it('is one message a person, changed where it stands by every act', async () => {
    await w.write(SAYS.critical)
    await w.drain()
    const [{ id }] = await w.alerts()
    expect(await press('alert.acknowledge', id)).toEqual({ reply: 'You have acknowledged this alert' })
    await w.drain()
    expect(slack.posts).toHaveLength(2)
    for (const post of slack.posts) {
      expect(post.body).toContain('Acknowledged by Ada Admin')
      expect(post.buttons.map((one) => one.label)).toEqual(['Resolve', 'False positive'])
    }
    await w.move(id, 'resolved', 'Called them, all is well')
    await w.drain()
    expect(slack.posts).toHaveLength(2)
    for (const post of slack.posts) {
      expect(post.body).toContain('Resolved by Ada Admin\nNotes: Called them, all is well')
      expect(post.buttons).toEqual([])
    }
    await expect(press('alert.false_positive', id)).rejects.toThrow('Ada Admin has resolved this alert already')
    await w.move(id, 'open')
    await w.drain()
    expect(slack.posts[0]!.buttons).toHaveLength(3)
  })

  it('that gets worse is told below the message, which is changed as well', async () => {
    await w.write(SAYS.high)
    await w.scan()
    await w.drain()
    await w.write(SAYS.critical)
    await w.drain()
    const [first, second, ...replies] = slack.posts
    expect(replies).toHaveLength(2)
    for (const post of [first!, second!]) expect(post.title).toContain('Critical alert')
    expect(replies.map((one) => one.below).toSorted()).toEqual([first!.ts, second!.ts].toSorted())
    expect(replies[0]!.buttons).toEqual([])
    await w.write(SAYS.critical)
    await w.drain()
    expect(slack.posts).toHaveLength(4)
    expect(slack.posts[0]!.body).toContain('3 messages so far')
  })

  it('acknowledged before it was sent is not sent any more', async () => {
    slack.moods = [
      { answer: 'status', status: 500 },
      { answer: 'status', status: 500 },
    ]
    await w.write(SAYS.critical)
    await w.drain()
    const [{ id }] = await w.alerts()
    await w.move(id, 'acknowledged')
    await w.advance(MINUTE)
    expect(slack.posts).toEqual([])
    const { deliveries } = (await w.rest('admin', 'GET', '/api/deliveries')).body
    expect(deliveries.map((one: any) => one.state)).toEqual(['cancelled', 'cancelled'])
  })

  it('waits as long as Slack asks, and then says how it stands by then', async () => {
    slack.moods = [{ answer: 'rate-limited', retryAfter: '20' }]
    await w.write(SAYS.critical)
    await w.drain()
    await w.write(SAYS.critical)
    await w.advance(19 * SECOND)
    expect(slack.posts).toEqual([])
    await w.advance(SECOND)
    expect(slack.posts).toHaveLength(2)
    expect(slack.posts[0]!.body).toContain('2 messages so far')
  })

  it('buttons do nothing for who may not see alerts, and nothing with another organization’s', async () => {
    await w.write(SAYS.critical)
    const [{ id }] = await w.alerts()
    await expect(press('alert.resolve', id, 'manager')).rejects.toThrow('does not allow')
    await expect(press('alert.resolve', 'another')).rejects.toThrow('Alert not found')
    expect(await press('something.else', id)).toEqual({ reply: null })
    expect(await w.alerts()).toMatchObject([{ status: 'open' }])
  })
})
