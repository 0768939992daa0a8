import { and, asc, eq, gt, gte, isNotNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import { HOUR, type Instant } from '../../shared/time/instant.ts'
import type { Operator } from '../../shared/triggers/schema.ts'
import type { Preparable, Reader } from '../db/engine.ts'

// Who has to be evaluated. Each query seeks in one partial index; the conditions of that index are written out in it.

export type Candidate = { organizationId: string; flowActionId: string }

const open = ({ t: { trigger } }: Reader) => sql`${trigger.closedAt} is null`
const waiting = (c: Reader) => and(open(c), sql`${c.t.trigger.satisfiedAt} is null`)
const holding = (c: Reader) =>
  and(open(c), sql`${c.t.trigger.satisfiedAt} is not null`, sql`${c.t.trigger.mode} = 'live'`)

/** What the pulse has to look at by now, the longest due first. */
export async function dueCandidates(conn: Reader, now: Instant, limit: number): Promise<Candidate[]> {
  const query = conn.prepared('due triggers', (c) => {
    const { trigger } = c.t
    return c
      .select({ organizationId: trigger.organizationId, flowActionId: trigger.flowActionId })
      .from(trigger)
      .where(and(open(c), isNotNull(trigger.wakeAt), lte(trigger.wakeAt, sql.placeholder('now'))))
      .orderBy(asc(trigger.wakeAt))
      .limit(sql.placeholder('limit'))
  })
  return query.execute({ now, limit })
}

/** When the pulse next has something to look at; null if nothing waits for the clock. */
export async function nextWake(conn: Reader): Promise<Instant | null> {
  const query = conn.prepared('next wake', (c) => {
    const { trigger } = c.t
    return c
      .select({ at: trigger.wakeAt })
      .from(trigger)
      .where(and(open(c), isNotNull(trigger.wakeAt)))
      .orderBy(asc(trigger.wakeAt))
      .limit(1)
  })
  return (await query.execute())[0]?.at ?? null
}

/** All triggers of `subject` in one index, or those that a further condition leaves. */
function watching(
  name: string,
  scope: (c: Reader) => SQL | undefined,
  condition?: (trigger: Reader['t']['trigger']) => SQL | undefined,
) {
  const build = (c: Reader): Preparable<Candidate> => {
    const { trigger } = c.t
    return c
      .select({ organizationId: trigger.organizationId, flowActionId: trigger.flowActionId })
      .from(trigger)
      .where(
        and(
          eq(trigger.organizationId, sql.placeholder('organizationId')),
          eq(trigger.watch, sql.placeholder('subject')),
          scope(c),
          condition?.(trigger),
        ),
      )
      .limit(sql.placeholder('limit'))
  }
  return (conn: Reader, values: { organizationId: string; subject: string; limit: number; [more: string]: unknown }) =>
    conn.prepared(name, build).execute(values)
}

/** Waiting ones that a fact received at `lastAt` concerns. */
export const latching = watching('latching triggers', waiting, (t) => lte(t.countsFrom, sql.placeholder('lastAt')))

/** Those that could not be told true from false, or failed. */
export const unknown = watching('unknown triggers', (c) => and(open(c), sql`${c.t.trigger.errorMessage} is not null`))

/** Every one that is still taken for known; for a metric that is forgotten. */
export const known = watching('known triggers', (c) => and(open(c), sql`${c.t.trigger.errorMessage} is null`))

const value = sql.placeholder('value')
type Flip = (threshold: Reader['t']['trigger']['threshold']) => SQL
const HOLDS: Record<Operator, Flip> = {
  '>': (threshold) => lt(threshold, value),
  '>=': (threshold) => lte(threshold, value),
  '<': (threshold) => gt(threshold, value),
  '<=': (threshold) => gte(threshold, value),
}
const FAILS: Record<Operator, Flip> = {
  '>': (threshold) => gte(threshold, value),
  '>=': (threshold) => gt(threshold, value),
  '<': (threshold) => lte(threshold, value),
  '<=': (threshold) => lt(threshold, value),
}
const OPERATORS: readonly Operator[] = ['>', '>=', '<', '<=']

/** For each operator: those that the current value makes true, and those that it makes false. */
export const flipping = OPERATORS.flatMap((operator) => [
  watching(`triggers that ${operator} makes true`, waiting, (t) =>
    and(eq(t.operator, operator), HOLDS[operator](t.threshold)),
  ),
  watching(`triggers that ${operator} makes false`, holding, (t) =>
    and(eq(t.operator, operator), FAILS[operator](t.threshold)),
  ),
])

/** `no_reply_for`: those whose stored instant is not the one that follows from a message of `inboundAt`. */
const follows = (t: Reader['t']['trigger']) =>
  sql`(${t.dueAt} is null or ${t.dueAt} <> ${sql.placeholder('inboundAt')} + cast(round(${t.threshold} * ${sql.raw(String(HOUR))}.0) as bigint))`
export const outdated = [
  watching('outdated waits', waiting, follows),
  watching('outdated waits that hold', holding, follows),
]

/** `no_reply_for`: those that still count on a message that has been answered. */
export const answered = [
  watching('answered waits', waiting, (t) => isNotNull(t.dueAt)),
  watching('answered waits that hold', holding),
]
