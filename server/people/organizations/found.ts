import type { Instant } from '../../../shared/time/instant.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Writer } from '../../db/engine.ts'
import { insertMember } from '../members/store.ts'
import { insertOrganization } from './store.ts'

/** A new organization with this login as its first admin. Returns its id. */
export async function foundOrganization(
  tx: Writer,
  organization: { name: string; timeZone: string },
  admin: { userId: string; email: string; name: string },
  now: Instant,
): Promise<string> {
  const organizationId = await insertOrganization(tx, organization, now)
  await insertMember(tx, organizationId, { ...admin, role: 'admin', status: 'active' }, now)
  const actor = { type: 'user', userId: admin.userId, name: admin.name } as const
  const created = { action: 'organization.created', subject: 'organization', name: organization.name }
  await recordAudit(tx, { organizationId, actor }, now, { ...created, after: organization })
  return organizationId
}
