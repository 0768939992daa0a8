import type { Candidate, ChainLink, Refusal, Situation } from '../../shared/escalations/guards.ts'
import { pickFromTeam, refusalOf } from '../../shared/escalations/guards.ts'
import { badField, DomainError } from '../../shared/errors.ts'
import type { Reader } from '../db/engine.ts'
import { chainLevels } from './level-store.ts'
import { findMember, findTeam } from './recipient-store.ts'
import { openChain, type Subject } from './store.ts'

/**
 * What the guards look at if this workflow were escalated now, or when level `depth` of it fires.
 * Before the chain opens, whoever has the workflow is its original assignee.
 */
export async function situationOf(
  conn: Reader,
  organizationId: string,
  subject: Subject,
  maxDepth: number,
  depth?: number,
): Promise<Situation> {
  const { workflow, assigneeName, originalName } = subject
  const { assigneeId } = workflow
  const chainId = depth === 1 ? null : openChain(subject)
  const open = chainId !== null
  const levels = open ? await chainLevels(conn, organizationId, chainId) : []
  const earlier = levels.filter((level) => depth === undefined || level.depth < depth)
  const originalAssigneeId = open ? workflow.originalAssigneeId : assigneeId
  const original = link(0, originalAssigneeId, open ? originalName : assigneeName)
  return {
    assigneeId,
    originalAssigneeId,
    chain: [...original, ...earlier.flatMap((level) => link(level.depth, level.userId, level.name))],
    depth: depth ?? (earlier.at(-1)?.depth ?? 0) + 1,
    maxDepth,
  }
}

function link(depth: number, userId: string | null, name: string | null): ChainLink[] {
  return userId === null ? [] : [{ depth, userId, name: name ?? '' }]
}

export type Target = { escalateToUserId?: string | undefined; escalateToTeamId?: string | undefined }

/** Who would receive it now. `team` is set where a team was asked for: its member is picked again when it fires. */
export type Resolved = { team: { teamId: string; name: string } | null } & (
  | { recipient: Candidate; refusal: null }
  | { recipient: Candidate | null; refusal: Refusal }
)

/** Undefined where the organization has no such member or team. */
export async function resolveTarget(
  conn: Reader,
  organizationId: string,
  { escalateToUserId, escalateToTeamId }: Target,
  situation: Situation,
): Promise<Resolved | undefined> {
  if (escalateToTeamId !== undefined) {
    const team = await findTeam(conn, organizationId, escalateToTeamId)
    return team && { ...pickFromTeam(team, situation), team: { teamId: team.teamId, name: team.name } }
  }
  const recipient = await findMember(conn, organizationId, escalateToUserId ?? '')
  if (!recipient) return undefined
  const refusal = refusalOf(recipient, situation)
  return refusal ? { recipient, refusal, team: null } : { recipient, refusal, team: null }
}

/** The 400 of a recipient whom the organization does not have. */
export function unknownTarget({ escalateToTeamId }: Target): DomainError {
  return escalateToTeamId === undefined
    ? badField(['escalateToUserId'], 'There is no such member in this organization')
    : badField(['escalateToTeamId'], 'There is no such team in this organization')
}

/** The 409 that shows guard and chain. */
export function refused({ guard, message, chain }: Refusal, { depth, maxDepth }: Situation): DomainError {
  return new DomainError('conflict', message, { details: { guard, chain, depth, maxDepth } })
}
