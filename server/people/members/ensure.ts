import type { Actor } from '../../../shared/actor.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Writer } from '../../db/engine.ts'
import { findLoginByEmail, insertLogin } from '../logins/store.ts'
import { findMemberByEmail, insertMember, updateMember } from './store.ts'

/**
 * The member with this address; a new one is `invited` with role member: it can be assigned work and gets a
 * login when somebody sends it a link. A removed one comes back as invited.
 * @param person `email` in the form of shared/text.ts; without a name the part before the @ is taken
 */
export async function ensureMemberByEmail(
  tx: Writer,
  organizationId: string,
  person: { email: string; name?: string | undefined },
  actor: Actor,
  now: Instant,
): Promise<{ userId: string; invited: boolean }> {
  const { email } = person
  const found = await findMemberByEmail(tx, organizationId, email)
  if (found && found.status !== 'removed') return { userId: found.userId, invited: false }
  const name = person.name ?? found?.name ?? nameFromEmail(email)
  const userId =
    found?.userId ?? (await findLoginByEmail(tx, email))?.id ?? (await insertLogin(tx, { email, name }, now))
  if (found) await updateMember(tx, organizationId, userId, { status: 'invited', role: 'member' }, now)
  else await insertMember(tx, organizationId, { userId, email, name, role: 'member', status: 'invited' }, now)
  const after = { name, email, role: 'member' }
  const invited = { action: 'member.invited', subject: `member:${userId}`, name, after }
  await recordAudit(tx, { organizationId, actor }, now, invited)
  return { userId, invited: true }
}

/** `kofi.mensah@example.com` → `Kofi Mensah`. */
export function nameFromEmail(email: string): string {
  const words = (email.split('@')[0] ?? email).split(/[._+-]+/).filter((word) => word !== '')
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
  return name === '' ? email : name
}
