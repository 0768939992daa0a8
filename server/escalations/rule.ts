import { pickFromTeam, type Refusal, type Situation, type TeamCandidate } from '../../shared/escalations/guards.ts'
import type { TeamPick } from '../../shared/rules/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import type { OrganizationRow } from '../people/organizations/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { findTeam } from './recipient-store.ts'
import { type Resolved, resolveTarget, situationOf } from './situation.ts'
import { findSubject, openChain } from './store.ts'

export type RuleEscalation = {
  organization: OrganizationRow
  workflowId: string
  rule: {
    id: string
    name: string
    escalateToUserId: string | null
    escalateToTeamId: string | null
    teamPick: TeamPick
    /** Whose turn it was last. */
    lastPickedId: string | null
  }
  reason: string
  now: Instant
}

export type RuleEscalated =
  | { refusal: Pick<Refusal, 'message'> }
  | { refusal: null; recipientId: string; flowActionId: string }

/**
 * Escalates a workflow at once because a rule says so, with the guards that everybody's escalations have; what they refuse
 * changes nothing and goes to no fallback. No flow action is open on it.
 */
export async function escalateByRule(
  app: { triggers: TriggerEngine },
  tx: Writer,
  { organization, workflowId, rule, reason, now }: RuleEscalation,
): Promise<RuleEscalated> {
  const { id: organizationId, settings, timeZone } = organization
  const subject = await findSubject(tx, organizationId, workflowId)
  if (!subject || subject.action) return { refusal: { message: 'A flow action is open on this workflow' } }
  const situation = await situationOf(tx, organizationId, subject, settings.maxEscalationDepth)
  const resolved = await resolveRuleTarget(tx, organizationId, rule, situation)
  if (!resolved) return { refusal: { message: 'The person or team it escalates to is gone' } }
  if (resolved.refusal) return { refusal: resolved.refusal }
  const { recipient, team } = resolved
  const { action } = await app.triggers.arm(tx, {
    organizationId,
    timeZone,
    workflow: subject.workflow,
    kind: 'escalate',
    triggers: [],
    logic: 'OR',
    chainId: openChain(subject),
    depth: situation.depth,
    recipientId: recipient.userId,
    recipientTeamId: team?.teamId ?? null,
    originalAssigneeId: situation.originalAssigneeId,
    reason,
    source: 'rule',
    ruleId: rule.id,
    actor: { type: 'rule', ruleId: rule.id, name: rule.name },
    now,
  })
  return { refusal: null, recipientId: recipient.userId, flowActionId: action.id }
}

type Target = RuleEscalation['rule']

/** Who would receive what the rule escalates now; undefined where there is nobody of that name any more. */
export async function resolveRuleTarget(
  conn: Reader,
  organizationId: string,
  rule: Omit<Target, 'id' | 'name'>,
  situation: Situation,
): Promise<Resolved | undefined> {
  const { escalateToUserId, escalateToTeamId, teamPick, lastPickedId } = rule
  if (escalateToTeamId === null)
    return resolveTarget(conn, organizationId, { escalateToUserId: escalateToUserId ?? '' }, situation)
  if (teamPick === 'least_loaded') return resolveTarget(conn, organizationId, { escalateToTeamId }, situation)
  const team = await findTeam(conn, organizationId, escalateToTeamId)
  const turns = team && { ...team, members: inTurn(team.members, lastPickedId) }
  return turns && { ...pickFromTeam(turns, situation), team: { teamId: turns.teamId, name: turns.name } }
}

/** Everybody in turn: whoever comes next after the last one counts as the least loaded. */
function inTurn(members: readonly TeamCandidate[], lastPickedId: string | null): TeamCandidate[] {
  const sorted = members.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))
  const next = sorted.findIndex(({ userId }) => userId > (lastPickedId ?? ''))
  const from = next === -1 ? 0 : next
  return sorted.map((member, at) => ({ ...member, load: (at - from + sorted.length) % sorted.length }))
}
