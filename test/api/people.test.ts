import { describe, expect, test } from 'vitest'
import { DAY } from '../../shared/time/instant.ts'
import { type TestApp, testApp } from '../support/harness.ts'
import { addPerson, type Person } from '../support/people.ts'
import { cookieOf, PASSWORD, signIn, withPassword } from '../support/sign-in.ts'

function tokenOf(link: string): string {
  return link.split('/').at(-1) ?? ''
}

async function storyOf({ rest: _, app }: TestApp, userId: string): Promise<string[]> {
  const { t } = app.db
  const { action, subject } = t.auditEvent
  const rows = await app.db.read.select({ action, subject }).from(t.auditEvent).orderBy(t.auditEvent.id)
  return rows.filter((row) => row.subject === `member:${userId}`).map((row) => row.action)
}

/** The same person, seen from another organization: nobody's key opens the other one. */
function as(person: Person, key: string): Person {
  return { ...person, key }
}

test('everybody sees who they are', async () => {
  const { trpc } = await testApp()
  const me = await trpc('manager').session.me.query()
  expect(me).toMatchObject({ role: 'manager', organization: { name: 'Northwind', timeZone: 'Europe/Berlin' } })
  expect(me.access).toEqual(['read', 'self', 'act', 'analytics'])
})

describe('inviting', () => {
  test('a program adds a person who is active at once and chooses a password by a link', async () => {
    const it = await testApp()
    const body = { email: 'Kofi@Example.com', name: 'Kofi Mensah', role: 'member' }
    const added = await it.rest('admin', 'POST', '/api/users', body)
    expect(added.body).toMatchObject({ email: 'kofi@example.com', role: 'member', status: 'active' })
    const token = tokenOf(added.body.signInLink)
    const info = await it.trpc('anonymous').session.linkInfo.query({ token })
    expect(info).toMatchObject({ purpose: 'invitation', organizationName: 'Northwind', needsPassword: true })
    await it.trpc('anonymous').session.acceptLink.mutate({ token, password: PASSWORD })
    const answer = await signIn(it, { email: 'kofi@example.com', password: PASSWORD })
    const users = await it.send('/api/users', { headers: { cookie: cookieOf(answer) } })
    expect(users.body.count).toBe(5)
    const again = await it.rest('admin', 'POST', '/api/users', body)
    expect([again.status, again.body.details]).toEqual([409, { userId: added.body.id }])
  })

  test('a link works once, not after a week, and not after a newer one', async () => {
    const it = await testApp()
    const visitor = it.trpc('anonymous')
    const invite = (email: string) => it.trpc('admin').members.invite.mutate({ email, role: 'viewer' })
    const refused = { data: { code: 'not_found' } }
    const first = tokenOf((await invite('a@example.com')).link)
    const second = tokenOf((await invite('a@example.com')).link)
    await expect(visitor.session.linkInfo.query({ token: first })).rejects.toMatchObject(refused)
    await visitor.session.acceptLink.mutate({ token: second, password: PASSWORD, name: 'Ann' })
    await expect(visitor.session.acceptLink.mutate({ token: second, password: PASSWORD })).rejects.toMatchObject(
      refused,
    )
    const late = tokenOf((await invite('b@example.com')).link)
    it.clock.advance(7 * DAY)
    await expect(visitor.session.linkInfo.query({ token: late })).rejects.toMatchObject(refused)
  })

  test('accepting signs the browser in, and the story tells it', async () => {
    const it = await testApp()
    const { link, userId } = await it.trpc('admin').members.invite.mutate({ email: 'a@example.com', role: 'viewer' })
    const accepted = await it.send('/trpc/session.acceptLink', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: it.app.config.url },
      body: JSON.stringify({ token: tokenOf(link), password: PASSWORD, name: 'Ann' }),
    })
    const me = await it.send('/trpc/session.me', { headers: { cookie: cookieOf(accepted) } })
    expect(me.body.result.data).toMatchObject({ role: 'viewer', user: { name: 'Ann' } })
    expect(await storyOf(it, userId)).toEqual(['member.invited', 'member.joined', 'member.password_changed'])
  })

  test('a weak password is refused beside its field', async () => {
    const it = await testApp()
    const { link } = await it.trpc('admin').members.invite.mutate({ email: 'a@example.com', role: 'viewer' })
    for (const password of ['short', 'password123', 'aaaaaaaaaaaa', 'a@example.com']) {
      const attempt = it.trpc('anonymous').session.acceptLink.mutate({ token: tokenOf(link), password })
      await expect(attempt).rejects.toMatchObject({ data: { code: 'bad_request', issues: [{ path: ['password'] }] } })
    }
  })
})

