import { timingSafeEqual } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { OrganizationSettings } from '../../../shared/people/settings.ts'
import { HOUR, MINUTE } from '../../../shared/time/instant.ts'
import type { Config } from '../../config.ts'
import type { Caller, Context } from '../../context.ts'
import type { Reader } from '../../db/engine.ts'
import { clientAddress, isLocalVisitor, type RequestEnv } from '../../http/address.ts'
import { createLimiter } from '../../http/limiter.ts'
import { localAdminToken } from '../../secret.ts'
import { isAlive } from './lifetime.ts'
import { createLogin, type Login } from './login.ts'
import { createTokenReader, sessionCookieName } from './cookie.ts'
import { hashOf } from './secrets.ts'
import { findKey, findLocalAdmin, findSession } from './store.ts'

const KEY_REQUESTS_PER_MINUTE = 6_000

export type Auth = {
  /** Who is asking: by API key if one is sent (a bad one is 401), else by session; null for a visitor. */
  resolve(headers: Headers, env?: RequestEnv): Promise<Caller | null>
  /** The session a request belongs to; null without one. */
  sessionId(headers: Headers): Promise<string | null>
  /** Answers /api/auth: sign-in, sign-out, session, change of password. */
  handle: Login['handle']
  /** Counts a guess at a login's password; throws too_many_requests beyond the limit. */
  guard: Login['guard']
  /** Lets work go on that no answer waits for; what fails is logged. */
  background(work: Promise<void>): void
  /** Waits for what goes on in the background. */
  settle(): Promise<void>
}

/** Tells callers apart and lets people sign in. */
export function createAuth(context: Context, config: Config & { secret: string }): Auth {
  const { db, clock, log } = context
  const login = createLogin(context, config)
  const readToken = createTokenReader(config.secret, sessionCookieName(config.url))
  const localToken = Buffer.from(localAdminToken(config.secret))
  const keyLimit = createLimiter(clock, { limit: KEY_REQUESTS_PER_MINUTE, windowMs: MINUTE })
  const pending = new Set<Promise<void>>()
  const touched = new Map<string, number>()

  /** Notes a use at most once in `every`, without holding the request up. */
  function touch(id: string, lastAt: number | null, every: number, note: (now: number) => Promise<void>) {
    const now = clock.now()
    if (now - Math.max(lastAt ?? 0, touched.get(id) ?? 0) < every) return
    if (touched.size > 10_000) touched.clear()
    touched.set(id, now)
    background(note(now))
  }

  function background(work: Promise<void>) {
    const done: Promise<void> = work
      .catch((error: unknown) => log.error({ err: error }, 'background work failed'))
      .finally(() => pending.delete(done))
    pending.add(done)
  }

  async function byKey(key: string, headers: Headers, env: RequestEnv | undefined): Promise<Caller> {
    if (key.startsWith('hoist_local_')) return byLocalToken(key, headers, env)
    const hash = hashOf(key)
    const found = await findKey(db.read, hash)
    if (!found) throw new DomainError('unauthorized', 'This API key is not known or no longer valid')
    if (!keyLimit.take(hash))
      throw new DomainError('too_many_requests', `An API key may make ${KEY_REQUESTS_PER_MINUTE} requests a minute`, {
        details: { seconds: Math.ceil(keyLimit.waitMs(hash) / 1000) },
      })
    touch(found.keyId, found.lastUsedAt, MINUTE, (now) =>
      db.write(async (tx) => {
        await tx.update(tx.t.apiKey).set({ lastUsedAt: now }).where(eq(tx.t.apiKey.id, found.keyId))
      }, 'bulk'),
    )
    const { keyId, keyName, userId, name } = found
    return callerOf(found, { type: 'apiKey', keyId, keyName, userId, name }, env)
  }

  async function byLocalToken(key: string, headers: Headers, env: RequestEnv | undefined): Promise<Caller> {
    const given = Buffer.from(key)
    const address = clientAddress(env, headers, config.trustedProxies)
    const right = given.length === localToken.length && timingSafeEqual(given, localToken)
    if (!right || !isLocalVisitor(address, headers, config.trustedProxies))
      throw new DomainError('unauthorized', 'The local admin token is not valid here')
    const caller = await localCaller(db.read, headers.get('x-hoist-organization'))
    if (!caller) throw new DomainError('unauthorized', 'There is no administrator yet: run hoist setup')
    return caller
  }

  async function session(headers: Headers) {
    const token = readToken(headers.get('cookie'))
    const found = token === null ? undefined : await findSession(db.read, token)
    if (!found) return null
    return isAlive(found, clock.now()) ? found : null
  }

  return {
    async resolve(headers, env) {
      const key = headers.get('x-api-key')
      if (key !== null) return byKey(key, headers, env)
      const found = await session(headers)
      if (!found) return null
      touch(found.sessionId, found.updatedAt.getTime(), HOUR, (now) =>
        db.write(async (tx) => {
          await tx
            .update(tx.t.session)
            .set({ updatedAt: new Date(now) })
            .where(eq(tx.t.session.id, found.sessionId))
        }, 'bulk'),
      )
      return callerOf(found, { type: 'user', userId: found.userId, name: found.name }, env)
    },
    sessionId: async (headers) => (await session(headers))?.sessionId ?? null,
    handle: login.handle,
    guard: login.guard,
    background,
    async settle() {
      await Promise.all(pending)
    },
  }
}

/** Who the command line on the server's own machine acts as: the longest-standing active admin. */
export async function localCaller(conn: Reader, organizationId: string | null): Promise<Caller | null> {
  const found = await findLocalAdmin(conn, organizationId)
  return found ? callerOf(found, { type: 'user', userId: found.userId, name: found.name }) : null
}

type Found = Pick<Caller, 'organizationId' | 'userId' | 'name' | 'role' | 'timeZone'> & {
  settings: OrganizationSettings
}

function callerOf(found: Found, actor: Caller['actor'], env?: RequestEnv): Caller {
  return {
    organizationId: found.organizationId,
    userId: found.userId,
    name: found.name,
    role: found.role,
    timeZone: found.timeZone,
    settings: OrganizationSettings.parse(found.settings),
    actor,
    requestId: env?.requestId,
  }
}
