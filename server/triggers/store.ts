import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { Explanation } from '../../shared/triggers/explanation.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'
import type { FlowActionRow, TriggerRow, WorkflowRow } from './effects.ts'

const given = (name: string): SQL => sql`${sql.placeholder(name)}`

/** An armed action with all that an evaluation needs besides facts. */
export type Loaded = { action: FlowActionRow; workflow: WorkflowRow; timeZone: string }

/** Undefined unless the action is armed. */
export async function loadArmed(conn: Reader, organizationId: string, id: string): Promise<Loaded | undefined> {
  const query = conn.prepared('load armed action', (c) => {
    const { flowAction, workflow, organization } = c.t
    return c
      .select({ action: flowAction, workflow, timeZone: organization.timeZone })
      .from(flowAction)
      .innerJoin(
        workflow,
        and(eq(workflow.organizationId, flowAction.organizationId), eq(workflow.id, flowAction.workflowId)),
      )
      .innerJoin(organization, eq(organization.id, flowAction.organizationId))
      .where(
        and(
          eq(flowAction.organizationId, sql.placeholder('organizationId')),
          eq(flowAction.id, sql.placeholder('id')),
          sql`${flowAction.state} = 'armed'`,
        ),
      )
  })
  const [row] = await query.execute({ organizationId, id })
  return row
}

export async function insertAction(tx: Writer, action: FlowActionRow, triggers: TriggerRow[]): Promise<void> {
  await insertMany(tx, tx.t.flowAction, [action])
  await insertMany(tx, tx.t.trigger, triggers)
}

/** Puts an action on its workflow. False when the workflow is no longer at the version before `next`. */
export async function saveArmedWorkflow(tx: Writer, next: WorkflowRow): Promise<boolean> {
  const query = tx.prepared('arm workflow', (c) => {
    const { workflow } = c.t
    return c
      .update(workflow)
      .set({
        status: given('status'),
        statusChangedAt: given('statusChangedAt'),
        originalAssigneeId: given('originalAssigneeId'),
        chainId: given('chainId'),
        flowActionId: given('flowActionId'),
        updatedAt: given('updatedAt'),
        version: given('version'),
      })
      .where(
        and(
          eq(workflow.organizationId, sql.placeholder('organizationId')),
          eq(workflow.id, sql.placeholder('id')),
          eq(workflow.version, sql.placeholder('seen')),
        ),
      )
      .returning({ id: workflow.id })
  })
  return (await query.execute({ ...next, seen: next.version - 1 })).length === 1
}

/** What firing writes on the action. */
export type Firing = Pick<
  FlowActionRow,
  | 'state'
  | 'firedAt'
  | 'firedTriggerId'
  | 'firedLate'
  | 'explanation'
  | 'firedLocalDay'
  | 'firedLocalWeekday'
  | 'firedLocalHour'
  | 'endedAt'
  | 'endedBy'
>

/** Of all who try to fire or end an action one wins: undefined for the others. */
export async function fireAction(
  tx: Writer,
  { organizationId, id, version }: Pick<FlowActionRow, 'organizationId' | 'id' | 'version'>,
  firing: Firing,
): Promise<FlowActionRow | undefined> {
  const { flowAction } = tx.t
  const query = tx.prepared('fire action', (c) =>
    c
      .update(c.t.flowAction)
      .set({
        state: given('state'),
        firedAt: given('firedAt'),
        firedTriggerId: given('firedTriggerId'),
        firedLate: given('firedLate'),
        explanation: given('explanation'),
        lastEvaluatedAt: given('firedAt'),
        firedLocalDay: given('firedLocalDay'),
        firedLocalWeekday: given('firedLocalWeekday'),
        firedLocalHour: given('firedLocalHour'),
        endedAt: given('endedAt'),
        endedBy: given('endedBy'),
        version: sql`${c.t.flowAction.version} + 1`,
      })
      .where(and(sameAction(c), eq(c.t.flowAction.version, sql.placeholder('version')), armed(c)))
      .returning(),
  )
  const [row] = await query.execute({
    ...firing,
    organizationId,
    id,
    version,
    firedLate: flowAction.firedLate.mapToDriverValue(firing.firedLate),
    explanation: flowAction.explanation.mapToDriverValue(firing.explanation),
  })
  return row
}

/** Keeps the why-not of an evaluation that did not fire. */
export async function saveEvaluation(
  tx: Writer,
  action: Pick<FlowActionRow, 'organizationId' | 'id' | 'version'>,
  explanation: Explanation,
  now: Instant,
): Promise<void> {
  const query = tx.prepared('save evaluation', (c) =>
    c
      .update(c.t.flowAction)
      .set({ explanation: given('explanation'), lastEvaluatedAt: given('now') })
      .where(and(sameAction(c), eq(c.t.flowAction.version, sql.placeholder('version')), armed(c)))
      .returning({ id: c.t.flowAction.id }),
  )
  const { organizationId, id, version } = action
  const told = tx.t.flowAction.explanation.mapToDriverValue(explanation)
  await query.execute({ organizationId, id, version, now, explanation: told })
}

/** Ends an open action, whether armed or fired. Undefined when somebody was first. */
export async function endAction(
  tx: Writer,
  organizationId: string,
  { id, version }: Pick<FlowActionRow, 'id' | 'version'>,
  end: Pick<FlowActionRow, 'endedAt' | 'endedBy' | 'outcome'>,
): Promise<FlowActionRow | undefined> {
  const query = tx.prepared('end action', (c) =>
    c
      .update(c.t.flowAction)
      .set({
        state: sql`'ended'`,
        endedAt: given('endedAt'),
        endedBy: given('endedBy'),
        outcome: given('outcome'),
        version: sql`${c.t.flowAction.version} + 1`,
      })
      .where(and(sameAction(c), eq(c.t.flowAction.version, sql.placeholder('version')), isNull(c.t.flowAction.endedAt)))
      .returning(),
  )
  const [row] = await query.execute({ ...end, organizationId, id, version })
  return row
}

const sameAction = ({ t: { flowAction } }: Pick<Writer, 't'>) =>
  and(eq(flowAction.organizationId, sql.placeholder('organizationId')), eq(flowAction.id, sql.placeholder('id')))

const armed = ({ t: { flowAction } }: Pick<Writer, 't'>) => sql`${flowAction.state} = 'armed'`

/** As much of an armed action as a sweep needs. */
export type ArmedRow = Pick<FlowActionRow, 'organizationId' | 'id' | 'workflowId' | 'customerId' | 'logic'>

function armedPage(name: string, scope: (c: Reader) => SQL) {
  return async (conn: Reader, of: string, after: string, limit: number): Promise<ArmedRow[]> => {
    const query = conn.prepared(name, (c) => {
      const { flowAction: t } = c.t
      return c
        .select({
          organizationId: t.organizationId,
          id: t.id,
          workflowId: t.workflowId,
          customerId: t.customerId,
          logic: t.logic,
        })
        .from(t)
        .where(and(scope(c), gt(t.id, sql.placeholder('after')), armed(c)))
        .orderBy(asc(t.id))
        .limit(sql.placeholder('limit'))
    })
    return query.execute({ of, after, limit })
  }
}

/** Armed actions of one kind, in all organizations, by id. */
export const armedOfKind = armedPage('armed of kind', ({ t }) => eq(t.flowAction.kind, sql.placeholder('of')))

/** Armed actions of one organization, by id. */
export const armedOfOrganization = armedPage('armed of organization', ({ t }) =>
  eq(t.flowAction.organizationId, sql.placeholder('of')),
)
