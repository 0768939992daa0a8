import { and, asc, desc, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import type { FlowActionRow } from './store.ts'

/** The chain's first level has its id; only the later ones are in the index, so that the many chains of one level cost nothing. */
function ofChain({ flowAction }: Schema, chainId: string | SQL): SQL | undefined {
  const later = and(eq(flowAction.chainId, chainId), sql`${flowAction.depth} > 1`)
  return or(eq(flowAction.id, chainId), later)
}

/** The levels of a chain that have fired, first level first; `userId` is null where nobody was reached. */
export async function chainLevels(
  conn: Reader,
  organizationId: string,
  chainId: string,
): Promise<{ depth: number; userId: string | null; name: string | null; actionId: string }[]> {
  const query = conn.prepared('levels of a chain', (c) => {
    const { flowAction, member } = c.t
    return c
      .select({
        depth: flowAction.depth,
        userId: flowAction.recipientId,
        name: member.name,
        actionId: flowAction.id,
      })
      .from(flowAction)
      .leftJoin(
        member,
        and(eq(member.organizationId, flowAction.organizationId), eq(member.userId, flowAction.recipientId)),
      )
      .where(
        and(
          eq(flowAction.organizationId, sql.placeholder('organizationId')),
          ofChain(c.t, sql`${sql.placeholder('chainId')}`),
          isNotNull(flowAction.firedAt),
        ),
      )
      .orderBy(asc(flowAction.depth), asc(flowAction.id))
  })
  return [...(await query.execute({ organizationId, chainId }))]
}

/** Who really received it, and why not the one asked for. */
export async function setRecipient(
  tx: Writer,
  organizationId: string,
  actionId: string,
  received: { recipientId: string | null; fallback: string | null },
): Promise<void> {
  const { flowAction } = tx.t
  await tx
    .update(flowAction)
    .set(received)
    .where(and(eq(flowAction.organizationId, organizationId), eq(flowAction.id, actionId)))
}

/** False when the action has changed since it was loaded. */
export async function setAcknowledged(
  tx: Writer,
  action: FlowActionRow,
  by: { userId: string; at: Instant },
): Promise<boolean> {
  const { flowAction } = tx.t
  const rows = await tx
    .update(flowAction)
    .set({ acknowledgedAt: by.at, acknowledgedBy: by.userId, version: action.version + 1 })
    .where(sameVersion(flowAction, action))
    .returning({ id: flowAction.id })
  return rows.length === 1
}

/** The level of a chain that made way for the next one; undefined where it ended otherwise. */
export async function findLevelBelow(conn: Reader, action: FlowActionRow): Promise<FlowActionRow | undefined> {
  const { flowAction } = conn.t
  const [row] = await conn
    .select()
    .from(flowAction)
    .where(
      and(
        eq(flowAction.organizationId, action.organizationId),
        ofChain(conn.t, action.chainId),
        eq(flowAction.depth, action.depth - 1),
        eq(flowAction.endedBy, 'next_level'),
      ),
    )
    .orderBy(desc(flowAction.endedAt))
    .limit(1)
  return row
}

/** Opens a level again whose next level was cancelled before it fired. False when it has changed meanwhile. */
export async function reinstate(tx: Writer, action: FlowActionRow): Promise<boolean> {
  const { flowAction } = tx.t
  const rows = await tx
    .update(flowAction)
    .set({ state: 'fired', endedAt: null, endedBy: null, outcome: null, version: action.version + 1 })
    .where(sameVersion(flowAction, action))
    .returning({ id: flowAction.id })
  return rows.length === 1
}

function sameVersion(flowAction: Schema['flowAction'], action: FlowActionRow) {
  return and(
    eq(flowAction.organizationId, action.organizationId),
    eq(flowAction.id, action.id),
    eq(flowAction.version, action.version),
  )
}
