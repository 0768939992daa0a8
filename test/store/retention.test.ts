import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { openDb } from '../../server/db/open.ts'
import { retentionJob } from '../../server/retention/jobs.ts'
import { recordAudit } from '../../server/audit/record.ts'
import { newId } from '../../server/clock.ts'
import { appendFacts } from '../../server/facts/store.ts'
import { appendTimeline } from '../../server/timeline/store.ts'
import { beginRun, finishRun, listRuns } from '../../server/jobs/store.ts'
import { createLog } from '../../server/log.ts'
import { insertDeliveries } from '../../server/notifications/delivery-store.ts'
import { notify } from '../../server/notifications/notify.ts'
import { listInbox, markRead } from '../../server/notifications/store.ts'
import { DAY } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, eachEngine, engines } from '../support/engines.ts'
import { insertOrganization } from '../support/rows.ts'

// One for the file: ids never go back in time within a process.
const clock = testClock()
afterAll(cleanUp)

eachEngine('retention', (open) => {
  it('forgets what is over and old, and nothing else', async () => {
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

  it('keeps each kind of row as long as the organization says, and the last word on every fact', async () => {
    const db = await open({ clock })
    const start = clock.now()
    const insertAll = async (organizationId: string, at: number) => {
      await db.write(async (tx) => {
        const { message, signal } = tx.t
        const actor = { type: 'job', job: 'x' } as const
        await appendTimeline(tx, organizationId, [
          { subject: 'workflow:w', type: 'workflow.updated', actor, at, details: {} },
        ])
        await recordAudit(tx, { organizationId, actor }, at, { action: 'team.changed', subject: 'team:t', name: 'T' })
        const fact = { subject: 'customer:c', field: 'segment', receivedAt: at }
        await appendFacts(tx, organizationId, [
          { ...fact, value: 'old', at: at - 1 },
          { ...fact, value: 'last', at },
        ])
        const text = { externalId: `m${at}`, channel: 'email', text: 'hello', at, receivedAt: at }
        await tx.insert(message).values({ organizationId, id: newId(at), ...text, direction: 'outbound' })
        await tx
          .insert(signal)
          .values({ organizationId, externalId: `s${at}`, type: 'metric', at, receivedAt: at, history: false })
      })
    }
    const settings = { retention: { messages: 90, facts: 180, timeline: 365, audit: 180, signals: 30 } }
    for (const id of ['brief', 'usual']) {
      await db.write((tx) => insertOrganization(tx, id))
      await insertAll(id, start)
    }
    const { organization } = db.t
    await db.write((tx) =>
      tx
        .update(organization)
        .set({ settings: settings as never })
        .where(eq(organization.id, 'brief')),
    )
    clock.advance(400 * DAY)
    for (const id of ['brief', 'usual']) await insertAll(id, clock.now())

    const job = retentionJob({ db, clock, log: createLog('silent') })
    await job.run({ now: clock.now(), signal: new AbortController().signal })
    const left = async (id: string) => {
      const { t, read } = db
      const count = (
        table: typeof t.message | typeof t.signal | typeof t.timeline | typeof t.auditEvent | typeof t.factChange,
      ) => read.$count(table, eq(table.organizationId, id))
      const [messages, signals, timeline] = [await count(t.message), await count(t.signal), await count(t.timeline)]
      return { messages, signals, timeline, audit: await count(t.auditEvent), facts: await count(t.factChange) }
    }
    expect(await left('brief')).toEqual({ messages: 1, signals: 1, timeline: 1, audit: 1, facts: 3 })
    expect(await left('usual')).toEqual({ messages: 2, signals: 1, timeline: 2, audit: 2, facts: 4 })
  })
})

it('gives the room of what was forgotten back to the disk, 400 KB at a time', async () => {
  const { dataDir } = await engines[0]!.place()
  const log = createLog('silent')
  const db = await openDb({ databaseUrl: null, dataDir, clock, log, limits: { deadline: 10_000 } })
  const start = clock.now()
  await db.write((tx) => insertOrganization(tx, 'o1'))
  const entry = { subject: 'workflow:w', type: 'note.added', actor: { type: 'job', job: 'x' } as const, at: start }
  for (let batch = 0; batch < 20; batch += 1) {
    const entries = Array.from({ length: 50 }, () => ({ ...entry, details: { text: 'x'.repeat(3_000) } }))
    await db.write((tx) => appendTimeline(tx, 'o1', entries))
  }
  const size = () => {
    const client = new Database(join(dataDir, 'hoist.db'), { readonly: true })
    const [pages, free] = ['page_count', 'freelist_count'].map((name) => Number(client.pragma(name, { simple: true })))
    client.close()
    return { pages: pages!, free: free! }
  }
  const before = size()
  clock.advance(4_000 * DAY)
  const watched = { ...db, giveRoomBack: vi.fn<typeof db.giveRoomBack>(db.giveRoomBack) }
  const signal = new AbortController().signal
  const told = await retentionJob({ db: watched, clock, log }).run({ now: clock.now(), signal })
  expect(told.evaluated).toBeGreaterThanOrEqual(1_000)
  const after = size()
  expect(after.free).toBe(0)
  expect(before.pages - after.pages).toBeGreaterThan(700)
  expect(watched.giveRoomBack.mock.calls.length).toBeGreaterThan(7)
  await db.close()
})
