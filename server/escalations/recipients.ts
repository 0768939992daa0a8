import { pickFromTeam, type Refusal, refusalOf, type TeamCandidate } from '../../shared/escalations/guards.ts'
import { notFound } from '../../shared/errors.ts'
import { reachable } from '../../shared/notifications/decide.ts'
import type { Channel } from '../../shared/notifications/schema.ts'
import type { MemberStatus, Role } from '../../shared/roles.ts'
import type { Caller } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { listMembers } from '../people/members/store.ts'
import { listTeams } from '../people/teams/store.ts'
import { connectedChannels, openLoads } from './recipient-store.ts'
import { situationOf } from './situation.ts'
import { findSubject } from './store.ts'

export type Recipients = {
  people: {
    userId: string
    name: string
    role: Role
    status: MemberStatus
    /** Where they would hear of it; the inbox is always one. */
    channels: Channel[]
    /** Open flow actions that wait for or are with them. */
    load: number
    /** What a guard has against them for this workflow. */
    refusal: Omit<Refusal, 'chain'> | null
  }[]
  teams: {
    teamId: string
    name: string
    size: number
    recipientToday: { userId: string; name: string } | null
    refusal: Omit<Refusal, 'chain'> | null
  }[]
}

/**
 * Everybody an escalation may be given to, by name, with how they can be reached and, where a workflow is named, what the
 * guards say. Throws not_found for an unknown workflow.
 */
export async function listRecipients(
  conn: Reader,
  caller: Caller,
  workflowId: string | undefined,
): Promise<Recipients> {
  const { organizationId, settings } = caller
  const subject = workflowId === undefined ? undefined : await findSubject(conn, organizationId, workflowId)
  if (workflowId !== undefined && !subject) throw notFound('Workflow')
  const situation = subject && (await situationOf(conn, organizationId, subject, settings.maxEscalationDepth))
  const members = await listMembers(conn, organizationId)
  const connected = await connectedChannels(conn, organizationId)
  const loads = await openLoads(conn, organizationId)
  const candidates = new Map<string, TeamCandidate>()
  const people = members.map(({ userId, name, role, status, slackUserId }) => {
    const candidate = { userId, name, role, status, load: loads.get(userId) ?? 0 }
    candidates.set(userId, candidate)
    const channels: Channel[] = ['in_app', ...reachable({ hasSlackId: slackUserId !== null }, connected)]
    return { ...candidate, channels, refusal: brief(situation ? refusalOf(candidate, situation) : null) }
  })
  const teams = (await listTeams(conn, organizationId)).map(({ id, name, members: own }) => {
    const team = { name, members: own.flatMap(({ userId }) => candidates.get(userId) ?? []) }
    const picked = situation ? pickFromTeam(team, situation) : null
    const today = picked?.recipient ?? null
    return {
      teamId: id,
      name,
      size: own.length,
      recipientToday: today && { userId: today.userId, name: today.name },
      refusal: brief(picked?.refusal ?? null),
    }
  })
  return { people, teams }
}

function brief(refusal: Refusal | null): Omit<Refusal, 'chain'> | null {
  return refusal && { guard: refusal.guard, message: refusal.message }
}
