import type { MemberStatus, Role } from '../roles.ts'

export const GUARDS = [
  'not_a_member',
  'depth',
  'original_assignee',
  'current_assignee',
  'already_in_chain',
  'nobody_in_team',
] as const
export type Guard = (typeof GUARDS)[number]

/** One person of a chain: depth 0 is the original assignee, 1 and up are those it was escalated to. */
export type ChainLink = { depth: number; userId: string; name: string }

/** Why this person may not receive this escalation; `message` says it to the one who asked. */
export type Refusal = { guard: Guard; message: string; chain: ChainLink[] }

export type Candidate = { userId: string; name: string; role: Role; status: MemberStatus }

/** What the guards look at besides the recipient. */
export type Situation = {
  assigneeId: string | null
  originalAssigneeId: string | null
  /** Everyone who has it had so far: the original assignee and the recipients of the levels that fired. */
  chain: ChainLink[]
  /** The level this escalation is or would be, from 1. */
  depth: number
  maxDepth: number
}

/**
 * The guards of an escalation on its recipient as finally resolved; asked when it is armed and again when it fires.
 * Returns null where nothing stands against it.
 */
export function refusalOf(recipient: Candidate, situation: Situation): Refusal | null {
  const refuse = (guard: Guard, message: string): Refusal => ({ guard, message, chain: situation.chain })
  const { userId, name } = recipient
  if (recipient.status === 'removed')
    return refuse('not_a_member', `${name} is no longer a member of this organization`)
  if (situation.depth > situation.maxDepth) return refuse('depth', depthMessage(situation))
  if (userId === situation.originalAssigneeId && situation.depth > 1)
    return refuse('original_assignee', `${name} had this workflow before it was escalated: de-escalate returns it`)
  if (userId === situation.assigneeId)
    return refuse('current_assignee', `${name} works on this workflow already: choose somebody else`)
  if (situation.chain.some((link) => link.depth > 0 && link.userId === userId))
    return refuse('already_in_chain', `This workflow was already escalated to ${name}: nobody receives it twice`)
  return null
}

export type TeamCandidate = Candidate & {
  /** Open flow actions that wait for or are with this person. */
  load: number
}

/**
 * Of a team, who receives it: somebody who passes the guards; people who can act at once (not invited, not a viewer)
 * before the others, then the least loaded, then the smallest id, so that the same facts always pick the same person.
 */
export function pickFromTeam(team: { name: string; members: TeamCandidate[] }, situation: Situation): TeamPick {
  const passing = team.members.filter((member) => refusalOf(member, situation) === null)
  const [first] = passing.sort(
    (a, b) => Number(canAct(b)) - Number(canAct(a)) || a.load - b.load || (a.userId < b.userId ? -1 : 1),
  )
  if (first) return { recipient: first, refusal: null }
  const tooDeep = situation.depth > situation.maxDepth
  const refusal: Refusal = {
    guard: tooDeep ? 'depth' : 'nobody_in_team',
    message: tooDeep
      ? depthMessage(situation)
      : `Nobody in ${team.name} can receive this: each is its assignee, had it before, or is no longer a member`,
    chain: situation.chain,
  }
  return { recipient: null, refusal }
}

export type TeamPick = { recipient: TeamCandidate; refusal: null } | { recipient: null; refusal: Refusal }

/** The chain as people read it: "Anna → Ben → Carla". */
export function chainInWords(chain: ChainLink[]): string {
  return chain.map((link) => link.name).join(' → ')
}

function canAct(candidate: Candidate): boolean {
  return candidate.status === 'active' && candidate.role !== 'viewer'
}

function depthMessage({ maxDepth, chain }: Situation): string {
  const levels = maxDepth === 1 ? '1 level' : `${maxDepth} levels`
  return `An escalation may have at most ${levels}, and this one has them all: ${chainInWords(chain)}`
}
