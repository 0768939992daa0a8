import type { Context } from '../../context.ts'
import { enqueueMail } from '../../notifications/notify.ts'
import { findLoginByEmail, listMemberships } from '../logins/store.ts'
import { issueLink, linkAddress } from './issue.ts'

/**
 * Mails a link to choose a new password, through the first organization of the login that has a mail server.
 * Does nothing for an address that is nobody's.
 */
export async function mailResetLink({ db, clock }: Context, email: string, url: string): Promise<void> {
  const now = clock.now()
  await db.write(async (tx) => {
    const login = await findLoginByEmail(tx, email)
    if (!login) return
    for (const { organizationId, status } of await listMemberships(tx, login.id)) {
      if (status !== 'active') continue
      const { token } = await issueLink(
        tx,
        organizationId,
        { userId: login.id, purpose: 'password', createdBy: null },
        now,
      )
      const body = `Open this link within 24 hours to choose a new password:\n\n${linkAddress(url, token)}\n\nIf you did not ask for it, leave it: nothing has changed.`
      const mail = { userId: login.id, key: `reset.${login.id}.${now}`, title: 'Choose a new password for Hoist', body }
      if (await enqueueMail(tx, organizationId, mail, now)) return
    }
  })
}
