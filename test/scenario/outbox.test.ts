import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createOutbox } from '../../server/notifications/outbox.ts'
import { cancelDeliveries, notify } from '../../server/notifications/notify.ts'
import { createSender } from '../../server/notifications/sender.ts'
import { RETRY_DELAYS } from '../../shared/notifications/schedule.ts'
import { DAY, SECOND } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type ConnectedApp, connectedApp, deliveries, tell } from '../support/outbox.ts'

const open: ConnectedApp[] = []
afterAll(async () => {
  for (const app of open) await app.close()
})

describe.each(engines.map(({ name }) => name))('the outbox on %s', (engine) => {
  let test: ConnectedApp
  beforeEach(async () => {
    test = await connectedApp({ engine, email: true })
    open.push(test)
  })

  /** Another process on the same database. */
  const secondOutbox = () => {
    const { app } = test
    return createOutbox(app, createSender({ ...app, composeAlert: async () => null }, app.config.url))
  }

  it('tells a person on every connected channel, once', async () => {
    await tell(test, 'member', { dedupKey: 'escalation:1:fired', workflowId: 'w1' })
    await tell(test, 'member', { dedupKey: 'escalation:1:fired', title: 'Again' })
    await test.drain()
    expect(test.slack.posts).toMatchObject([{ user: 'U-member', title: 'Acme', body: 'Because' }])
    expect(test.slack.posts[0]!.link).toBe(`<${test.app.config.url}/workflows/w1|Open in Hoist>`)
    expect(test.smtp.mails).toMatchObject([{ to: 'member@example.com', subject: 'Acme' }])
    expect(await deliveries(test.app)).toMatchObject([
      { state: 'sent', attempts: 1, channel: 'slack', nextAttemptAt: null, sentAt: test.clock.now() },
      { state: 'sent', attempts: 1, channel: 'email' },
    ])
    await test.advance(DAY)
    expect(test.slack.posts).toHaveLength(1)
  })

  it('tells once, though several learn of the same cause at the same moment', async () => {
    await Promise.all(Array.from({ length: 8 }, () => tell(test, 'member', { dedupKey: 'escalation:1:fired' })))
    await test.drain()
    expect((await deliveries(test.app)).map((one) => one.channel).sort()).toEqual(['email', 'slack'])
    expect((await test.rest('member', 'GET', '/api/notifications')).body.count).toBe(1)
  })

  it('says nothing of what was rolled back', async () => {
    const failing = test.app.db.write(async (tx) => {
      const notice = { userId: test.people.member.userId, type: 'data_health' as const, title: 'x', body: '' }
      await notify(tx, test.organizationId, [{ ...notice, dedupKey: 'gone' }], test.clock.now())
      throw new Error('the cause failed')
    })
    await expect(failing).rejects.toThrow('the cause failed')
    await test.drain()
    expect(test.slack.posts).toEqual([])
  })

  it('tries again by the table, then gives up, and sends again when asked to', async () => {
    test.slack.moods.push(...Array.from({ length: 9 }, () => ({ answer: 'status', status: 500 }) as const))
    test.smtp.moods.push(...Array.from({ length: 9 }, () => 'busy' as const))
    await tell(test, 'member', { dedupKey: 'a' })
    await test.drain()
    for (const wait of RETRY_DELAYS) {
      const calls = test.slack.calls.length
      await test.advance(wait - 1)
      expect(test.slack.calls.length).toBe(calls)
      await test.advance(1)
      expect(test.slack.calls.length).toBe(calls + 1)
    }
    const [dead, mail] = await deliveries(test.app)
    expect(dead).toMatchObject({
      state: 'dead',
      attempts: 9,
      nextAttemptAt: null,
      lastError: 'Slack answered with HTTP 500',
    })
    expect(mail).toMatchObject({ state: 'dead', lastError: expect.stringContaining('Try again later') })
    await test.advance(30 * DAY)
    expect(test.slack.posts).toEqual([])

    const answer = await test.rest('admin', 'POST', `/api/deliveries/${dead!.id}/send-again`)
    expect(answer).toMatchObject({ status: 200, body: { success: true } })
    await test.drain()
    expect(test.slack.posts).toMatchObject([{ key: dead!.key }])
    expect(await test.rest('admin', 'POST', `/api/deliveries/${dead!.id}/send-again`)).toMatchObject({ status: 409 })
  })

  it('honours a wait that Slack asks for, for everybody in the organization', async () => {
    test.slack.moods.push({ answer: 'rate-limited', retryAfter: '60' })
    await tell(test, 'member', { dedupKey: 'a' })
    await test.drain()
    await tell(test, 'manager', { dedupKey: 'b' })
    await test.advance(59 * SECOND)
    expect(test.slack.posts).toEqual([])
    await test.advance(SECOND)
    expect(test.slack.posts.map((post) => post.user).sort()).toEqual(['U-manager', 'U-member'])
  })

  it('shows an answer that was lost as ambiguous, looks it up and does not send twice', async () => {
    test.slack.moods.push({ answer: 'lost' })
    test.smtp.moods.push('drop')
    await tell(test, 'member', { dedupKey: 'a' })
    await test.drain()
    expect(await deliveries(test.app)).toMatchObject([{ state: 'ambiguous' }, { state: 'ambiguous' }])
    await test.advance(5 * SECOND)
    expect(await deliveries(test.app)).toMatchObject([
      { channel: 'slack', state: 'sent', uncertain: false, providerRef: { channel: 'DU-member' } },
      { channel: 'email', state: 'sent', uncertain: true, lastError: expect.stringContaining('twice') },
    ])
    expect(test.slack.posts).toHaveLength(1)
    expect(test.smtp.mails.map((mail) => mail.messageId)).toEqual(Array(2).fill(test.smtp.mails[0]!.messageId))
  })

  it('after a crash between sending and settling, looks up what may have arrived when the lease is over', async () => {
    const { app } = test
    let crash = () => {}
    const crashed = new Promise<void>((resolve) => {
      crash = resolve
    })
    const dying = createOutbox(app, async (claimed) => {
      await createSender({ ...app, composeAlert: async () => null }, app.config.url)(claimed)
      crash()
      return new Promise(() => {})
    })
    await tell(test, 'member', { dedupKey: 'a', type: 'data_health' })
    void dying.drain()
    await crashed
    await test.advance(29 * SECOND)
    expect(test.slack.posts.length + test.smtp.mails.length).toBeLessThanOrEqual(2)
    await test.advance(SECOND)
    expect(test.slack.posts).toHaveLength(1)
    expect(new Set(test.smtp.mails.map((mail) => mail.messageId)).size).toBe(1)
    expect(test.smtp.mails.length).toBeLessThanOrEqual(2)
    expect(await deliveries(app)).toMatchObject([
      { channel: 'slack', state: 'sent', attempts: 2, uncertain: false },
      { channel: 'email', state: 'sent', attempts: 2, uncertain: true },
    ])
  })

  it('lets a process that hung settle nothing', async () => {
    const { app } = test
    let release = () => {}
    const hung = createOutbox(app, () => {
      return new Promise((resolve) => {
        release = () => resolve({ ok: false, error: 'too late', mayHaveArrived: false })
      })
    })
    await test.trpc('admin').channels.disconnect.mutate({ channel: 'email' })
    await tell(test, 'member', { dedupKey: 'a' })
    const draining = hung.drain()
    await expect.poll(async () => (await deliveries(app))[0]?.state).toBe('sending')
    await test.advance(31 * SECOND)
    expect(await deliveries(app)).toMatchObject([{ state: 'sent', attempts: 2 }])
    release()
    await draining
    expect(await deliveries(app)).toMatchObject([{ state: 'sent', lastError: null }])
  })

  it('two processes share the work and send nothing twice', async () => {
    const count = 40
    for (let index = 0; index < count; index += 1) await tell(test, 'member', { dedupKey: `n${index}` })
    await Promise.all([test.app.outbox.drain(), secondOutbox().drain()])
    await test.drain()
    const keys = [...test.slack.posts, ...test.smtp.mails].map((one) => ('key' in one ? one.key : one.messageId))
    expect(keys).toHaveLength(2 * count)
    expect(new Set(keys).size).toBe(2 * count)
    expect((await deliveries(test.app)).every((one) => one.state === 'sent' && one.attempts === 1)).toBe(true)
  })

  it('an acknowledge calls off what was not sent yet, for everybody', async () => {
    test.slack.moods.push({ answer: 'status', status: 503 }, { answer: 'lost' })
    await test.trpc('admin').channels.disconnect.mutate({ channel: 'email' })
    await tell(test, 'member', { dedupKey: 'a' })
    await test.drain()
    await tell(test, 'manager', { dedupKey: 'a' })
    await test.drain()
    await tell(test, 'viewer', { dedupKey: 'other' })
    expect((await deliveries(test.app)).map((one) => one.state)).toEqual(['pending', 'ambiguous', 'pending'])
    const { organizationId, clock } = test
    await test.app.db.write((tx) => cancelDeliveries(tx, organizationId, ['a', 'unknown'], clock.now()))
    await test.advance(DAY)
    expect((await deliveries(test.app)).map((one) => one.state)).toEqual(['cancelled', 'cancelled', 'sent'])
    expect(test.slack.posts.map((post) => post.user)).toEqual(['U-manager', 'U-viewer'])
  })

  it('an attempt under way when it is called off is the last', async () => {
    const { app, organizationId, clock } = test
    await test.trpc('admin').channels.disconnect.mutate({ channel: 'email' })
    test.slack.moods.push({ answer: 'status', status: 500 })
    const outbox = createOutbox(app, async () => {
      await app.db.write((tx) => cancelDeliveries(tx, organizationId, ['a'], clock.now()))
      return { ok: false, error: 'down', mayHaveArrived: false }
    })
    await tell(test, 'member', { dedupKey: 'a' })
    await outbox.drain()
    expect(await deliveries(app)).toMatchObject([{ state: 'cancelled', nextAttemptAt: null, lastError: 'down' }])
  })
})

it('a destination that hangs does not hold up the others', async () => {
  const test = await connectedApp({ email: true })
  open.push(test)
  const { app } = test
  const hanging: (() => void)[] = []
  const outbox = createOutbox(app, (claimed) => {
    if (claimed.channel === 'email') return Promise.resolve({ ok: true, ref: {}, mayBeRepeat: false })
    return new Promise((resolve) => {
      hanging.push(() => resolve({ ok: false, error: 'hangs', mayHaveArrived: true }))
    })
  })
  for (let index = 0; index < 200; index += 1) await tell(test, 'member', { dedupKey: `n${index}` })
  const draining = outbox.drain()
  const sent = async () => (await deliveries(app)).filter((one) => one.state === 'sent').length
  await expect.poll(sent, { timeout: 10_000 }).toBe(200)
  expect(hanging).toHaveLength(1)
  const release = setInterval(() => hanging.splice(0).map((go) => go()), 1)
  await draining
  clearInterval(release)
  expect((await deliveries(app)).filter((one) => one.state === 'ambiguous')).toHaveLength(200)
})
