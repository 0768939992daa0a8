import { count, eq } from 'drizzle-orm'
import { OrganizationSettings } from '../../../shared/people/settings.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import { newId } from '../../clock.ts'
import type { Reader, Writer } from '../../db/engine.ts'

export type OrganizationRow = {
  id: string
  name: string
  timeZone: string
  subscription: 'active' | 'paused'
  settings: OrganizationSettings
}

/** Settings come complete: what an old row lacks has its default. */
export async function findOrganization(conn: Reader | Writer, organizationId: string): Promise<OrganizationRow | null> {
  const { organization } = conn.t
  const rows = await conn
    .select({
      id: organization.id,
      name: organization.name,
      timeZone: organization.timeZone,
      subscription: organization.subscription,
      settings: organization.settings,
    })
    .from(organization)
    .where(eq(organization.id, organizationId))
  const row = rows[0]
  return row ? { ...row, settings: OrganizationSettings.parse(row.settings) } : null
}

export async function countOrganizations(conn: Reader | Writer): Promise<number> {
  const rows = await conn.select({ organizations: count() }).from(conn.t.organization)
  return rows[0]?.organizations ?? 0
}

/** Returns the new id. */
export async function insertOrganization(
  tx: Writer,
  { name, timeZone }: { name: string; timeZone: string },
  now: Instant,
): Promise<string> {
  const id = newId(now)
  const settings = OrganizationSettings.parse({})
  await tx.insert(tx.t.organization).values({ id, name, timeZone, settings, createdAt: now, updatedAt: now })
  return id
}

export async function updateOrganization(
  tx: Writer,
  organizationId: string,
  change: { name?: string; timeZone?: string; subscription?: 'active' | 'paused'; settings?: OrganizationSettings },
  now: Instant,
): Promise<void> {
  const { organization } = tx.t
  await tx
    .update(organization)
    .set({ ...change, updatedAt: now })
    .where(eq(organization.id, organizationId))
}
