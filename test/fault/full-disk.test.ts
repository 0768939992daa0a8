import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'
import { HOUR } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { engines } from '../support/engines.ts'
import { escalationWorld, on } from '../support/escalation-world.ts'
import type { TestAppOptions } from '../support/harness.ts'
import { type SmallDisk, smallDisk } from '../support/small-disk.ts'

const FULL = { code: 'full', message: 'The disk is full and nothing was saved: free some space, then try again' }
/** Far more than fits. */
const MOST = 400

const disk = smallDisk(24)
afterAll(() => disk?.remove())

/** A server with one escalation that is due while the disk is full, and what it takes to fill it and to look. */
async function worldOn(options: TestAppOptions) {
  const clock = testClock()
  const world = await escalationWorld('sqlite', { ...options, parts: { ...options.parts, clock } })
  const workflowId = await world.workflow()
  const due = new Date(clock.now() + HOUR).toISOString()
  expect((await world.escalate(workflowId, world.ben, [on(due)])).status).toBe(200)
  const properties = Object.fromEntries(Array.from({ length: 20 }, (_, nth) => [`p${nth}`, 'x'.repeat(2_000)]))
  const add = (externalId: string) => world.post('admin', '/api/customers', { externalId, name: 'x', properties })

  /** Adds customers until one is refused; answers those that were acknowledged, and the refusal. */
  async function addUntilRefused() {
    const stored: string[] = []
    for (let nth = 0; nth < MOST; nth += 1) {
      const answer = await add(`c${nth}`)
      if (answer.status !== 200) return { stored, refusal: answer }
      stored.push(`c${nth}`)
    }
    throw new Error('the disk is larger than was thought')
  }
  const { app } = world
  async function upload() {
    const headers = { 'x-api-key': world.people.admin.key, 'content-type': 'application/octet-stream' }
    const body = `name\n${'x'.repeat(500_000)}`
    return (await world.send('/api/imports/files?kind=customers', { method: 'POST', headers, body })).status
  }
  const { customer } = app.db.t
  const storedIds = async () => {
    const rows = await app.db.read.select({ id: customer.externalId }).from(customer).where(eq(customer.name, 'x'))
    return new Set(rows.map((row) => row.id))
  }
  return { ...world, clock, workflowId, upload, add, addUntilRefused, storedIds }
}

/** Where the data lies, and how to leave it without room and to give it some. */
type Place = {
  options: TestAppOptions
  fill(): void
  makeRoom(): void | Promise<void>
  /** What an upload, which lies beside the database, is answered then. */
  upload: 201 | 507
}

async function fileThatCannotGrow(): Promise<Place> {
  const { dataDir } = await engines[0]!.place()
  const parts = { databaseUrl: null, dataDir, clock: testClock(), log: createLog('silent') }
  const db = await openDb({ ...parts, limits: { pages: 900, deadline: 10_000 } })
  return {
    options: { env: { HOIST_DATA: dataDir }, parts: { db } },
    fill() {},
    upload: 201,
    async makeRoom() {
      await db.write((tx) => tx.delete(tx.t.customer).where(eq(tx.t.customer.externalId, 'c0')))
    },
  }
}

async function realDisk(small: SmallDisk): Promise<Place> {
  return { options: { env: { HOIST_DATA: small.folder } }, fill: small.fill, makeRoom: small.free, upload: 507 }
}

// Elsewhere than on Linux, and without its administrator's rights, there is no small disk to fill.
const PLACES: [string, () => Promise<Place>][] = [
  ['a database that cannot grow', fileThatCannotGrow],
  ...(disk === null ? [] : [['a real disk', () => realDisk(disk)] as [string, () => Promise<Place>]]),
]

test.each(PLACES)('%s is full: every change is refused with 507, whole, and room is all it needs', async (_, place) => {
  const { options, fill, makeRoom, upload } = await place()
  const world = await worldOn(options)
  const { app, clock, workflowId } = world
  const phase = async () => (await world.show(workflowId)).flowAction.phase
  fill()
  expect(await world.upload()).toBe(upload)
  const { stored, refusal } = await world.addUntilRefused()
  expect([refusal.status, refusal.body]).toEqual([507, FULL])
  expect(await world.storedIds()).toEqual(new Set(stored))

  clock.advance(HOUR)
  await Promise.allSettled([app.triggers.drain()])
  expect((await world.add('another')).status).toBe(507)
  // A small change may still find a place; it is whole or not there.
  const told = (await world.told(world.ben, workflowId)).length
  expect(await phase()).toBe(['armed', 'fired'][told])

  await makeRoom()
  expect((await world.add('another')).status).toBe(200)
  expect(await world.upload()).toBe(201)
  await world.drain()
  await app.triggers.sweep('escalate')
  expect(await phase()).toBe('fired')
  expect(await world.told(world.ben, workflowId)).toHaveLength(1)
})
