import { afterAll, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../server/app.ts'
import { createLog } from '../../server/log.ts'
import { createLiveHub } from '../../server/live/hub.ts'
import type { Caller } from '../../server/context.ts'
import type { Hint } from '../../server/live/hints.ts'
import { createBroadcast } from '../../server/db/broadcast.ts'
import { sessionCookieName } from '../../server/people/sessions/cookie.ts'
import { OrganizationSettings } from '../../shared/people/settings.ts'
import type { Role } from '../../shared/roles.ts'
import type { Person } from '../support/people.ts'
import { type TestApp, testApp } from '../support/harness.ts'
import { tell } from '../support/outbox.ts'

/** Reads a stream of server-sent events hint by hint. */
function reader(response: Response) {
  const hints: Hint[] = []
  const stream = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let ended = false
  const pump = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await stream.read()
      if (done) break
      for (const [, data] of value.matchAll(/^data: (.*)$/gm)) hints.push(JSON.parse(data!) as Hint)
    }
    ended = true
  }
  const pumping = pump()
  return { hints, isEnded: () => ended, close: () => stream.cancel(), pumping }
}

function caller(role: Role, userId: string, organizationId = 'o1'): Caller {
  const actor = { type: 'user' as const, userId, name: userId }
  return {
    organizationId,
    userId,
    name: userId,
    role,
    timeZone: 'UTC',
    settings: OrganizationSettings.parse({}),
    actor,
  }
}

const still = async () => true

describe('the live hub', () => {
  it('tells a browser of its organization and its own person only', async () => {
    const hub = createLiveHub()
    const member = reader(hub.stream(caller('member', 'mia'), still))
    const admin = reader(hub.stream(caller('admin', 'ada'), still))
    const other = reader(hub.stream(caller('admin', 'otto', 'o2'), still))
    hub.hint('o1', { topic: 'workflow', id: 'w1' })
    hub.hint('o1', { topic: 'notification', id: 'n1', userId: 'mia' })
    hub.hint('o1', { topic: 'alert', id: 'a1' })
    hub.hint('o1', { topic: 'import', id: 'i1' })
    hub.hint('o2', { topic: 'customer', id: 'c1' })
    await expect.poll(() => other.hints).toEqual([{ topic: 'customer', id: 'c1' }])
    await expect
      .poll(() => member.hints)
      .toEqual([
        { topic: 'workflow', id: 'w1' },
        { topic: 'notification', id: 'n1' },
      ])
    expect(admin.hints).toEqual([
      { topic: 'workflow', id: 'w1' },
      { topic: 'alert', id: 'a1' },
      { topic: 'import', id: 'i1' },
    ])
    expect(hub.size()).toBe(3)
    await member.close()
    expect(hub.size()).toBe(2)
    hub.closeAll()
    await Promise.all([admin.pumping, other.pumping])
    expect(hub.size()).toBe(0)
  })

  it('bundles what comes in a burst', async () => {
    const hub = createLiveHub()
    const response = hub.stream(caller('member', 'mia'), still)
    const stream = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    await stream.read()
    for (let index = 0; index < 50; index += 1) hub.hint('o1', { topic: 'workflow', id: `w${index % 5}` })
    expect((await stream.read()).value!.match(/^data/gm)).toHaveLength(1)
    expect((await stream.read()).value!.match(/^data/gm)).toHaveLength(5)
    for (let index = 0; index < 5_000; index += 1) hub.hint('o1', { topic: 'workflow', id: `v${index}` })
    expect((await stream.read()).value).toBe('data: {"topic":"workflow"}\n\n')
    hub.closeAll()
  })

  it('ends with the session, at the next ping', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const hub = createLiveHub()
    let signedIn = true
    const live = reader(hub.stream(caller('member', 'mia'), async () => signedIn))
    await vi.advanceTimersByTimeAsync(25_000)
    expect(hub.size()).toBe(1)
    signedIn = false
    await vi.advanceTimersByTimeAsync(25_000)
    vi.useRealTimers()
    await live.pumping
    expect(hub.size()).toBe(0)
  })

  it('cuts off a browser that does not read', async () => {
    const hub = createLiveHub()
    hub.stream(caller('member', 'mia'), still)
    const listening = reader(hub.stream(caller('member', 'max'), still))
    for (let round = 0; hub.size() === 2 && round < 300; round += 1) {
      const heard = listening.hints.length
      hub.hint('o1', { topic: 'workflow', id: `w${round}` })
      await expect.poll(() => listening.hints.length, { timeout: 2_000, interval: 5 }).toBeGreaterThan(heard)
    }
    expect(hub.size()).toBe(1)
    hub.closeAll()
  })
})

describe('GET /api/live', () => {
  const request = (test: TestApp, person: Person | null) =>
    test.app.fetch(
      new Request(`${test.app.config.url}/api/live`, {
        headers: person ? { cookie: `${sessionCookieName(test.app.config.url)}=${person.cookie}` } : {},
      }),
    )

  it('is a stream for those who are signed in', async () => {
    const test = await testApp()
    expect((await request(test, null)).status).toBe(401)
    const response = await request(test, test.people.member)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const live = reader(response)
    await tell(test, 'manager', { dedupKey: 'not mine' })
    await tell(test, 'member', { dedupKey: 'mine' })
    await expect.poll(() => live.hints).toMatchObject([{ topic: 'notification' }])
    test.app.live.closeAll()
    await live.pumping
  })
})

describe('servers on one PostgreSQL', () => {
  const apps: { stop(): Promise<void> }[] = []
  afterAll(() => Promise.all(apps.map((app) => app.stop())))

  it('tell each other what changed', async () => {
    const test = await testApp({ engine: 'postgres' })
    const url = test.app.config.databaseUrl!
    const heard: string[] = []
    const wire = createBroadcast(
      { databaseUrl: url, channel: 'hoist_live', log: createLog('silent') },
      (message) => heard.push(message),
      () => {},
    )
    await wire.open()
    const second = await createApp(test.app.config, { clock: test.clock, log: createLog('silent') })
    apps.push(second)
    await second.start()
    await tell(test, 'member', { dedupKey: 'x' })
    await expect.poll(() => heard.join()).toContain('"topic":"notification"')
    heard.length = 0

    const live = reader(second.live.stream(caller('member', test.people.member.userId, test.organizationId), still))
    const hint = { topic: 'workflow', id: 'far away' }
    wire.send(JSON.stringify({ from: 'a third server', told: [{ organizationId: test.organizationId, hint }] }))
    await expect.poll(() => live.hints).toEqual([hint])
    // Nobody sends on what it was told, or two servers would never stop talking.
    await expect.poll(() => heard.filter((message) => message.includes('far away'))).toHaveLength(1)
    await tell(test, 'member', { dedupKey: 'y' })
    await expect.poll(() => heard.filter((message) => message.includes('notification'))).not.toEqual([])
    expect(heard.filter((message) => message.includes('far away'))).toHaveLength(1)
    await wire.close()
    await live.close()
  })
})
