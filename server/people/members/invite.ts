import { DomainError } from '../../../shared/errors.ts'
import type { Role } from '../../../shared/roles.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caller, Context } from '../../context.ts'
import { enqueueMail } from '../../notifications/notify.ts'
import { issueLink, linkAddress } from '../links/issue.ts'
import { findLoginByEmail, insertLogin, listMemberships } from '../logins/store.ts'
import { nameFromEmail } from './ensure.ts'
import { findMemberByEmail, insertMember, updateMember } from './store.ts'

export type NewMember = { email: string; name?: string | undefined; role: Role }
/** `mailed`: the link is also on its way by mail. */
export type Invited = { userId: string; status: 'active' | 'invited'; link: string; expiresAt: number; mailed: boolean }

/**
 * Adds a person and makes a link by which they choose a password. With `atOnce` they are an active member
 * already (a program adds people it vouches for); otherwise when they open the link. Somebody whose login
 * belongs to another organization is only ever invited: nobody but them can bring that login along.
 * Throws conflict where the person is an active member already.
 */
export async function addMember(
  { db, clock }: Context,
  caller: Caller,
  { email, role, ...given }: NewMember,
  { atOnce, url }: { atOnce: boolean; url: string },
): Promise<Invited> {
  const now = clock.now()
  const { organizationId } = caller
  return db.write(async (tx) => {
    const member = await findMemberByEmail(tx, organizationId, email)
    if (member?.status === 'active')
      throw new DomainError('conflict', `${member.name} is a member already`, { details: { userId: member.userId } })
    const login = member ? { id: member.userId } : await findLoginByEmail(tx, email)
    const elsewhere = login
      ? (await listMemberships(tx, login.id)).some((one) => one.organizationId !== organizationId)
      : false
    const name = given.name ?? member?.name ?? nameFromEmail(email)
    const status = atOnce && !elsewhere ? 'active' : 'invited'
    const userId = login?.id ?? (await insertLogin(tx, { email, name }, now))
    if (member) await updateMember(tx, organizationId, userId, { role, name, status }, now)
    else await insertMember(tx, organizationId, { userId, email, name, role, status }, now)
    const action = status === 'active' ? 'member.added' : 'member.invited'
    const after = { name, email, role }
    await recordAudit(tx, caller, now, { action, subject: `member:${userId}`, name, after })
    const { token, expiresAt } = await issueLink(
      tx,
      organizationId,
      { userId, purpose: 'invitation', createdBy: caller.userId },
      now,
    )
    const link = linkAddress(url, token)
    const mail = {
      userId,
      key: `invitation.${userId}.${now}`,
      title: `${caller.name} invites you to Hoist`,
      body: link,
    }
    const mailed = atOnce ? false : await enqueueMail(tx, organizationId, mail, now)
    return { userId, status, link, expiresAt, mailed }
  })
}
