import { and, asc, count, eq, ne } from 'drizzle-orm'
import type { MemberStatus, Role } from '../../../shared/roles.ts'
import { normalise } from '../../../shared/search.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import type { Reader, Writer } from '../../db/engine.ts'

export type MemberRow = {
  userId: string
  email: string
  name: string
  role: Role
  status: MemberStatus
  slackUserId: string | null
  createdAt: Instant
}

const columns = ({ member }: Reader['t']) => ({
  userId: member.userId,
  email: member.email,
  name: member.name,
  role: member.role,
  status: member.status,
  slackUserId: member.slackUserId,
  createdAt: member.createdAt,
})

/** Active and invited members, by name. */
export async function listMembers(conn: Reader, organizationId: string): Promise<MemberRow[]> {
  const { member } = conn.t
  return conn
    .select(columns(conn.t))
    .from(member)
    .where(and(eq(member.organizationId, organizationId), ne(member.status, 'removed')))
    .orderBy(asc(member.nameSort), asc(member.userId))
}

/** Also finds removed ones. */
export async function findMember(
  conn: Reader | Writer,
  organizationId: string,
  userId: string,
): Promise<MemberRow | null> {
  const { member } = conn.t
  const rows = await conn
    .select(columns(conn.t))
    .from(member)
    .where(and(eq(member.organizationId, organizationId), eq(member.userId, userId)))
  return rows[0] ?? null
}

/** Also finds removed ones. `email` in the form Hoist keeps. */
export async function findMemberByEmail(
  conn: Reader | Writer,
  organizationId: string,
  email: string,
): Promise<MemberRow | null> {
  const { member } = conn.t
  const rows = await conn
    .select(columns(conn.t))
    .from(member)
    .where(and(eq(member.organizationId, organizationId), eq(member.email, email)))
  return rows[0] ?? null
}

export async function insertMember(
  tx: Writer,
  organizationId: string,
  row: { userId: string; email: string; name: string; role: Role; status: MemberStatus },
  now: Instant,
): Promise<void> {
  await tx.insert(tx.t.member).values({
    organizationId,
    ...row,
    nameSort: normalise(row.name),
    slackUserId: null,
    createdAt: now,
    updatedAt: now,
  })
}

export type MemberChange = { role?: Role; status?: MemberStatus; name?: string; slackUserId?: string | null }

export async function updateMember(
  tx: Writer,
  organizationId: string,
  userId: string,
  change: MemberChange,
  now: Instant,
): Promise<void> {
  const { member } = tx.t
  const nameSort = change.name === undefined ? {} : { nameSort: normalise(change.name) }
  await tx
    .update(member)
    .set({ ...change, ...nameSort, updatedAt: now })
    .where(and(eq(member.organizationId, organizationId), eq(member.userId, userId)))
}

export async function countActiveAdmins(tx: Writer, organizationId: string): Promise<number> {
  const { member } = tx.t
  const rows = await tx
    .select({ admins: count() })
    .from(member)
    .where(and(eq(member.organizationId, organizationId), eq(member.role, 'admin'), eq(member.status, 'active')))
  return rows[0]?.admins ?? 0
}
