import { expect, test } from 'vitest'
import { createLanes } from '../../server/db/lanes.ts'
import { eachEngine } from '../support/engines.ts'
import { insertOrganization, organizationIds } from '../support/rows.ts'

eachEngine('limits', (open, engine) => {
  test('a unit of work that waits for something else is rolled back at its deadline', async () => {
    const db = await open({ limits: { deadline: 150 } })
    const stuck = db.write(async (tx) => {
      await insertOrganization(tx, 'a')
      await new Promise(() => {})
    })
    await expect(stuck).rejects.toMatchObject({ name: 'DomainError', code: 'busy' })
    await db.write((tx) => insertOrganization(tx, 'b'))
    expect(await organizationIds(db.read)).toEqual(['b'])
  })

  test('a handle that goes on after its deadline changes nothing', async () => {
    const db = await open({ limits: { deadline: 100 } })
    let goOn: () => void = () => {}
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve))
    let late: Promise<void> | undefined
    const stuck = db.write(async (tx) => {
      await mayGoOn
      late = insertOrganization(tx, 'late')
      await late
    })
    await expect(stuck).rejects.toMatchObject({ code: 'busy' })
    const after = db.write(async (tx) => {
      goOn()
      await insertOrganization(tx, 'after')
    })
    await after
    await expect(late).rejects.toThrow(/after its unit of work ended|Failed query/)
    expect(await organizationIds(db.read)).toEqual(['after'])
  })

  test('one more than may wait is refused as busy, and those who waited are served', async () => {
    const db = await open({ limits: { waiting: 3 } })
    // On SQLite none begins in the turn it was asked for in.
    const running = engine.name === 'sqlite' ? 0 : 8
    const results = await Promise.allSettled(
      Array.from({ length: running + 3 + 1 }, (_, index) => db.write((tx) => insertOrganization(tx, `o${index}`))),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(running + 3)
    expect(results.at(-1)).toMatchObject({ reason: { name: 'DomainError', code: 'busy' } })
  })

  test("people's writes do not wait for a flood of bulk ones, and bulk ones go on", async () => {
    const db = await open()
    // PostgreSQL's connections are made here, or the few of the bulk lane would be done before the others are there.
    await Promise.all(Array.from({ length: 16 }, () => db.write(async () => {})))
    const order: string[] = []
    const done = (name: string) => () => void order.push(name)
    const bulk = Array.from({ length: 40 }, () => db.write(async () => {}, 'bulk').then(done('bulk')))
    const people = Array.from({ length: 40 }, () => db.write(async () => {}).then(done('people')))
    await Promise.all([...bulk, ...people])
    const lastOfPeople = order.lastIndexOf('people')
    const bulkBefore = order.slice(0, lastOfPeople).filter((name) => name === 'bulk').length
    expect(bulkBefore).toBeGreaterThan(0)
    // How PostgreSQL shares its connections' time is its own affair; the lanes' share is held below, and by SQLite.
    expect(bulkBefore).toBeLessThan(engine.name === 'sqlite' ? 25 : 40)
  })

  test('timers get their turn while writes pour in', async () => {
    const db = await open()
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    await Promise.all(Array.from({ length: 300 }, (_, index) => db.write((tx) => insertOrganization(tx, `o${index}`))))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(2)
  })
})

test('of both lanes, one bulk job goes after eight of people', () => {
  const lanes = createLanes<number>(100)
  for (let index = 0; index < 30; index++) {
    lanes.push(index, 'people')
    lanes.push(index, 'bulk')
  }
  const order: string[] = []
  for (let lane = lanes.next(); lane !== null; lane = lanes.next()) {
    order.push(lane)
    lanes.take(lane)
  }
  expect(order.slice(0, 18).map((lane) => lane[0])).toEqual('ppppppppbppppppppb'.split(''))
  expect(order).toHaveLength(60)
})

test('a lane keeps its order over many thousands', () => {
  const lanes = createLanes<number>(100_000)
  const taken: (number | undefined)[] = []
  for (let index = 0; index < 5000; index++) {
    lanes.push(index, 'bulk')
    if (index % 3 !== 0) taken.push(lanes.take('bulk'))
  }
  while (lanes.next() !== null) taken.push(lanes.take('bulk'))
  expect(taken).toEqual(Array.from({ length: 5000 }, (_, index) => index))
})
