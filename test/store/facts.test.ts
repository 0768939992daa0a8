import { expect, test } from 'vitest'
import { setLatest, setReadings } from '../../server/customers/store.ts'
import { insertMany } from '../../server/db/insert-many.ts'
import { selectIn } from '../../server/db/select-in.ts'
import { appendFacts, metricHistory, metricNames, propertyNames } from '../../server/facts/store.ts'
import { appendTimeline, listTimeline } from '../../server/timeline/store.ts'
import type { Db } from '../../server/db/engine.ts'
import { sql } from 'drizzle-orm'
import { eachEngine } from '../support/engines.ts'
import { insertOrganization } from '../support/rows.ts'

const ORG = 'org'
const times = { createdAt: 1, updatedAt: 1 }
const customerRow = (index: number) => ({
  organizationId: ORG,
  id: `c${index}`,
  externalId: null,
  name: `Customer ${index}`,
  nameSort: `customer ${index}`,
  tags: ['a', 'ü'],
  openAlerts: 0,
  properties: { seats: index, plan: 'gold' },
  ...times,
})

async function withCustomers(db: Db, many: number): Promise<void> {
  await db.write(async (tx) => {
    await insertOrganization(tx, ORG)
    await insertMany(
      tx,
      tx.t.customer,
      Array.from({ length: many }, (_, index) => customerRow(index)),
    )
  })
}

eachEngine('facts and what keeps them', (open) => {
  test('many rows go in by few statements, and read back as they were', async () => {
    const db = await open()
    await withCustomers(db, 149)
    const { customer } = db.t
    expect(await db.read.$count(customer)).toBe(149)
    const [row] = await db.read.select().from(customer).where(sql`${customer.id} = 'c148'`)
    expect(row).toEqual({ ...nothingYet, ...customerRow(148) })
    await db.write((tx) => insertMany(tx, tx.t.customer, [customerRow(1), customerRow(149)], 'ignore'))
    expect(await db.read.$count(customer)).toBe(150)
    await expect(db.write((tx) => insertMany(tx, tx.t.customer, [customerRow(1)]))).rejects.toThrow(
      /unique|duplicate|failed query/i,
    )
  })

  test('a list of any length is looked up, each row once', async () => {
    const db = await open()
    await withCustomers(db, 130)
    const find = (keys: string[]) =>
      selectIn(db.read, 'test.customers', keys, { organizationId: ORG }, (c, list) => {
        const { customer } = c.t
        return c
          .select({ id: customer.id })
          .from(customer)
          .where(sql`${customer.organizationId} = ${sql.placeholder('organizationId')} and ${customer.id} in (${list})`)
      })
    for (const many of [0, 1, 2, 16, 17, 130, 1_001]) {
      const rows = await find(Array.from({ length: many }, (_, index) => `c${index}`))
      expect(rows).toHaveLength(Math.min(many, 130))
    }
  })

  test('the greatest time is current, and of two the later word', async () => {
    const db = await open()
    await withCustomers(db, 1)
    const { customerMetric, customer } = db.t
    const current = async () => {
      const [row] = await db.read.select().from(customerMetric)
      return [row!.value, row!.previousValue, row!.at]
    }
    const set = (value: number, at: number) =>
      db.write((tx) => setReadings(tx, ORG, [{ customerId: 'c0', metric: 'arr', value, at, receivedAt: 9 }]))
    await set(10, 5)
    expect(await current()).toEqual([10, null, 5])
    await set(11, 4)
    expect(await current()).toEqual([10, null, 5])
    await set(12, 5)
    expect(await current()).toEqual([12, 10, 5])
    await set(13.5, 6)
    expect(await current()).toEqual([13.5, 12, 6])
    for (const at of [7, 6, 8]) await db.write((tx) => setLatest(tx, ORG, 'lastLoginAt', new Map([['c0', at]])))
    const [row] = await db.read.select({ at: customer.lastLoginAt }).from(customer)
    expect(row!.at).toBe(8)
  })

  test('history keeps every kind of value, and metrics are read from it in order', async () => {
    const db = await open()
    await withCustomers(db, 1)
    const fact = (field: string, value: string | number | boolean | string[] | null, at: number) => ({
      subject: 'customer:c0',
      field,
      value,
      at,
      receivedAt: 100,
    })
    await db.write((tx) =>
      appendFacts(tx, ORG, [
        fact('metric:arr', 3, 30),
        fact('metric:arr', 1, 10),
        fact('metric:arr', null, 20),
        fact('metric:arr', 4, 30),
        fact('metric:other', 9, 1),
        fact('segment', 'SMB', 1),
        fact('tags', ['a', 'b'], 1),
        fact('login', true, 1),
      ]),
    )
    const { factChange } = db.t
    const rows = await db.read.select({ value: factChange.value }).from(factChange).orderBy(factChange.id)
    expect(rows.map((row) => row.value)).toEqual([3, 1, null, 4, 9, 'SMB', ['a', 'b'], true])
    const history = (from: number, limit?: number) =>
      metricHistory(db.read, ORG, { customerId: 'c0', metric: 'arr', from, ...(limit !== undefined && { limit }) })
    expect((await history(0)).map((one) => one.value)).toEqual([1, 3, 4])
    expect((await history(11)).map((one) => one.value)).toEqual([3, 4])
    expect((await history(0, 1)).map((one) => one.value)).toEqual([4])
    await db.write((tx) =>
      setReadings(tx, ORG, [
        { customerId: 'c0', metric: 'b', value: 1, at: 1, receivedAt: 1 },
        { customerId: 'c0', metric: 'a', value: 1, at: 1, receivedAt: 1 },
      ]),
    )
    expect(await metricNames(db.read, ORG)).toEqual(['a', 'b'])
    expect(await propertyNames(db.read, ORG)).toEqual(['plan', 'seats'])
  })

  test('a story is told newest first, page by page', async () => {
    const db = await open()
    await withCustomers(db, 0)
    const actor = { type: 'job', job: 'test' } as const
    const entry = (type: string, at: number) => ({ subject: 'workflow:w', type, actor, at, details: { at } })
    await db.write((tx) =>
      appendTimeline(tx, ORG, [
        entry('a', 1),
        entry('b', 2),
        entry('c', 2),
        { ...entry('x', 3), subject: 'workflow:v' },
      ]),
    )
    const first = await listTimeline(db.read, ORG, 'workflow:w', undefined, 2)
    expect(first.entries.map((one) => one.type)).toEqual(['c', 'b'])
    expect(first.entries[0]).toMatchObject({ actor, details: { at: 2 }, at: 2 })
    const second = await listTimeline(db.read, ORG, 'workflow:w', first.nextCursor!, 2)
    expect(second).toMatchObject({ entries: [{ type: 'a' }], nextCursor: null })
    expect((await listTimeline(db.read, 'other', 'workflow:w')).entries).toEqual([])
    await expect(listTimeline(db.read, ORG, 'workflow:w', 'nonsense')).rejects.toThrow('cursor')
  })
})

const nothingYet = {
  segment: null,
  timeZone: null,
  renewalAt: null,
  ownerId: null,
  lastLoginAt: null,
  lastInboundAt: null,
  lastOutboundAt: null,
  riskLevel: null,
  openAlerts: 0,
}
