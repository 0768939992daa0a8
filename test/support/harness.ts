import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll } from 'vitest'
import { type App, createApp, type Parts } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import type { RequestEnv } from '../../server/http/address.ts'
import { createLog } from '../../server/log.ts'
import { sessionCookieName } from '../../server/people/sessions/cookie.ts'
import type { AppRouter } from '../../server/trpc/root.ts'
import type { Role } from '../../shared/roles.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { type TestClock, testClock } from './clock.ts'
import { cleanUp, type EngineName, engines } from './engines.ts'
import { type People, type Person, peopleOf } from './people.ts'

/** `outsider` is the admin of another organization, `anonymous` is nobody. */
export type As = Role | 'outsider' | 'anonymous' | Person

export type Answer = { status: number; headers: Headers; text: string; body: any }

export type TestApp = {
  app: App
  clock: TestClock
  /** Zone Europe/Berlin. */
  organizationId: string
  people: People
  /** The admin of another organization. */
  outsider: Person
  /** REST with the person's API key; `body` is sent as JSON. */
  rest(as: As, method: string, path: string, body?: unknown): Promise<Answer>
  /** Any request, as it is. */
  send(path: string, init?: RequestInit, env?: RequestEnv): Promise<Answer>
  /** Typed tRPC with the person's session cookie, as the screen sends it. */
  trpc(as: As): ReturnType<typeof createTRPCClient<AppRouter>>
  /** Moves the clock on, then does everything that is due. */
  advance(milliseconds: number): Promise<void>
  /** Does everything that is due now: triggers, deliveries. */
  drain(): Promise<void>
}

export type TestAppOptions = {
  engine?: EngineName
  now?: Instant | string
  env?: Record<string, string>
  parts?: Partial<Parts>
}

const running: App[] = []

afterAll(async () => {
  for (const app of running.splice(0)) await app.stop()
  await cleanUp()
})

/**
 * The whole server in this process on a fresh database with a clock that stands still (Friday 15 January 2027,
 * 09:00 UTC), with an organization, a person of each role, and a second organization. Gone after the file's tests.
 */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const engine = engines.find((one) => one.name === (options.engine ?? 'sqlite'))
  const place = await engine!.place()
  const clock = testClock(options.now)
  const config = parseConfig({
    HOIST_DATA: place.dataDir,
    HOIST_SECRET: 'a secret that every test shares, 32+',
    ...(place.databaseUrl !== null && { DATABASE_URL: place.databaseUrl }),
    ...options.env,
  })
  const app = await createApp(config, { clock, log: createLog('silent'), ...options.parts })
  running.push(app)
  const { organizationId, people, outsider } = await peopleOf(app)

  const personOf = (as: As): Person | null => {
    if (as === 'anonymous') return null
    if (as === 'outsider') return outsider
    return typeof as === 'string' ? people[as] : as
  }
  const send: TestApp['send'] = async (path, init, env) => {
    const response = await app.fetch(new Request(new URL(path, config.url), init), env)
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json') && text !== ''
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }
  const drain = async () => {
    await app.triggers.drain()
    await app.rules.drain()
    await app.outbox.drain()
  }
  return {
    app,
    clock,
    organizationId,
    people,
    outsider,
    send,
    rest(as, method, path, body) {
      const person = personOf(as)
      const headers = {
        ...(person && { 'x-api-key': person.key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      }
      return send(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    },
    trpc(as) {
      const person = personOf(as)
      const headers = {
        origin: config.url,
        ...(person && { cookie: `${sessionCookieName(config.url)}=${person.cookie}` }),
      }
      const fetch = (url: URL | RequestInfo, init?: RequestInit) => app.fetch(new Request(url as string, init))
      return createTRPCClient<AppRouter>({
        links: [httpLink({ url: `${config.url}/trpc`, headers, fetch: fetch as never })],
      })
    },
    async advance(milliseconds) {
      clock.advance(milliseconds)
      await drain()
    },
    drain,
  }
}
