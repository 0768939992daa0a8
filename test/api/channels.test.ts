import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConnectedApp, connectedApp, connectEmail, deliveries, tell } from '../support/outbox.ts'
import { SMTP_PASSWORD } from '../support/smtp.ts'
import { TOKEN } from '../support/slack.ts'

let test: ConnectedApp
beforeAll(async () => {
  test = await connectedApp()
})
afterAll(() => test.close())

describe('channels', () => {
  it('never tell a secret, only that it is set', async () => {
    const { channels } = test.trpc('admin')
    expect(await channels.get.query()).toMatchObject({
      slack: { connected: true, hasSigningSecret: false },
      email: { connected: false },
    })
    await channels.saveSlack.mutate({ signingSecret: 'shhh' })
    await connectEmail(test, test.smtp)
    const shown = await channels.get.query()
    expect(shown).toMatchObject({
      slack: { connected: true, hasSigningSecret: true },
      email: { connected: true, host: '127.0.0.1', user: 'hoist', hasPassword: true, security: 'none' },
    })
    const { channelSetting } = test.app.db.read.t
    const stored = JSON.stringify(await test.app.db.read.select().from(channelSetting))
    for (const secret of [TOKEN, 'shhh', SMTP_PASSWORD]) {
      expect(stored).not.toContain(secret)
      expect(JSON.stringify(shown)).not.toContain(secret)
    }
    await channels.saveSlack.mutate({ signingSecret: null })
    expect(await channels.get.query()).toMatchObject({ slack: { connected: true, hasSigningSecret: false } })
  })

  it('keep the password of the same user only', async () => {
    const { channels } = test.trpc('admin')
    const settings = {
      host: '127.0.0.1',
      port: test.smtp.port,
      security: 'none',
      fromAddress: 'hoist@example.com',
    } as const
    await channels.saveEmail.mutate({ ...settings, user: 'hoist', fromName: 'Northwind' })
    expect(await channels.get.query()).toMatchObject({ email: { fromName: 'Northwind', hasPassword: true } })
    await expect(channels.saveEmail.mutate({ ...settings, user: 'else' })).rejects.toMatchObject({
      data: { issues: [{ path: ['password'] }] },
    })
  })

  it('refuse what the provider refuses, in its words', async () => {
    const { channels } = test.trpc('admin')
    await expect(channels.saveSlack.mutate({ botToken: 'xoxb-wrong' })).rejects.toMatchObject({
      message: expect.stringMatching(/invalid_auth/),
      data: { httpStatus: 400, issues: [{ path: ['botToken'] }] },
    })
    await expect(channels.saveSlack.mutate({ botToken: 'not a token' })).rejects.toMatchObject({
      data: { issues: [{ path: ['botToken'] }] },
    })
    const mail = { host: '127.0.0.1', port: test.smtp.port, security: 'none', user: 'x', fromAddress: 'a@b.c' } as const
    await expect(channels.saveEmail.mutate({ ...mail, password: 'y' })).rejects.toMatchObject({
      message: expect.stringMatching(/Wrong user/),
    })
    await expect(channels.saveEmail.mutate({ ...mail, fromName: 'a\r\nBcc: b' })).rejects.toMatchObject({
      data: { issues: [{ path: ['fromName'] }] },
    })
  })

  it('send a test to oneself and say what came of it', async () => {
    const { channels } = test.trpc('admin')
    expect(await channels.test.mutate({ channel: 'slack' })).toEqual({
      ok: true,
      words: 'Slack answers: connected to Northwind as hoist. A test message was sent to you',
    })
    expect(test.slack.posts).toMatchObject([{ user: 'U-admin', title: 'A test message from Hoist' }])
    expect(await channels.test.mutate({ channel: 'email' })).toMatchObject({
      ok: true,
      words: expect.stringMatching(/admin@example.com/),
    })
    test.slack.moods.push({ answer: 'error', error: 'account_inactive' })
    expect(await channels.test.mutate({ channel: 'slack' })).toMatchObject({
      ok: false,
      words: expect.stringMatching(/removed from the workspace/),
    })
  })

  it('are the admin’s, and each organization’s own', async () => {
    for (const role of ['manager', 'member', 'viewer'] as const)
      await expect(test.trpc(role).channels.get.query()).rejects.toMatchObject({ data: { httpStatus: 403 } })
    expect(await test.trpc('outsider').channels.get.query()).toMatchObject({ slack: { connected: false } })
    await expect(test.trpc('outsider').channels.test.mutate({ channel: 'slack' })).rejects.toMatchObject({
      data: { httpStatus: 409 },
    })
  })

  it('disconnected, nobody is told there any more', async () => {
    await test.trpc('admin').channels.disconnect.mutate({ channel: 'email' })
    test.slack.posts.length = 0
    await tell(test, 'member', { dedupKey: 'before' })
    await test.trpc('admin').channels.disconnect.mutate({ channel: 'slack' })
    await tell(test, 'member', { dedupKey: 'after' })
    await test.drain()
    expect(test.slack.posts).toEqual([])
    expect(await deliveries(test.app)).toMatchObject([
      { channel: 'slack', state: 'pending', lastError: 'Slack is not connected any more' },
    ])
  })
})

describe('the delivery log', () => {
  it('is everybody’s for admins, and one’s own for others', async () => {
    await test.trpc('admin').channels.saveSlack.mutate({ botToken: TOKEN })
    await tell(test, 'manager', { dedupKey: 'log', title: 'Told' })
    await test.drain()
    const { body } = await test.rest('admin', 'GET', '/api/deliveries?state=sent')
    expect(body).toMatchObject({
      deliveries: [
        {
          title: 'Told',
          type: 'escalation_received',
          person: { userId: test.people.manager.userId, name: 'Max Manager' },
          channel: 'slack',
          state: 'sent',
          attempts: 1,
          mayHaveArrivedTwice: false,
          sentAt: '2027-01-15T09:00:00.000Z',
        },
      ],
      count: 1,
      nextCursor: null,
    })
    expect(body.deliveries[0]).not.toHaveProperty('body')
    const sent = (period: string) => test.rest('admin', 'GET', `/api/deliveries?state=sent&${period}`)
    expect((await sent('from=2027-01-15T09:00:00Z&to=2027-01-15T09:00:01Z')).body.count).toBe(1)
    expect((await sent('from=2027-01-15T09:00:01Z')).body.count).toBe(0)
    expect((await sent('to=2027-01-15T09:00:00Z')).body.count).toBe(0)
    expect(await sent('from=lately')).toMatchObject({ status: 400, body: { issues: [{ path: ['from'] }] } })
    const mine = await test.rest('manager', 'GET', '/api/deliveries')
    expect(mine.body.count).toBe(1)
    expect((await test.rest('viewer', 'GET', '/api/deliveries')).body.count).toBe(0)
    expect((await test.rest('viewer', 'GET', `/api/deliveries?userId=${test.people.manager.userId}`)).status).toBe(403)
    const path = `/api/deliveries/${body.deliveries[0].id}/send-again`
    expect((await test.rest('viewer', 'POST', path)).status).toBe(404)
    expect((await test.rest('outsider', 'POST', path)).text).toBe(
      (await test.rest('outsider', 'POST', '/api/deliveries/none/send-again')).text,
    )
    expect((await test.rest('manager', 'POST', path)).status).toBe(409)
  })
})
