import type { App } from '../../server/app.ts'
import { newSecret } from '../../server/clock.ts'
import type { Writer } from '../../server/db/engine.ts'
import { addKey } from '../../server/people/keys/service.ts'
import { insertLogin } from '../../server/people/logins/store.ts'
import { insertMember } from '../../server/people/members/store.ts'
import { foundOrganization } from '../../server/people/organizations/found.ts'
import { signToken } from '../../server/people/sessions/cookie.ts'
import type { Role } from '../../shared/roles.ts'
import { DAY } from '../../shared/time/instant.ts'

/** A person with everything needed to act as them: an API key and a session cookie. Nobody here has a password. */
export type Person = { userId: string; name: string; email: string; role: Role; key: string; cookie: string }
export type People = Record<Role, Person>

const NAMES: Record<Role, string> = {
  admin: 'Ada Admin',
  manager: 'Max Manager',
  member: 'Mia Member',
  viewer: 'Vic Viewer',
}

/** An organization with a person of each role, and another organization with an admin. */
export async function peopleOf(app: App): Promise<{ organizationId: string; people: People; outsider: Person }> {
  const now = app.clock.now()
  return app.db.write(async (tx) => {
    const found = async (organization: string, name: string, email: string) => {
      const userId = await insertLogin(tx, { email, name }, now)
      const settings = { name: organization, timeZone: 'Europe/Berlin' }
      const organizationId = await foundOrganization(tx, settings, { userId, email, name }, now)
      return { organizationId, person: await equip(app, tx, organizationId, { userId, name, email, role: 'admin' }) }
    }
    const ours = await found('Northwind', NAMES.admin, 'admin@example.com')
    const theirs = await found('Southwind', 'Otto Outsider', 'outsider@example.org')
    const add = (role: Role) =>
      insertPerson(app, tx, ours.organizationId, { name: NAMES[role], email: `${role}@example.com`, role })
    const people = {
      admin: ours.person,
      manager: await add('manager'),
      member: await add('member'),
      viewer: await add('viewer'),
    }
    return { organizationId: ours.organizationId, people, outsider: theirs.person }
  })
}

/** One more active member, with key and session. */
export async function addPerson(
  app: App,
  organizationId: string,
  person: { name: string; email: string; role: Role },
): Promise<Person> {
  return app.db.write((tx) => insertPerson(app, tx, organizationId, person))
}

async function insertPerson(
  app: App,
  tx: Writer,
  organizationId: string,
  person: { name: string; email: string; role: Role },
) {
  const now = app.clock.now()
  const userId = await insertLogin(tx, { email: person.email, name: person.name }, now)
  await insertMember(tx, organizationId, { userId, ...person, status: 'active' }, now)
  return equip(app, tx, organizationId, { userId, ...person })
}

async function equip(
  app: App,
  tx: Writer,
  organizationId: string,
  person: Omit<Person, 'key' | 'cookie'>,
): Promise<Person> {
  const { userId, name } = person
  const now = app.clock.now()
  const actor = { type: 'user', userId, name } as const
  const { key } = await addKey(tx, organizationId, { userId, name: 'Test', createdBy: userId, actor }, now)
  const cookie = await insertSession(app, tx, userId)
  return { ...person, key, cookie }
}

/** A new session of a login; returns the cookie's value. */
export async function insertSession(app: App, tx: Writer, userId: string): Promise<string> {
  const now = app.clock.now()
  const token = newSecret(24)
  await tx.insert(tx.t.session).values({
    id: newSecret(12),
    userId,
    token,
    expiresAt: new Date(now + 30 * DAY),
    createdAt: new Date(now),
    updatedAt: new Date(now),
  })
  return signToken(app.config.secret, token)
}
