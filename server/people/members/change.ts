import { DomainError, notFound } from '../../../shared/errors.ts'
import { ROLES, type Role } from '../../../shared/roles.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caller, Context } from '../../context.ts'
import type { Writer } from '../../db/engine.ts'
import { revokeKeysOf } from '../keys/store.ts'
import { issueLink, linkAddress } from '../links/issue.ts'
import { closeLinks } from '../links/store.ts'
import { endSessions, listMemberships } from '../logins/store.ts'
import { leaveTeams } from '../teams/store.ts'
import { countActiveAdmins, findMember, type MemberRow, updateMember } from './store.ts'

export type ChangeMember = {
  userId: string
  role?: Role | undefined
  name?: string | undefined
  slackUserId?: string | null | undefined
}

/** Changes a member. Losing rights ends the person's sessions. The last active admin keeps the role. */
export async function changeMember({ db, clock }: Context, caller: Caller, change: ChangeMember): Promise<MemberRow> {
  const now = clock.now()
  const { organizationId } = caller
  return db.write(async (tx) => {
    const before = await present(tx, organizationId, change.userId)
    const after = {
      role: change.role ?? before.role,
      name: change.name ?? before.name,
      slackUserId: change.slackUserId === undefined ? before.slackUserId : change.slackUserId,
    }
    const changed = (['role', 'name', 'slackUserId'] as const).filter((key) => before[key] !== after[key])
    if (changed.length === 0) return before
    if (before.role === 'admin' && after.role !== 'admin') await keepAnAdmin(tx, organizationId, before)
    await updateMember(tx, organizationId, before.userId, after, now)
    if (ROLES.indexOf(after.role) > ROLES.indexOf(before.role)) await endSessions(tx, before.userId)
    const subject = `member:${before.userId}`
    const { role, name, slackUserId } = before
    const known = { role, name, slackUserId }
    await recordAudit(tx, caller, now, { action: 'member.changed', subject, name, before: known, after })
    return { ...before, ...after }
  })
}

/**
 * Takes a person out: sessions, keys and open links end, history keeps the name. Work assigned to them stays
 * theirs on paper until somebody reassigns it.
 */
export async function removeMember({ db, clock }: Context, caller: Caller, userId: string): Promise<void> {
  const now = clock.now()
  const { organizationId } = caller
  await db.write(async (tx) => {
    const member = await present(tx, organizationId, userId)
    if (member.role === 'admin') await keepAnAdmin(tx, organizationId, member)
    await updateMember(tx, organizationId, userId, { status: 'removed' }, now)
    await endSessions(tx, userId)
    await revokeKeysOf(tx, organizationId, userId, now)
    await closeLinks(tx, organizationId, userId, now)
    await leaveTeams(tx, organizationId, userId)
    const { name, role, email } = member
    const before = { name, role, email }
    await recordAudit(tx, caller, now, { action: 'member.removed', subject: `member:${userId}`, name, before })
  })
}

/**
 * A link an admin hands over: to join, for somebody invited; else to choose a new password. A login that
 * belongs to several organizations gets no such link, or an admin of one could enter the others with it.
 */
export async function makeLink(
  { db, clock }: Context,
  caller: Caller,
  { userId, url }: { userId: string; url: string },
): Promise<{ link: string; expiresAt: number; purpose: 'invitation' | 'password' }> {
  const now = clock.now()
  const { organizationId } = caller
  return db.write(async (tx) => {
    const member = await present(tx, organizationId, userId)
    const purpose = member.status === 'invited' ? 'invitation' : 'password'
    const memberships = (await listMemberships(tx, userId)).filter(({ status }) => status !== 'removed')
    if (purpose === 'password' && memberships.length > 1)
      throw new DomainError(
        'conflict',
        `${member.name} also belongs to another organization and resets the password by mail`,
      )
    const { token, expiresAt } = await issueLink(tx, organizationId, { userId, purpose, createdBy: caller.userId }, now)
    const subject = `member:${userId}`
    const after = { purpose, expiresAt }
    await recordAudit(tx, caller, now, { action: 'member.link_made', subject, name: member.name, after })
    return { link: linkAddress(url, token), expiresAt, purpose }
  })
}

async function present(tx: Writer, organizationId: string, userId: string): Promise<MemberRow> {
  const member = await findMember(tx, organizationId, userId)
  if (!member || member.status === 'removed') throw notFound('Member')
  return member
}

async function keepAnAdmin(tx: Writer, organizationId: string, member: MemberRow): Promise<void> {
  if (member.status === 'active' && (await countActiveAdmins(tx, organizationId)) < 2)
    throw new DomainError('conflict', `${member.name} is the last administrator: make somebody else one first`)
}