describe('one login, several organizations', () => {
  test('its owner brings it along with its password, and nobody else can', async () => {
    const it = await testApp()
    const { member } = it.people
    await withPassword(it, member)
    const added = await it.rest('outsider', 'POST', '/api/users', { email: member.email, name: 'Mia', role: 'viewer' })
    expect(added.body).toMatchObject({ id: member.userId, status: 'invited' })
    const token = tokenOf(added.body.signInLink)
    const visitor = it.trpc('anonymous')
    await expect(visitor.session.linkInfo.query({ token })).resolves.toMatchObject({ needsPassword: false })
    const guess = visitor.session.acceptLink.mutate({ token, password: 'chosen by the admin' })
    await expect(guess).rejects.toMatchObject({ data: { issues: [{ path: ['password'] }] } })
    await visitor.session.acceptLink.mutate({ token, password: PASSWORD })
    const link = it.trpc('outsider').members.resetLink.mutate({ userId: member.userId })
    await expect(link).rejects.toMatchObject({ data: { code: 'conflict' } })
  })

  test('the switcher changes what a browser looks at; a key stays where it is', async () => {
    const it = await testApp()
    const admin = it.trpc('admin')
    const { id } = await admin.organization.create.mutate({ name: 'Second', timeZone: 'America/New_York' })
    expect((await admin.session.me.query()).organizations).toHaveLength(2)
    await admin.session.switchOrganization.mutate({ organizationId: id })
    expect(await admin.session.me.query()).toMatchObject({
      organization: { id, timeZone: 'America/New_York' },
      role: 'admin',
    })
    expect((await admin.members.list.query()).members).toHaveLength(1)
    expect((await it.rest('admin', 'GET', '/api/organization')).body.name).toBe('Northwind')
    const { key } = await admin.keys.create.mutate({ name: 'Second' })
    expect((await it.rest(as(it.people.admin, key), 'GET', '/api/organization')).body.name).toBe('Second')
  })
})

describe('members', () => {
  test('the last active admin keeps the role', async () => {
    const it = await testApp()
    const { userId } = it.people.admin
    const admin = it.trpc('admin')
    await expect(admin.members.update.mutate({ userId, role: 'member' })).rejects.toMatchObject({
      data: { code: 'conflict' },
    })
    await expect(admin.members.remove.mutate({ userId })).rejects.toMatchObject({ data: { code: 'conflict' } })
    await admin.members.update.mutate({ userId: it.people.manager.userId, role: 'admin' })
    await expect(admin.members.remove.mutate({ userId })).resolves.toBeUndefined()
  })

  test('of two admins who demote each other at once one remains', async () => {
    const it = await testApp()
    const second = await addPerson(it.app, it.organizationId, { name: 'Second', email: 's@example.com', role: 'admin' })
    await Promise.allSettled([
      it.trpc('admin').members.update.mutate({ userId: second.userId, role: 'viewer' }),
      it.trpc(second).members.update.mutate({ userId: it.people.admin.userId, role: 'viewer' }),
    ])
    const { members } = await it.trpc('manager').members.list.query()
    expect(members.filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  test('whoever is removed leaves teams and keys behind, and comes back without them', async () => {
    const it = await testApp()
    const admin = it.trpc('admin')
    const { userId, email } = it.people.member
    await admin.teams.save.mutate({ name: 'Team', userIds: [userId] })
    await admin.members.remove.mutate({ userId })
    expect((await admin.teams.list.query()).teams).toMatchObject([{ name: 'Team', members: [] }])
    expect((await admin.members.list.query()).members.map((one) => one.userId)).not.toContain(userId)
    await admin.members.invite.mutate({ email, role: 'member' })
    expect((await it.rest('member', 'GET', '/api/users')).status).toBe(401)
  })

  test('a reset link an admin makes ends the sessions when it is used', async () => {
    const it = await testApp()
    const { link, purpose } = await it.trpc('admin').members.resetLink.mutate({ userId: it.people.member.userId })
    expect(purpose).toBe('password')
    await it.trpc('anonymous').session.acceptLink.mutate({ token: tokenOf(link), password: PASSWORD })
    await expect(it.trpc('member').session.me.query()).rejects.toMatchObject({ data: { code: 'unauthorized' } })
  })
})

test('teams have a name of their own, members of the organization, and a way out', async () => {
  const it = await testApp()
  const admin = it.trpc('admin')
  const userIds = [it.people.member.userId, it.people.manager.userId]
  const { id } = await admin.teams.save.mutate({ name: 'Europe', userIds })
  await expect(admin.teams.save.mutate({ name: ' europe ', userIds })).rejects.toMatchObject({
    data: { code: 'conflict' },
  })
  const stranger = admin.teams.save.mutate({ id, name: 'Europe', userIds: [userIds[0]!, it.outsider.userId] })
  await expect(stranger).rejects.toMatchObject({ data: { issues: [{ path: ['userIds', 1] }] } })
  await admin.teams.save.mutate({ id, name: 'EMEA', userIds: [userIds[1]!] })
  expect((await admin.teams.list.query()).teams).toEqual([
    { id, name: 'EMEA', members: [{ userId: userIds[1], name: 'Max Manager' }] },
  ])
  await admin.teams.remove.mutate({ id })
  expect((await admin.teams.list.query()).teams).toEqual([])
  await expect(admin.teams.save.mutate({ name: 'EMEA', userIds: [] })).resolves.toBeDefined()
})

test('settings change one by one, and the story says from what to what', async () => {
  const it = await testApp()
  const changed = await it.rest('admin', 'PATCH', '/api/organization', { settings: { escalateEnhanced: false } })
  expect(changed.body.settings).toMatchObject({ escalateEnhanced: false, maxEscalationDepth: 2 })
  const wrong = await it.rest('admin', 'PATCH', '/api/organization', {
    timeZone: 'Mars/Olympus',
    settings: { digestHour: 24 },
  })
  expect(wrong.body.issues.map((one: { path: string[] }) => one.path)).toEqual([
    ['timeZone'],
    ['settings', 'digestHour'],
  ])
  const { t } = it.app.db
  const { action, diff } = t.auditEvent
  const rows = await it.app.db.read.select({ action, diff }).from(t.auditEvent)
  expect(rows).toContainEqual({ action: 'organization.changed', diff: { escalateEnhanced: [true, false] } })
})
