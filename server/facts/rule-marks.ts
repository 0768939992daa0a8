import { randomInt } from 'node:crypto'
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import { HOUR, type Instant } from '../../shared/time/instant.ts'
import type { Preparable, Reader, Writer } from '../db/engine.ts'
import { excluded } from '../db/excluded.ts'
import { selectIn } from '../db/select-in.ts'

export type RuleMark = Schema['ruleMark']['$inferSelect']

/** Stands in `rule_reading` for "there is a rule at all". */
export const ANY_FACT = '*'

/** The subject of a mark that concerns every workflow: what all rules read by was changed. */
export const EVERYTHING = 'organization'

// One set per process: facts know no rules, so whoever evaluates them listens here.
const listeners = new Set<() => void>()

/** Calls `listener` after every commit that marked something, until the returned function is called. */
export function onRuleMark(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Before the subject of a mark: what came is history and starts nothing, but days are counted from it. */
export const LATE = 'late:'

type Change = { subject: string; field: string; value: unknown; at: Instant; receivedAt: Instant }

/**
 * Marks the subjects of facts that some rule reads, so that rules look at them. A workflow that becomes active (new,
 * reopened, or no longer waiting) or is completed concerns every rule. Of what was old on arrival, which is history, only
 * days go on: readings mark nothing.
 * Where the organization has no rule this is one look-up.
 */
export async function markForRules(tx: Writer, organizationId: string, facts: readonly Change[]): Promise<void> {
  const told = facts.filter((fact) => !isLate(fact) || !fact.field.startsWith('metric:'))
  if (told.length === 0) return
  const wanted = new Set([ANY_FACT, ...told.map(({ field }) => field)])
  const read = await readFacts(tx, organizationId, [...wanted])
  if (!read.has(ANY_FACT)) return
  const concerned = told.filter(
    ({ field, value }) => read.has(field) || (field === 'status' && (value === 'active' || value === 'completed')),
  )
  const subjects = new Map(
    concerned.map((fact) => [isLate(fact) ? `${LATE}${fact.subject}` : fact.subject, fact.receivedAt]),
  )
  for (const [subject, receivedAt] of subjects) await markForRule(tx, organizationId, subject, receivedAt)
}

function isLate({ at, receivedAt }: Change): boolean {
  return receivedAt - at > HOUR
}

async function readFacts(conn: Reader, organizationId: string, facts: readonly string[]): Promise<Set<string>> {
  const rows = await selectIn(conn, 'facts that rules read', facts, { organizationId }, (c, list) => {
    const { ruleReading } = c.t
    return c
      .select({ fact: ruleReading.fact })
      .from(ruleReading)
      .where(
        and(eq(ruleReading.organizationId, sql.placeholder('organizationId')), sql`${ruleReading.fact} in (${list})`),
      )
  })
  return new Set(rows.map(({ fact }) => fact))
}

const given = (name: string): SQL => sql`${sql.placeholder(name)}`

/** Marks one subject, `customer:<id>`, `workflow:<id>` or EVERYTHING: rules look at it soon. */
export async function markForRule(tx: Writer, organizationId: string, subject: string, at: Instant): Promise<void> {
  const query = tx.prepared('mark for rules', (c) => {
    const { ruleMark } = c.t
    return c
      .insert(ruleMark)
      .values({
        organizationId: given('organizationId'),
        subject: given('subject'),
        change: given('change'),
        firstAt: given('at'),
      })
      .onConflictDoUpdate({
        target: [ruleMark.organizationId, ruleMark.subject],
        set: {
          change: sql`${ruleMark.change} + 1`,
          firstAt: sql`case when ${excluded(ruleMark.firstAt)} < ${ruleMark.firstAt}
            then ${excluded(ruleMark.firstAt)} else ${ruleMark.firstAt} end`,
        },
      }) as unknown as Preparable<never>
  })
  // Begins anywhere: another process may have seen, done and deleted a row that counted from 1 too.
  await query.execute({ organizationId, subject, change: randomInt(2 ** 47), at })
  tx.afterCommit(() => {
    for (const listener of listeners) listener()
  })
}

/** Marked subjects, the longest waiting first. */
export async function listRuleMarks(conn: Reader, limit: number): Promise<RuleMark[]> {
  const query = conn.prepared('rule marks', (c) =>
    c.select().from(c.t.ruleMark).orderBy(asc(c.t.ruleMark.firstAt)).limit(sql.placeholder('limit')),
  )
  return query.execute({ limit })
}

/** Forgets a subject that was seen to, unless more has been heard of it since. */
export async function forgetRuleMark(tx: Writer, mark: RuleMark): Promise<void> {
  const query = tx.prepared('forget rule mark', (c) => {
    const { ruleMark } = c.t
    return c
      .delete(ruleMark)
      .where(
        and(
          eq(ruleMark.organizationId, sql.placeholder('organizationId')),
          eq(ruleMark.subject, sql.placeholder('subject')),
          eq(ruleMark.change, sql.placeholder('change')),
        ),
      )
      .returning({ subject: ruleMark.subject })
  })
  await query.execute({ organizationId: mark.organizationId, subject: mark.subject, change: mark.change })
}

/** Makes these the facts that rules of the organization read. */
export async function setReadFacts(tx: Writer, organizationId: string, facts: ReadonlySet<string>): Promise<void> {
  const { ruleReading } = tx.t
  const wanted = facts.size === 0 ? new Set<string>() : new Set([ANY_FACT, ...facts])
  const rows = await tx
    .select({ fact: ruleReading.fact })
    .from(ruleReading)
    .where(eq(ruleReading.organizationId, organizationId))
  const had = new Set(rows.map(({ fact }) => fact))
  const gone = [...had].filter((fact) => !wanted.has(fact))
  const added = [...wanted].filter((fact) => !had.has(fact))
  if (gone.length > 0)
    await tx
      .delete(ruleReading)
      .where(and(eq(ruleReading.organizationId, organizationId), inArray(ruleReading.fact, gone)))
  if (added.length > 0) await tx.insert(ruleReading).values(added.map((fact) => ({ organizationId, fact })))
}
