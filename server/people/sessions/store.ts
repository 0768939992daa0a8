import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { type Instant, SECOND } from '../../../shared/time/instant.ts'
import type { Reader, Writer } from '../../db/engine.ts'
import { isAlive, LONGEST_SECONDS } from './lifetime.ts'

// Both looks happen on every request, hence prepared.

const organizationColumns = (t: Reader['t']) => ({
  organizationId: t.member.organizationId,
  userId: t.member.userId,
  name: t.member.name,
  role: t.member.role,
  timeZone: t.organization.timeZone,
  settings: t.organization.settings,
})

export type Identity = Awaited<ReturnType<typeof findSession>>
export type KeyIdentity = Awaited<ReturnType<typeof findKey>>

const sessionColumns = (t: Reader['t']) => ({
  sessionId: t.session.id,
  expiresAt: t.session.expiresAt,
  updatedAt: t.session.updatedAt,
  ...organizationColumns(t),
})

/** The session of a token with the membership it acts through: the organization last switched to, else the first one. */
export async function findSession(conn: Reader, token: string) {
  const chosen = await conn
    .prepared('session-by-token', (on) =>
      on
        .select(sessionColumns(on.t))
        .from(on.t.session)
        .innerJoin(
          on.t.member,
          and(
            eq(on.t.member.organizationId, on.t.session.organizationId),
            eq(on.t.member.userId, on.t.session.userId),
            eq(on.t.member.status, 'active'),
          ),
        )
        .innerJoin(on.t.organization, eq(on.t.organization.id, on.t.member.organizationId))
        .where(eq(on.t.session.token, sql.placeholder('token'))),
    )
    .execute({ token })
  return chosen[0] ?? findSessionAnywhere(conn, token)
}

async function findSessionAnywhere(conn: Reader, token: string) {
  const { session, member, organization } = conn.t
  const rows = await conn
    .select(sessionColumns(conn.t))
    .from(session)
    .innerJoin(member, and(eq(member.userId, session.userId), eq(member.status, 'active')))
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(session.token, token))
    .orderBy(asc(member.createdAt), asc(member.organizationId))
    .limit(1)
  return rows[0]
}

/** A key that is not revoked, of an active member. */
export async function findKey(conn: Reader, hash: string) {
  const rows = await conn
    .prepared('key-by-hash', (on) =>
      on
        .select({
          keyId: on.t.apiKey.id,
          keyName: on.t.apiKey.name,
          lastUsedAt: on.t.apiKey.lastUsedAt,
          ...organizationColumns(on.t),
        })
        .from(on.t.apiKey)
        .innerJoin(
          on.t.member,
          and(
            eq(on.t.member.organizationId, on.t.apiKey.organizationId),
            eq(on.t.member.userId, on.t.apiKey.userId),
            eq(on.t.member.status, 'active'),
          ),
        )
        .innerJoin(on.t.organization, eq(on.t.organization.id, on.t.member.organizationId))
        .where(and(eq(on.t.apiKey.hash, sql.placeholder('hash')), isNull(on.t.apiKey.revokedAt))),
    )
    .execute({ hash })
  return rows[0]
}

/** The longest-standing active admin of an organization (of the oldest one if none is named). */
export async function findLocalAdmin(conn: Reader, organizationId: string | null) {
  const { t } = conn
  const rows = await conn
    .select(organizationColumns(t))
    .from(t.member)
    .innerJoin(t.organization, eq(t.organization.id, t.member.organizationId))
    .where(
      and(
        eq(t.member.role, 'admin'),
        eq(t.member.status, 'active'),
        organizationId === null ? undefined : eq(t.organization.id, organizationId),
      ),
    )
    .orderBy(asc(t.organization.createdAt), asc(t.organization.id), asc(t.member.createdAt), asc(t.member.userId))
    .limit(1)
  return rows[0]
}

export async function insertSession(
  tx: Writer,
  row: {
    id: string
    token: string
    userId: string
    organizationId: string | null
    ipAddress: string | null
    userAgent: string | null
  },
  now: Instant,
): Promise<void> {
  const at = new Date(now)
  const expiresAt = new Date(now + LONGEST_SECONDS * SECOND)
  await tx.insert(tx.t.session).values({ ...row, expiresAt, createdAt: at, updatedAt: at })
}

/** Where a person is signed in, latest use first. */
export async function listSessions(conn: Reader, userId: string, now: Instant) {
  const { session } = conn.t
  const rows = await conn
    .select({
      id: session.id,
      address: session.ipAddress,
      userAgent: session.userAgent,
      createdAt: session.createdAt,
      updatedAt: session.updatedAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .where(eq(session.userId, userId))
    .orderBy(desc(session.updatedAt), desc(session.id))
  return rows
    .filter((row) => isAlive(row, now))
    .map(({ createdAt, updatedAt, expiresAt: _, ...row }) => ({
      ...row,
      createdAt: createdAt.getTime(),
      lastUsedAt: updatedAt.getTime(),
    }))
}

/** Ends one session of a person; false where it is not theirs. */
export async function deleteSession(tx: Writer, userId: string, sessionId: string): Promise<boolean> {
  const { session } = tx.t
  const gone = await tx
    .delete(session)
    .where(and(eq(session.userId, userId), eq(session.id, sessionId)))
    .returning({ id: session.id })
  return gone.length > 0
}

export async function setSessionOrganization(tx: Writer, sessionId: string, organizationId: string): Promise<void> {
  const { session } = tx.t
  await tx.update(session).set({ organizationId }).where(eq(session.id, sessionId))
}
