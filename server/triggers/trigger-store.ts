import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import type { TriggerRow } from './effects.ts'

const given = (name: string): SQL => sql`${sql.placeholder(name)}`

/** The triggers of an action by position. */
export async function listTriggers(conn: Reader, organizationId: string, flowActionId: string): Promise<TriggerRow[]> {
  const query = conn.prepared('triggers of action', (c) => {
    const { trigger } = c.t
    return c
      .select()
      .from(trigger)
      .where(
        and(
          eq(trigger.organizationId, sql.placeholder('organizationId')),
          eq(trigger.flowActionId, sql.placeholder('flowActionId')),
        ),
      )
      .orderBy(asc(trigger.position))
  })
  return query.execute({ organizationId, flowActionId })
}

/** What an evaluation writes on a trigger. */
export type TriggerChange = Pick<
  TriggerRow,
  | 'organizationId'
  | 'flowActionId'
  | 'position'
  | 'satisfiedAt'
  | 'dueAt'
  | 'wakeAt'
  | 'errorMessage'
  | 'firedAt'
  | 'closedAt'
>

export async function saveTrigger(tx: Writer, change: TriggerChange, now: Instant): Promise<void> {
  const query = tx.prepared('save trigger', (c) => {
    const { trigger } = c.t
    return c
      .update(trigger)
      .set({
        satisfiedAt: given('satisfiedAt'),
        dueAt: given('dueAt'),
        wakeAt: given('wakeAt'),
        errorMessage: given('errorMessage'),
        firedAt: given('firedAt'),
        closedAt: given('closedAt'),
        evaluatedAt: given('now'),
        evaluationCount: sql`${trigger.evaluationCount} + 1`,
      })
      .where(
        and(
          eq(trigger.organizationId, sql.placeholder('organizationId')),
          eq(trigger.flowActionId, sql.placeholder('flowActionId')),
          eq(trigger.position, sql.placeholder('position')),
        ),
      )
      .returning({ id: trigger.id })
  })
  await query.execute({ ...change, now })
}

/** Nothing waits for an action that is over: its triggers leave every hot index. */
export async function closeTriggers(
  tx: Writer,
  organizationId: string,
  flowActionId: string,
  now: Instant,
): Promise<void> {
  const query = tx.prepared('close triggers', (c) => {
    const { trigger } = c.t
    return c
      .update(trigger)
      .set({ closedAt: given('now') })
      .where(and(ofAction(c), isNull(trigger.closedAt)))
      .returning({ id: trigger.id })
  })
  await query.execute({ organizationId, flowActionId, now })
}

/** Notes on every open trigger of an action that it could not be evaluated, and when to try again. */
export async function postpone(
  tx: Writer,
  organizationId: string,
  flowActionId: string,
  failure: { message: string; now: Instant; retryAt: Instant },
): Promise<void> {
  const query = tx.prepared('postpone action', (c) => {
    const { trigger } = c.t
    return c
      .update(trigger)
      .set({
        errorMessage: given('message'),
        wakeAt: given('retryAt'),
        evaluatedAt: given('now'),
        evaluationCount: sql`${trigger.evaluationCount} + 1`,
      })
      .where(and(ofAction(c), isNull(trigger.closedAt)))
      .returning({ id: trigger.id })
  })
  await query.execute({ organizationId, flowActionId, ...failure })
}

const ofAction = ({ t: { trigger } }: Pick<Writer, 't'>) =>
  and(
    eq(trigger.organizationId, sql.placeholder('organizationId')),
    eq(trigger.flowActionId, sql.placeholder('flowActionId')),
  )
