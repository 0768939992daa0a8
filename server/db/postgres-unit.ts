import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Faults } from '../faults.ts'
import type { Log } from '../log.ts'
import type { Writer } from './engine.ts'
import type { Limits } from './limits.ts'
import { connectionOf } from './postgres-connection.ts'
import { createUnit, runEffects, type Unit, type Units } from './unit.ts'
import { fromPostgres, isViolation, tooLong } from './violations.ts'

const ATTEMPTS = 12
/**
 * Two who look for the same row, find none and insert it: the second one's key is taken by a row it could not see. Begun
 * anew it finds that row; a key that is taken for good fails again.
 */
const SECOND_LOOKS = 2
/** Milliseconds before the second attempt, doubled with each further one up to the longest. */
const FIRST_PAUSE = 4
const LONGEST_PAUSE = 250
/** Serialization failure, deadlock, and a lock waited for too long: the same work, begun anew, can succeed. */
const RETRIED = new Set(['40001', '40P01', '55P03'])

export type UnitParts = { pool: pg.Pool; units: Units; log: Log; limits: Limits; faults: Faults }

type Attempt<T> = { ok: true; value: T } | { ok: false; again: boolean; error: unknown }

/** One serializable transaction, begun anew after a conflict with a concurrent one, each time after a longer random pause. */
export async function runUnit<T>(parts: UnitParts, work: (tx: Writer) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const result = await attemptOnce(parts, work)
    if (result.ok) return result.value
    if (!result.again && !(attempt <= SECOND_LOOKS && isViolation(result.error, 'unique'))) throw result.error
    if (attempt === ATTEMPTS) throw tooLong()
    await sleep(randomInt(Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE)))
  }
}

async function attemptOnce<T>(parts: UnitParts, work: (tx: Writer) => Promise<T>): Promise<Attempt<T>> {
  let client: pg.PoolClient
  try {
    client = await parts.pool.connect()
  } catch (error) {
    return { ok: false, again: false, error: fromPostgres(error) }
  }
  const unit = createUnit()
  let broken = false
  try {
    await client.query('begin isolation level serializable')
    const value = await inTime(parts, unit, client, work)
    unit.ended = true
    if (unit.failed) throw unit.failure
    parts.faults.reach('before-commit')
    await client.query('commit')
    parts.faults.reach('after-commit')
    runEffects(unit, parts.log)
    return { ok: true, value }
  } catch (thrown) {
    const killed = unit.ended && !unit.failed && thrown === unit.failure
    unit.ended = true
    const error = unit.failed ? unit.failure : fromPostgres(thrown)
    broken = killed || !(await rolledBack(client))
    return { ok: false, again: isConflict(error), error }
  } finally {
    client.release(broken)
  }
}

/** Runs the work, at most as long as the deadline allows. */
async function inTime<T>(parts: UnitParts, unit: Unit, client: pg.PoolClient, work: (tx: Writer) => Promise<T>) {
  const connection = connectionOf(client, parts.units)
  connection.enter(unit)
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      unit.ended = true
      unit.failure = tooLong()
      reject(unit.failure as Error)
    }, parts.limits.deadline)
  })
  try {
    return await Promise.race([parts.units.run(unit, async () => work(connection.writer)), deadline])
  } finally {
    clearTimeout(timer)
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return true
  } catch {
    // The connection is gone, and with it the transaction.
    return false
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && RETRIED.has(error.code)
}
