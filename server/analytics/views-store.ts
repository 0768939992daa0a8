import { and, asc, count, eq, or } from 'drizzle-orm'
import type { SaveView } from '../../shared/analytics/view.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'

/** The views of a person, and those that others share, by name. */
export async function listViews(conn: Reader, organizationId: string, userId: string) {
  const { analyticsView: t, member } = conn.t
  return conn
    .select({ id: t.id, name: t.name, shared: t.shared, search: t.search, userId: t.userId, ownerName: member.name })
    .from(t)
    .innerJoin(member, and(eq(member.organizationId, t.organizationId), eq(member.userId, t.userId)))
    .where(and(eq(t.organizationId, organizationId), or(eq(t.userId, userId), eq(t.shared, true))))
    .orderBy(asc(t.name), asc(t.id))
}

export async function countViews(conn: Reader, organizationId: string, userId: string): Promise<number> {
  const { analyticsView: t } = conn.t
  const own = and(eq(t.organizationId, organizationId), eq(t.userId, userId))
  const [row] = await conn.select({ count: count() }).from(t).where(own)
  return row?.count ?? 0
}

export async function insertView(
  tx: Writer,
  organizationId: string,
  view: SaveView & { id: string; userId: string },
  now: Instant,
): Promise<void> {
  await tx.insert(tx.t.analyticsView).values({ organizationId, ...view, createdAt: now, updatedAt: now })
}

/** False unless it is this person's. */
export async function updateView(
  tx: Writer,
  organizationId: string,
  { id, userId, name, shared, search }: SaveView & { id: string; userId: string },
  now: Instant,
): Promise<boolean> {
  const { analyticsView: t } = tx.t
  const rows = await tx
    .update(t)
    .set({ name, shared, search, updatedAt: now })
    .where(and(eq(t.organizationId, organizationId), eq(t.id, id), eq(t.userId, userId)))
    .returning({ id: t.id })
  return rows.length === 1
}

/** False unless it is this person's. */
export async function deleteView(tx: Writer, organizationId: string, id: string, userId: string): Promise<boolean> {
  const { analyticsView: t } = tx.t
  const rows = await tx
    .delete(t)
    .where(and(eq(t.organizationId, organizationId), eq(t.id, id), eq(t.userId, userId)))
    .returning({ id: t.id })
  return rows.length === 1
}
