import { badField, DomainError } from '../../../shared/errors.ts'
import { passwordProblem } from '../../../shared/people/password.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import type { Reader, Writer } from '../../db/engine.ts'
import { appendLoginChange, findPassword, savePassword } from '../logins/store.ts'
import { updateMember } from '../members/store.ts'
import { hashPassword, verifyPassword } from '../sessions/passwords.ts'
import { hashOf } from '../sessions/secrets.ts'
import { closeLinks, findOpenLink } from './store.ts'

export type AcceptLink = { token: string; password: string; name?: string | undefined }

type Link = NonNullable<Awaited<ReturnType<typeof findOpenLink>>>

/** What an open link is for. Throws not_found for one that is unknown, used or expired, all in the same words. */
export async function readLink(conn: Reader | Writer, token: string, now: Instant): Promise<Link> {
  const link = await findOpenLink(conn, hashOf(token))
  if (!link || link.expiresAt <= now || link.memberStatus === 'removed')
    throw new DomainError('not_found', 'This link is no longer valid: ask an administrator for a new one')
  return link
}

/**
 * Uses a link: a password link sets the password; an invitation also makes the person active. Somebody who has
 * a login already proves it with its password instead of choosing one, or an invitation into one organization
 * would be a way into another. Setting a password ends every session. `guard` counts guesses at that password.
 */
export async function acceptLink(
  { db, clock }: Context,
  { token, password, name }: AcceptLink,
  guard: (login: string) => void,
): Promise<{ userId: string; organizationId: string }> {
  const before = await readLink(db.read, token, clock.now())
  const existing = before.purpose === 'invitation' ? await findPassword(db.read, before.userId) : null
  if (existing !== null) {
    guard(before.email)
    if (!(await verifyPassword(existing, password)))
      throw badField(['password'], 'The password of your login is not right')
  }
  const problem = existing === null ? passwordProblem(password, [before.email, name ?? before.name]) : null
  if (problem) throw badField(['password'], problem)
  const hash = existing === null ? await hashPassword(password) : null
  const now = clock.now()
  return db.write(async (tx) => {
    const link = await readLink(tx, token, now)
    const { organizationId, userId } = link
    if (link.purpose === 'invitation' && (await findPassword(tx, userId)) !== existing)
      throw new DomainError('conflict', 'Your password has just been changed: open the link again')
    await closeLinks(tx, organizationId, userId, now)
    if (link.purpose === 'invitation') await join(tx, link, name, now)
    if (hash !== null) {
      await savePassword(tx, userId, hash, now)
      await appendLoginChange(tx, userId, 'member.password_changed', now)
    }
    return { userId, organizationId }
  })
}

async function join(tx: Writer, { organizationId, userId, ...link }: Link, name: string | undefined, now: Instant) {
  const chosen = name ?? link.name
  await updateMember(tx, organizationId, userId, { status: 'active', name: chosen }, now)
  const actor = { type: 'user', userId, name: chosen } as const
  const joined = { action: 'member.joined', subject: `member:${userId}`, name: chosen }
  const [before, after] = [{ status: 'invited' }, { status: 'active', name: chosen, email: link.email }]
  await recordAudit(tx, { organizationId, actor }, now, { ...joined, before, after })
}
