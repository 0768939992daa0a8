import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { retentionJob } from '../../server/jobs/jobs.ts'
import { beginRun, finishRun, listRuns } from '../../server/jobs/store.ts'
import { createLog } from '../../server/log.ts'
import { insertDeliveries } from '../../server/notifications/delivery-store.ts'
import { notify } from '../../server/notifications/notify.ts'
import { listInbox, markRead } from '../../server/notifications/store.ts'
import { DAY } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { eachEngine } from '../support/engines.ts'
import { insertOrganization } from '../support/rows.ts'

eachEngine('retention', (open) => {
  it('forgets what is over and old, and nothing else', async () => {
    const clock = testClock()
    const db = await open({ clock })
    const start = clock.now()
    const nobody = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
    await db.write(async (tx) => {
      await insertOrganization(tx, 'o1')
      const person = { id: 'u1', name: 'Mia', email: 'mia@example.com', emailVerified: true }
      const at = { createdAt: new Date(start), updatedAt: new Date(start) }
      await tx.insert(tx.t.user).values({ ...person, ...at })
      const member = { organizationId: 'o1', userId: 'u1', name: 'Mia', nameSort: 'mia', email: person.email }
      const times = { createdAt: start, updatedAt: start }
      await tx.insert(tx.t.member).values({ ...member, ...times, role: 'member', status: 'active' })
      const notices = ['read', 'unread', 'read, but still to be delivered'].map((title) => {
        return { userId: 'u1', type: 'data_health' as const, dedupKey: title, title, body: '' }
      })
      await notify(tx, 'o1', notices, start)
      await markRead(tx, 'o1', 'u1', 'all', start)
      const [waiting] = (await listInbox(tx, 'o1', 'u1', { limit: 1 })).notifications
      const delivery = { userId: 'u1', channel: 'email' as const, title: '', body: '' }
      await insertDeliveries(
        tx,
        'o1',
        [
          { ...delivery, key: 'sent', notificationId: null },
          { ...delivery, key: 'waiting', notificationId: waiting!.id },
        ],
        start,
      )
      const id = await beginRun(tx, { job: 'x', slotAt: start, startedBy: 'schedule' }, start)
      await finishRun(tx, id!, { ...nobody, finishedAt: start, tookMs: 1 })
    })
    await db.write(async (tx) => {
      const { delivery, notification } = tx.t
      await tx.update(delivery).set({ state: 'sent', nextAttemptAt: null }).where(eq(delivery.key, 'sent'))
      await tx.update(notification).set({ readAt: null }).where(eq(notification.dedupKey, 'unread'))
    })

    const job = retentionJob({ db, clock, log: createLog('silent') })
    const run = () => job.run({ now: clock.now(), signal: new AbortController().signal })
    clock.advance(29 * DAY)
    expect(await run()).toMatchObject({ evaluated: 0 })
    clock.advance(70 * DAY)
    expect(await run()).toMatchObject({ evaluated: 3, errors: 0 })
    const left = (await listInbox(db.read, 'o1', 'u1', { limit: 10 })).notifications.map((one) => one.title)
    expect(left.sort()).toEqual(['read, but still to be delivered', 'unread'])
    expect(await db.read.select({ key: db.t.delivery.key }).from(db.t.delivery)).toEqual([{ key: 'waiting' }])
    expect((await listRuns(db.read, { limit: 10 })).count).toBe(0)
    expect(await run()).toMatchObject({ evaluated: 0 })
  })
})
