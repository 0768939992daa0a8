import { asc } from 'drizzle-orm'
import type { Reader } from '../db/engine.ts'

/** Whether the installation was set up with this organization. */
export async function isFirstOrganization(conn: Reader, organizationId: string): Promise<boolean> {
  const { organization } = conn.t
  const first = await conn
    .select({ id: organization.id })
    .from(organization)
    .orderBy(asc(organization.createdAt), asc(organization.id))
    .limit(1)
  return first[0]?.id === organizationId
}
