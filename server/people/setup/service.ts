import { z } from 'zod'
import { badField, DomainError } from '../../../shared/errors.ts'
import { LONGEST_PASSWORD, passwordProblem } from '../../../shared/people/password.ts'
import { Email, text } from '../../../shared/text.ts'
import type { Context } from '../../context.ts'
import { addKey, type NewKey } from '../keys/service.ts'
import { findLoginByEmail, insertLogin, savePassword } from '../logins/store.ts'
import { TimeZone } from '../organizations/schema.ts'
import { foundOrganization } from '../organizations/found.ts'
import { countOrganizations } from '../organizations/store.ts'
import { hashPassword } from '../sessions/passwords.ts'

/** What a first run asks for. */
export const NewInstallation = z.strictObject({
  organization: text(200),
  timeZone: TimeZone,
  name: text(200),
  email: Email,
  password: z.string().max(LONGEST_PASSWORD),
})
export type NewInstallation = z.infer<typeof NewInstallation>

/**
 * The first organization and its administrator, in one transaction; with `keyName` also a first API key.
 * Throws conflict where an organization exists already, bad_request for a weak password.
 */
export async function setUp(
  context: Context,
  { organization, timeZone, name, email, password }: NewInstallation,
  keyName?: string,
): Promise<{ organizationId: string; userId: string; key: NewKey | null }> {
  const problem = passwordProblem(password, [email, name, organization])
  if (problem) throw badField(['password'], problem)
  const hash = await hashPassword(password)
  const now = context.clock.now()
  return context.db.write(async (tx) => {
    if ((await countOrganizations(tx)) > 0)
      throw new DomainError('conflict', 'This installation is set up already: sign in instead')
    const userId = (await findLoginByEmail(tx, email))?.id ?? (await insertLogin(tx, { email, name }, now))
    await savePassword(tx, userId, hash, now)
    const organizationId = await foundOrganization(tx, { name: organization, timeZone }, { userId, email, name }, now)
    const actor = { type: 'user', userId, name } as const
    const key =
      keyName === undefined
        ? null
        : await addKey(tx, organizationId, { userId, name: keyName, createdBy: userId, actor }, now)
    return { organizationId, userId, key }
  })
}
