import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'
import { selectIn } from '../db/select-in.ts'

export type DefinitionRow = Schema['workflowDefinition']['$inferSelect']

/** Definitions whose id, or normalised name, is one of these. */
export async function definitionsBy(
  conn: Reader,
  organizationId: string,
  key: 'id' | 'nameSort',
  values: readonly string[],
): Promise<DefinitionRow[]> {
  return selectIn(conn, `definitions by ${key}`, values, { organizationId }, (c, list) => {
    const { workflowDefinition } = c.t
    return c
      .select()
      .from(workflowDefinition)
      .where(
        and(
          eq(workflowDefinition.organizationId, sql.placeholder('organizationId')),
          sql`${workflowDefinition[key]} in (${list})`,
        ),
      )
  })
}

/** All definitions by name, with how many workflows run on each, and how many of those are not completed. */
export async function listDefinitions(conn: Reader, organizationId: string) {
  const { workflowDefinition, workflow } = conn.t
  const rows = await conn
    .select()
    .from(workflowDefinition)
    .where(eq(workflowDefinition.organizationId, organizationId))
    .orderBy(asc(workflowDefinition.nameSort), asc(workflowDefinition.id))
  const counts = await conn
    .select({
      definitionId: workflow.definitionId,
      workflows: count(),
      open: sql`sum(case when ${workflow.status} = 'completed' then 0 else 1 end)`.mapWith(Number),
    })
    .from(workflow)
    .where(eq(workflow.organizationId, organizationId))
    .groupBy(workflow.definitionId)
  const countsOf = new Map(counts.map((row) => [row.definitionId, row]))
  return rows.map(({ organizationId: _, nameSort: __, ...row }) => ({
    ...row,
    workflows: countsOf.get(row.id)?.workflows ?? 0,
    openWorkflows: countsOf.get(row.id)?.open ?? 0,
  }))
}

export async function insertDefinitions(tx: Writer, rows: DefinitionRow[]): Promise<void> {
  await insertMany(tx, tx.t.workflowDefinition, rows, 'ignore')
}

export async function updateDefinition(tx: Writer, row: DefinitionRow): Promise<void> {
  const { workflowDefinition } = tx.t
  const { organizationId, id, createdAt: _, ...columns } = row
  await tx
    .update(workflowDefinition)
    .set(columns)
    .where(and(eq(workflowDefinition.organizationId, organizationId), eq(workflowDefinition.id, id)))
}

export async function countWorkflowsOf(conn: Reader, organizationId: string, definitionId: string): Promise<number> {
  const { workflow } = conn.t
  const [row] = await conn
    .select({ count: count() })
    .from(workflow)
    .where(and(eq(workflow.organizationId, organizationId), eq(workflow.definitionId, definitionId)))
  return row?.count ?? 0
}

export async function deleteDefinition(tx: Writer, organizationId: string, id: string): Promise<void> {
  const { workflowDefinition } = tx.t
  await tx
    .delete(workflowDefinition)
    .where(and(eq(workflowDefinition.organizationId, organizationId), eq(workflowDefinition.id, id)))
}
