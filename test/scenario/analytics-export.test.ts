import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Listening, listen } from '../../server/http/server.ts'
import { insertMany } from '../../server/db/insert-many.ts'
import { HOUR } from '../../shared/time/instant.ts'
import { type EscalationWorld, escalationWorld } from '../support/escalation-world.ts'
import { freePort } from '../support/installed.ts'

// Over a real socket: what the reader does not take is not read from the database either.

/** About 32 MB of CSV in 30 pieces, which is more than all buffers between the database and the reader hold. */
const ROWS = 15_000
const PIECES = ROWS / 125

/** What one export asked of the thread. */
type Export = { pieces: number; underWay: number; signal: AbortSignal }

let w: EscalationWorld
let listening: Listening
/** By the order in which they began. */
const exports: Export[] = []

beforeAll(async () => {
  w = await escalationWorld('sqlite', { env: { PORT: String(await freePort()) } })
  await w.escalate(await w.workflow(), w.ben)
  const { db, analytics } = w.app
  const [one] = await db.read.select().from(db.t.flowAction)
  const copies = Array.from({ length: ROWS - 1 }, (_, index) => {
    const id = `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`
    const createdAt = one!.createdAt - (index + 1) * HOUR
    return {
      ...one!,
      id,
      chainId: id,
      createdAt,
      endedAt: createdAt,
      state: 'ended' as const,
      reason: 'x'.repeat(2_000),
    }
  })
  for (let start = 0; start < copies.length; start += 64)
    await db.write((tx) => insertMany(tx, tx.t.flowAction, copies.slice(start, start + 64)))

  const ask = analytics.call
  analytics.call = async (task, input, options) => {
    const { signal } = options ?? {}
    if (task !== 'history' || signal === undefined) return ask(task, input, options)
    let its = exports.find((known) => known.signal === signal)
    if (its === undefined) {
      its = { pieces: 0, underWay: 0, signal }
      exports.push(its)
    }
    its.pieces += 1
    its.underWay += 1
    try {
      return await ask(task, input, options)
    } finally {
      its.underWay -= 1
    }
  }
  listening = await listen(w.app)
}, 60_000)
afterAll(() => listening.close(0))

/** An export that is read only when its reader asks, and what it asked of the thread. */
async function begin(): Promise<{ answer: IncomingMessage; its: Export }> {
  const before = exports.length
  const headers = { 'x-api-key': w.people.admin.key }
  const url = `http://127.0.0.1:${listening.port}/api/analytics/export.csv`
  const [answer] = (await once(get(url, { headers, agent: false }), 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(200)
  await once(answer, 'readable')
  return { answer, its: exports[before]! }
}

async function linesOf(answer: AsyncIterable<Buffer>): Promise<number> {
  let lines = 0
  for await (const chunk of answer) for (const byte of chunk) if (byte === 10) lines += 1
  return lines
}

/** Another export, read to its end: as much time as the first would have needed to be read whole. */
async function readAnother(): Promise<void> {
  const { answer, its } = await begin()
  expect(await linesOf(answer)).toBe(ROWS + 1)
  // The last piece is followed by an empty one.
  expect(its.pieces).toBe(PIECES + 1)
}

it('waits for a reader who does not read, and goes on with all of it when they do', { timeout: 60_000 }, async () => {
  const { answer, its } = await begin()
  await readAnother()
  const held = its.pieces
  expect(held).toBeLessThan(PIECES / 2)
  await readAnother()
  expect([its.pieces, its.underWay]).toEqual([held, 0])
  expect(await linesOf(answer)).toBe(ROWS + 1)
  expect(its.pieces).toBe(PIECES + 1)
})

it('ends when its reader leaves: nothing more is read and nothing holds the thread', { timeout: 60_000 }, async () => {
  const { answer, its } = await begin()
  const left = once(its.signal, 'abort')
  answer.destroy()
  await left
  const read = its.pieces
  expect(read).toBeLessThan(PIECES / 2)
  await readAnother()
  expect([its.pieces, its.underWay]).toEqual([read, 0])
})
