import { expect, test } from 'vitest'
import { testApp } from '../support/harness.ts'

test('everybody sees who they are', async () => {
  const { trpc } = await testApp()
  const me = await trpc('manager').session.me.query()
  expect(me).toMatchObject({ role: 'manager', organization: { name: 'Northwind', timeZone: 'Europe/Berlin' } })
  expect(me.access).toEqual(['read', 'self', 'act', 'analytics'])
})

test('a program adds a person who is active at once and signs in by a link', async () => {
  const { rest, trpc, send } = await testApp()
  const added = await rest('admin', 'POST', '/api/users', { email: 'Kofi@Example.com', name: 'Kofi Mensah', role: 'member' })
  expect(added.status).toBe(200)
  expect(added.body).toMatchObject({ email: 'kofi@example.com', role: 'member', status: 'active' })
  const token = added.body.signInLink.split('/').at(-1)
  const link = await trpc('anonymous').session.linkInfo.query({ token })
  expect(link).toMatchObject({ purpose: 'invitation', organizationName: 'Northwind', needsPassword: true })
  await trpc('anonymous').session.acceptLink.mutate({ token, password: 'a sturdy password' })
  const signedIn = await send('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'kofi@example.com', password: 'a sturdy password' }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
  const session = await send('/api/auth/get-session', { headers: { cookie } })
  expect(session.body.user.email).toBe('kofi@example.com')
  const users = await send('/api/users', { headers: { cookie } })
  expect(users.body.count).toBe(5)
})
