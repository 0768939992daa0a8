import { and, eq } from 'drizzle-orm'
import type { Instant } from '../../../shared/time/instant.ts'
import { recordAudit } from '../../audit/record.ts'
import { newId } from '../../clock.ts'
import type { Reader, Writer } from '../../db/engine.ts'

// A login belongs to no organization: one person signs in once and may be a member of several.

export type LoginRow = { id: string; email: string; name: string }

export async function findLoginByEmail(conn: Reader | Writer, email: string): Promise<LoginRow | null> {
  const { user } = conn.t
  const rows = await conn
    .select({ id: user.id, email: user.email, name: user.name })
    .from(user)
    .where(eq(user.email, email))
  return rows[0] ?? null
}

/** A login without a password: it opens nothing until one is chosen through a link. Returns its id. */
export async function insertLogin(tx: Writer, login: { email: string; name: string }, now: Instant): Promise<string> {
  const id = newId(now)
  const at = new Date(now)
  await tx.insert(tx.t.user).values({ id, ...login, emailVerified: false, createdAt: at, updatedAt: at })
  return id
}

/** The hash of a login's password; null while none was chosen. */
export async function findPassword(conn: Reader | Writer, userId: string): Promise<string | null> {
  const { account } = conn.t
  const rows = await conn
    .select({ password: account.password })
    .from(account)
    .where(and(eq(account.userId, userId), eq(account.providerId, 'credential')))
  return rows[0]?.password ?? null
}

/** Stores a password's hash and ends every session of the login. */
export async function savePassword(tx: Writer, userId: string, hash: string, now: Instant): Promise<void> {
  const { account } = tx.t
  const at = new Date(now)
  const changed = await tx
    .update(account)
    .set({ password: hash, updatedAt: at })
    .where(and(eq(account.userId, userId), eq(account.providerId, 'credential')))
    .returning({ id: account.id })
  if (changed.length === 0)
    await tx.insert(account).values({
      id: newId(now),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: hash,
      createdAt: at,
      updatedAt: at,
    })
  await endSessions(tx, userId)
}

export async function endSessions(tx: Writer, userId: string): Promise<void> {
  await tx.delete(tx.t.session).where(eq(tx.t.session.userId, userId))
}

/** Every organization the login is or was in, oldest membership first. */
export async function listMemberships(conn: Reader | Writer, userId: string) {
  const { member, organization } = conn.t
  return conn
    .select({
      organizationId: member.organizationId,
      organizationName: organization.name,
      name: member.name,
      role: member.role,
      status: member.status,
    })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, userId))
    .orderBy(member.createdAt, member.organizationId)
}

/** Tells every organization of a login what happened to it; the login's owner did it. */
export async function appendLoginChange(tx: Writer, userId: string, action: string, now: Instant): Promise<void> {
  for (const { organizationId, name } of await listMemberships(tx, userId))
    await recordAudit(tx, { organizationId, actor: { type: 'user', userId, name } }, now, {
      action,
      subject: `member:${userId}`,
      name,
    })
}
