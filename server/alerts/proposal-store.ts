import { and, asc, desc, eq } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Actor } from '../../shared/actor.ts'
import type { ProposalState } from '../../shared/alerts/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'

export type ProposalRow = Schema['alertProposal']['$inferSelect']

/** What was proposed, the latest first: at most 100. */
export async function listProposals(conn: Reader, organizationId: string): Promise<ProposalRow[]> {
  const { alertProposal } = conn.t
  return conn
    .select()
    .from(alertProposal)
    .where(eq(alertProposal.organizationId, organizationId))
    .orderBy(desc(alertProposal.createdAt), desc(alertProposal.id))
    .limit(100)
}

/** Proposals in force, in the order in which they were applied. */
export async function listApplied(conn: Reader, organizationId: string): Promise<ProposalRow[]> {
  const { alertProposal } = conn.t
  return conn
    .select()
    .from(alertProposal)
    .where(and(eq(alertProposal.organizationId, organizationId), eq(alertProposal.state, 'applied')))
    .orderBy(asc(alertProposal.decidedAt), asc(alertProposal.id))
}

export async function getProposal(conn: Reader, organizationId: string, id: string): Promise<ProposalRow | undefined> {
  const { alertProposal } = conn.t
  const rows = await conn
    .select()
    .from(alertProposal)
    .where(and(eq(alertProposal.organizationId, organizationId), eq(alertProposal.id, id)))
  return rows[0]
}

/** Puts new proposals in the place of those that nobody has decided about. */
export async function replaceOpen(tx: Writer, organizationId: string, rows: readonly ProposalRow[]): Promise<void> {
  const { alertProposal } = tx.t
  await tx
    .delete(alertProposal)
    .where(and(eq(alertProposal.organizationId, organizationId), eq(alertProposal.state, 'proposed')))
  await insertMany(tx, alertProposal, rows)
}

/** Decides about a proposal that is still in this state; false where somebody was first. */
export async function decideProposal(
  tx: Writer,
  { organizationId, id, state }: Pick<ProposalRow, 'organizationId' | 'id' | 'state'>,
  to: { state: ProposalState; by: Actor; at: Instant },
): Promise<boolean> {
  const { alertProposal } = tx.t
  const rows = await tx
    .update(alertProposal)
    .set({ state: to.state, decidedBy: to.by, decidedAt: to.at })
    .where(
      and(eq(alertProposal.organizationId, organizationId), eq(alertProposal.id, id), eq(alertProposal.state, state)),
    )
    .returning({ id: alertProposal.id })
  return rows.length > 0
}
