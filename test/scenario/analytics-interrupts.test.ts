import { afterAll, expect, it } from 'vitest'
import { engines } from '../support/engines.ts'
import { type ConnectedApp, connectedApp, tell } from '../support/outbox.ts'

const open: ConnectedApp[] = []
afterAll(async () => {
  for (const app of open) await app.close()
})

it.each(engines)('who is told at once is interrupted, who waits for the digest is not, on $name', async ({ name }) => {
  const test = await connectedApp({ engine: name, email: true })
  open.push(test)
  await test.trpc('member').notifications.setPreference.mutate({ type: 'escalation_update', frequency: 'digest' })
  await tell(test, 'member', { dedupKey: 'one', type: 'escalation_update' })
  await tell(test, 'member', { dedupKey: 'two' })
  await tell(test, 'admin', { dedupKey: 'three' })
  // Saturday.
  test.clock.set('2027-01-16T12:00:00Z')
  await tell(test, 'admin', { dedupKey: 'four' })
  const { admin, member, manager } = test.people
  const ask = async (as: 'admin' | 'manager', input = {}) =>
    (await test.trpc(as).analytics.interrupts.query(input)).map(({ userId, total, other, outOfHours }) => {
      return { userId, total, other, outOfHours }
    })
  // Told by Slack and by email: one interruption.
  expect(await ask('admin')).toEqual([
    { userId: admin.userId, total: 2, other: 2, outOfHours: 1 },
    { userId: member.userId, total: 1, other: 1, outOfHours: 0 },
  ])
  expect(await ask('admin', { from: Date.parse('2027-01-16T00:00:00Z') })).toHaveLength(1)
  expect(await ask('admin', { recipientId: member.userId })).toHaveLength(1)
  expect(await ask('manager')).toEqual([])
  const userIds = [manager.userId, member.userId]
  await test.trpc('admin').teams.save.mutate({ name: 'East', userIds })
  expect(await ask('manager')).toEqual([{ userId: member.userId, total: 1, other: 1, outOfHours: 0 }])
})
