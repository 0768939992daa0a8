import { and, asc, count, eq, gt, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import { DomainError } from '../../shared/errors.ts'
import type { RuleState } from '../../shared/rules/decide.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Preparable, Reader, Writer } from '../db/engine.ts'
import { excluded } from '../db/excluded.ts'
import { insertMany } from '../db/insert-many.ts'
import { selectIn } from '../db/select-in.ts'

export type StateRow = Schema['ruleState']['$inferSelect']
export type OverrideRow = Schema['ruleOverride']['$inferSelect']

/** What is remembered of rules on these workflows. */
export async function statesOf(
  conn: Reader,
  organizationId: string,
  workflowIds: readonly string[],
): Promise<Map<string, StateRow[]>> {
  const rows = await selectIn(conn, 'rule states', workflowIds, { organizationId }, (c, list) => {
    const { ruleState } = c.t
    return c
      .select()
      .from(ruleState)
      .where(
        and(eq(ruleState.organizationId, sql.placeholder('organizationId')), sql`${ruleState.workflowId} in (${list})`),
      )
  })
  return Map.groupBy(rows, (row) => row.workflowId)
}

/** Overrides on these workflows. */
export async function overridesOf(
  conn: Reader,
  organizationId: string,
  workflowIds: readonly string[],
): Promise<OverrideRow[]> {
  return selectIn(conn, 'rule overrides', workflowIds, { organizationId }, (c, list) => {
    const { ruleOverride: t } = c.t
    return c
      .select()
      .from(t)
      .where(and(eq(t.organizationId, sql.placeholder('organizationId')), sql`${t.workflowId} in (${list})`))
  })
}

/** When each of these workflows is due to be looked at. */
export async function dueChecksOf(
  conn: Reader,
  organizationId: string,
  workflowIds: readonly string[],
): Promise<Map<string, Instant>> {
  const rows = await selectIn(conn, 'due checks', workflowIds, { organizationId }, (c, list) => {
    const { dueCheck: t } = c.t
    return c
      .select({ workflowId: t.workflowId, at: t.at })
      .from(t)
      .where(and(eq(t.organizationId, sql.placeholder('organizationId')), sql`${t.workflowId} in (${list})`))
  })
  return new Map(rows.map(({ workflowId, at }) => [workflowId, at]))
}

type Key = Pick<StateRow, 'organizationId' | 'workflowId' | 'ruleId' | 'mode'>

/** Saves a state that is still as it was loaded (null: there was none). Throws conflict where somebody was first. */
export async function saveState(tx: Writer, key: Key, seen: StateRow | null, state: RuleState): Promise<void> {
  if (seen === null) {
    await insertMany(tx, tx.t.ruleState, [{ ...key, ...state, version: 1 }])
    return
  }
  const { ruleState } = tx.t
  const saved = await tx
    .update(ruleState)
    .set({ ...state, version: seen.version + 1 })
    .where(
      and(
        eq(ruleState.organizationId, key.organizationId),
        eq(ruleState.workflowId, key.workflowId),
        eq(ruleState.ruleId, key.ruleId),
        eq(ruleState.mode, key.mode),
        eq(ruleState.version, seen.version),
      ),
    )
    .returning({ ruleId: ruleState.ruleId })
  if (saved.length === 0) throw new DomainError('conflict', 'Somebody looked at this workflow at the same moment')
}

/** First states of many workflows at once; one that is there already stays. */
export async function insertStates(tx: Writer, rows: StateRow[]): Promise<void> {
  await insertMany(tx, tx.t.ruleState, rows, 'ignore')
}

const given = (name: string): SQL => sql`${sql.placeholder(name)}`

/** Says when a workflow is to be looked at next; null: only when a fact changes. */
export async function setDueCheck(
  tx: Writer,
  organizationId: string,
  workflowId: string,
  at: Instant | null,
): Promise<void> {
  const { dueCheck } = tx.t
  if (at === null) {
    await tx
      .delete(dueCheck)
      .where(and(eq(dueCheck.organizationId, organizationId), eq(dueCheck.workflowId, workflowId)))
    return
  }
  const query = tx.prepared('set due check', (c) => {
    const { dueCheck: t } = c.t
    return c
      .insert(t)
      .values({ organizationId: given('organizationId'), workflowId: given('workflowId'), at: given('at') })
      .onConflictDoUpdate({
        target: [t.organizationId, t.workflowId],
        set: { at: excluded(t.at) },
      }) as unknown as Preparable<never>
  })
  await query.execute({ organizationId, workflowId, at })
}

/** Workflows whose check is due, the longest waiting first. */
export async function dueWorkflows(
  conn: Reader,
  now: Instant,
  limit: number,
): Promise<{ organizationId: string; workflowId: string; at: Instant }[]> {
  const query = conn.prepared('due workflows', (c) => {
    const { dueCheck: t } = c.t
    return c
      .select()
      .from(t)
      .where(sql`${t.at} <= ${sql.placeholder('now')}`)
      .orderBy(asc(t.at))
      .limit(sql.placeholder('limit'))
  })
  return query.execute({ now, limit })
}

/** When the next check is due; null: none is known. */
export async function nextCheck(conn: Reader): Promise<Instant | null> {
  const query = conn.prepared('next due check', (c) => {
    const { dueCheck: t } = c.t
    return c.select({ at: t.at }).from(t).orderBy(asc(t.at)).limit(1)
  })
  return (await query.execute())[0]?.at ?? null
}

/** By rule and mode: how many workflows match; and how many are in quarantine. */
export async function countStates(conn: Reader, organizationId: string) {
  const { ruleState: t } = conn.t
  const matching = await conn
    .select({ ruleId: t.ruleId, mode: t.mode, count: count() })
    .from(t)
    .where(and(eq(t.organizationId, organizationId), isNotNull(t.matchedSince)))
    .groupBy(t.ruleId, t.mode)
  const quarantined = await conn
    .select({ ruleId: t.ruleId, count: count() })
    .from(t)
    .where(and(eq(t.organizationId, organizationId), eq(t.outcome, 'quarantined')))
    .groupBy(t.ruleId)
  return {
    matching: new Map(matching.map((row) => [`${row.ruleId} ${row.mode}`, row.count])),
    quarantined: new Map(quarantined.map((row) => [row.ruleId, row.count])),
  }
}

/** Quarantined states of a rule, by workflow; after a workflow's id, or only of these workflows. */
export async function quarantinedStates(
  conn: Reader,
  organizationId: string,
  ruleId: string,
  { after = '', workflowIds, limit }: { after?: string; workflowIds?: readonly string[] | undefined; limit: number },
): Promise<StateRow[]> {
  const { ruleState: t } = conn.t
  return conn
    .select()
    .from(t)
    .where(
      and(
        eq(t.organizationId, organizationId),
        eq(t.ruleId, ruleId),
        eq(t.outcome, 'quarantined'),
        gt(t.workflowId, after),
        workflowIds && inArray(t.workflowId, [...workflowIds]),
      ),
    )
    .orderBy(asc(t.workflowId))
    .limit(limit)
}
