import type { Reader, Writer } from '../../server/db/engine.ts'
import type { OrganizationSettings } from '../../shared/people/settings.ts'

/** The smallest row with neither parent nor secret, to try the data layer with. */
export function organizationRow(id: string, name = id) {
  return { id, name, timeZone: 'UTC', settings: {} as OrganizationSettings, createdAt: 1, updatedAt: 1 }
}

export async function insertOrganization(tx: Writer, id: string, name?: string): Promise<void> {
  await tx.insert(tx.t.organization).values(organizationRow(id, name))
}

export async function organizationIds(conn: Reader): Promise<string[]> {
  const { organization } = conn.t
  const rows = await conn.select({ id: organization.id }).from(organization).orderBy(organization.id)
  return rows.map((row) => row.id)
}
