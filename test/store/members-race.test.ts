import { expect, it } from 'vitest'
import { ensureMemberByEmail } from '../../server/people/members/ensure.ts'
import { foundOrganization } from '../../server/people/organizations/found.ts'
import { insertLogin } from '../../server/people/logins/store.ts'
import { listMembers } from '../../server/people/members/store.ts'
import { eachEngine } from '../support/engines.ts'

const NOW = Date.UTC(2027, 0, 15)

eachEngine('inviting', (open) => {
  it('makes one member of an address that many name at the same moment', async () => {
    const db = await open()
    const organizationId = await db.write(async (tx) => {
      const person = { email: 'a@example.com', name: 'Ann' }
      const userId = await insertLogin(tx, person, NOW)
      return foundOrganization(tx, { name: 'Acme', timeZone: 'UTC' }, { userId, ...person }, NOW)
    })
    const invite = () =>
      db.write((tx) =>
        ensureMemberByEmail(tx, organizationId, { email: 'kim@example.com' }, { type: 'job', job: 'test' }, NOW),
      )
    const made = await Promise.all(Array.from({ length: 6 }, invite))
    expect(new Set(made.map(({ userId }) => userId)).size).toBe(1)
    expect(made.filter(({ invited }) => invited)).toHaveLength(1)
    expect(await listMembers(db.read, organizationId)).toHaveLength(2)
  })
})
