import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FaultPoint } from '../../server/faults.ts'
import { cleanUp, engines } from '../support/engines.ts'
import { bundleProgram, runProgram } from '../support/killable.ts'
import { rounds, timeFor } from '../support/rounds.ts'
import type { StoreLine, StoreTask } from './store-program.ts'

const ROUNDS = rounds(8)
const POINTS: FaultPoint[] = ['before-commit', 'after-commit']

let program = ''
beforeAll(async () => {
  program = await bundleProgram('store-program')
})
afterAll(cleanUp)

describe.each(engines)('killed $name', (engine) => {
  test.each(POINTS)(
    `%s, ${ROUNDS} times: what was acknowledged is there, each unit of work whole or not at all`,
    { timeout: timeFor(ROUNDS) },
    async (point) => {
      const { databaseUrl, dataDir } = await engine.place()
      const acknowledged = new Set<string>()
      let unknown = 0
      for (let round = 0; round <= ROUNDS; round++) {
        const last = round === ROUNDS
        const nth = ((round * 7) % 12) + 1
        const task: StoreTask = { databaseUrl, dataDir, round, nth, point: last ? null : point }
        const { said, killed, errors } = await runProgram(program, task)
        expect(errors).toBe('')
        expect(killed).toBe(!last)
        const [first, ...rest] = said as StoreLine[]
        if (first === undefined || !('have' in first)) throw new Error('the program said nothing')
        const have = new Set(first.have.organizations)
        expect([...first.have.teams].sort()).toEqual([...have].sort())
        expect([...acknowledged].filter((id) => !have.has(id))).toEqual([])
        unknown = have.size - acknowledged.size
        // The three under way at a kill may be there without having been told.
        expect(unknown).toBeLessThanOrEqual(round * 3)
        for (const line of rest) if ('acknowledged' in line) acknowledged.add(line.acknowledged)
      }
      expect(acknowledged.size).toBeGreaterThan(ROUNDS)
      // Those that share a commit on SQLite are not there before it, and at least the one that reached the point is after it.
      const [least, most] = engine.name === 'postgres' ? [0, 3] : point === 'before-commit' ? [0, 0] : [1, 3]
      expect(unknown).toBeGreaterThanOrEqual(least * ROUNDS)
      expect(unknown).toBeLessThanOrEqual(most * ROUNDS)
    },
  )
})

test('the control: what acknowledges before it commits is seen to lose', async () => {
  const { databaseUrl, dataDir } = await engines[0]!.place()
  const task: StoreTask = { databaseUrl, dataDir, round: 0, nth: 4, point: 'before-commit', hasty: true }
  const { said } = await runProgram(program, task)
  const [again] = (await runProgram(program, { ...task, point: null })).said as [{ have: { organizations: string[] } }]
  const acknowledged = (said as StoreLine[]).flatMap((line) => ('acknowledged' in line ? [line.acknowledged] : []))
  expect(acknowledged.filter((id) => !again.have.organizations.includes(id))).not.toEqual([])
  expect(acknowledged.filter((id) => again.have.organizations.includes(id))).not.toEqual([])
})
