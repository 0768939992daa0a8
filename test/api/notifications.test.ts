import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../support/harness.ts'
import { testApp } from '../support/harness.ts'
import { deliveries, tell } from '../support/outbox.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})

describe('the inbox', () => {
  it('is told over REST as documented, newest first', async () => {
    await tell(test, 'member', { dedupKey: 'a', workflowId: 'w1', title: 'First', body: 'One' })
    test.clock.advance(1_000)
    await tell(test, 'member', { dedupKey: 'b', type: 'alert', alertId: 'a1', title: 'Second', body: 'Two' })
    const { status, body } = await test.rest('member', 'GET', '/api/notifications')
    expect(status).toBe(200)
    expect(body).toEqual({
      notifications: [
        {
          id: expect.any(String),
          type: 'alert',
          alertId: 'a1',
          createdAt: '2027-01-15T09:00:01.000Z',
          title: 'Second',
          body: 'Two',
        },
        {
          id: expect.any(String),
          type: 'escalation_received',
          workflowId: 'w1',
          createdAt: '2027-01-15T09:00:00.000Z',
          title: 'First',
          body: 'One',
        },
      ],
      count: 2,
      nextCursor: null,
    })
  })

  it('is one’s own, unless one is an admin', async () => {
    const { userId } = test.people.member
    expect((await test.rest('manager', 'GET', '/api/notifications')).body.count).toBe(0)
    expect((await test.rest('manager', 'GET', `/api/notifications?userId=${userId}`)).status).toBe(403)
    expect((await test.rest('member', 'GET', `/api/notifications?userId=${userId}`)).body.count).toBe(2)
    expect((await test.rest('admin', 'GET', `/api/notifications?userId=${userId}`)).body.count).toBe(2)
    const foreign = await test.rest('outsider', 'GET', `/api/notifications?userId=${userId}`)
    const missing = await test.rest('outsider', 'GET', '/api/notifications?userId=nobody')
    expect([foreign.status, foreign.text]).toEqual([404, missing.text])
    expect((await test.rest('anonymous', 'GET', '/api/notifications')).status).toBe(401)
  })

  it('comes in pages', async () => {
    const first = await test.rest('member', 'GET', '/api/notifications?limit=1')
    expect(first.body).toMatchObject({ notifications: [{ title: 'Second' }], count: 2 })
    const second = await test.rest('member', 'GET', `/api/notifications?limit=1&cursor=${first.body.nextCursor}`)
    expect(second.body).toMatchObject({ notifications: [{ title: 'First' }], count: 2, nextCursor: null })
    expect((await test.rest('member', 'GET', '/api/notifications?cursor=x')).status).toBe(400)
    expect((await test.rest('member', 'GET', '/api/notifications?colour=red')).status).toBe(400)
  })

  it('is read on the screen', async () => {
    const { notifications } = test.trpc('member')
    const inbox = await notifications.inbox.query({})
    expect(await notifications.unreadCount.query()).toEqual({ unread: 2 })
    const id = inbox.notifications[0]!.id
    await expect(test.trpc('manager').notifications.markRead.mutate({ ids: [id] })).resolves.toEqual({ read: 0 })
    expect(await notifications.markRead.mutate({ ids: [id, id] })).toEqual({ read: 1 })
    expect(await notifications.inbox.query({ unread: true })).toMatchObject({
      count: 1,
      notifications: [{ title: 'First' }],
    })
    expect(await notifications.markRead.mutate({ all: true })).toEqual({ read: 1 })
    expect(await notifications.unreadCount.query()).toEqual({ unread: 0 })
    const { body } = await test.rest('member', 'GET', '/api/notifications?unread=true')
    expect(body).toMatchObject({ count: 0 })
    expect((await test.rest('member', 'GET', '/api/notifications')).body.notifications[0].readAt).toBe(
      '2027-01-15T09:00:01.000Z',
    )
  })
})

describe('preferences', () => {
  it('are instant until chosen, and decide what comes', async () => {
    const { notifications } = test.trpc('viewer')
    expect(await notifications.preferences.query()).toMatchObject({ workflow_assigned: 'instant', alert: 'instant' })
    await notifications.setPreference.mutate({ type: 'workflow_assigned', frequency: 'off' })
    await notifications.setPreference.mutate({ type: 'workflow_assigned', frequency: 'off' })
    await notifications.setPreference.mutate({ type: 'workflow_returned', frequency: 'digest' })
    expect(await notifications.preferences.query()).toMatchObject({
      workflow_assigned: 'off',
      workflow_returned: 'digest',
      escalation_received: 'instant',
    })
    await tell(test, 'viewer', { type: 'workflow_assigned', dedupKey: 'quiet' })
    expect(await notifications.unreadCount.query()).toEqual({ unread: 0 })
    await tell(test, 'viewer', { type: 'workflow_assigned', dedupKey: 'loud', critical: true })
    await tell(test, 'viewer', { type: 'workflow_returned', dedupKey: 'later' })
    expect(await notifications.unreadCount.query()).toEqual({ unread: 2 })
    expect(await deliveries(test.app)).toEqual([])
  })

  it('cannot silence alerts', async () => {
    const silence = test.trpc('viewer').notifications.setPreference.mutate({ type: 'alert', frequency: 'off' })
    await expect(silence).rejects.toMatchObject({
      data: { httpStatus: 400, code: 'bad_request', issues: [{ path: ['frequency'] }] },
    })
  })
})
