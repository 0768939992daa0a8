import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { RuleSnapshot } from '../../shared/rules/history.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'

export type RuleRow = Schema['routingRule']['$inferSelect']

/** Every rule that was not removed, in the order in which they win. */
export async function listRuleRows(conn: Reader, organizationId: string): Promise<RuleRow[]> {
  const { routingRule } = conn.t
  return conn
    .select()
    .from(routingRule)
    .where(and(eq(routingRule.organizationId, organizationId), isNull(routingRule.removedAt)))
    .orderBy(desc(routingRule.priority), asc(routingRule.id))
}

/** The rules in the shadow or on, in the order in which they win. */
export async function liveRuleRows(conn: Reader, organizationId: string): Promise<RuleRow[]> {
  const query = conn.prepared('live rules', (c) => {
    const { routingRule } = c.t
    return c
      .select()
      .from(routingRule)
      .where(
        and(
          eq(routingRule.organizationId, sql.placeholder('organizationId')),
          isNull(routingRule.removedAt),
          ne(routingRule.mode, 'off'),
        ),
      )
      .orderBy(desc(routingRule.priority), asc(routingRule.id))
  })
  return query.execute({ organizationId })
}

/** A rule that was not removed. */
export async function findRule(conn: Reader, organizationId: string, id: string): Promise<RuleRow | undefined> {
  const { routingRule } = conn.t
  const [row] = await conn
    .select()
    .from(routingRule)
    .where(and(eq(routingRule.organizationId, organizationId), eq(routingRule.id, id), isNull(routingRule.removedAt)))
  return row
}

/** Names of rules, also of removed ones, whom history still names. */
export async function ruleNames(
  conn: Reader,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { routingRule } = conn.t
  const rows = await conn
    .select({ id: routingRule.id, name: routingRule.name })
    .from(routingRule)
    .where(and(eq(routingRule.organizationId, organizationId), inArray(routingRule.id, [...new Set(ids)])))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function insertRule(tx: Writer, row: RuleRow): Promise<void> {
  await tx.insert(tx.t.routingRule).values(row)
}

/** What changes of a rule besides what a person decides. */
type Running = Pick<RuleRow, 'pausedAt' | 'arriving' | 'arrivingAfter' | 'removedAt'>

/**
 * Changes a rule that is still at this version and counts it up. False where somebody was first.
 */
export async function saveRule(
  tx: Writer,
  before: Pick<RuleRow, 'organizationId' | 'id' | 'version'>,
  change: Partial<RuleSnapshot & Running>,
  now: Instant,
): Promise<boolean> {
  const { routingRule } = tx.t
  const saved = await tx
    .update(routingRule)
    .set({ ...change, updatedAt: now, version: before.version + 1 })
    .where(
      and(
        eq(routingRule.organizationId, before.organizationId),
        eq(routingRule.id, before.id),
        eq(routingRule.version, before.version),
      ),
    )
    .returning({ id: routingRule.id })
  return saved.length > 0
}

/** Notes what the engine does with a rule, which is no change of it. */
export async function noteRule(
  tx: Writer,
  organizationId: string,
  id: string,
  change: Partial<Pick<RuleRow, 'pausedAt' | 'arriving' | 'arrivingAfter' | 'lastFiredAt' | 'lastPickedId'>>,
): Promise<void> {
  const { routingRule } = tx.t
  await tx
    .update(routingRule)
    .set(change)
    .where(and(eq(routingRule.organizationId, organizationId), eq(routingRule.id, id)))
}

/**
 * Notes how far a rule is on its way through all workflows, unless it was changed or set back or another process is
 * further: false.
 */
export async function noteArrival(
  tx: Writer,
  rule: Pick<RuleRow, 'organizationId' | 'id' | 'version'>,
  noted: string | null,
  change: Partial<Pick<RuleRow, 'arriving' | 'arrivingAfter'>>,
): Promise<boolean> {
  const { routingRule: t } = tx.t
  const saved = await tx
    .update(t)
    .set(change)
    .where(
      and(
        eq(t.organizationId, rule.organizationId),
        eq(t.id, rule.id),
        eq(t.version, rule.version),
        isNotNull(t.arriving),
        noted === null ? isNull(t.arrivingAfter) : eq(t.arrivingAfter, noted),
      ),
    )
    .returning({ id: t.id })
  return saved.length > 0
}

/** Rules that were enabled and have not been through all workflows yet, of all organizations. */
export async function arrivingRules(conn: Reader): Promise<RuleRow[]> {
  const { routingRule } = conn.t
  return conn.select().from(routingRule).where(isNotNull(routingRule.arriving)).orderBy(asc(routingRule.id)).limit(20)
}
