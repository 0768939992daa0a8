import { describe, expect, it } from 'vitest'
import {
  type Candidate,
  chainInWords,
  pickFromTeam,
  refusalOf,
  type Situation,
  type TeamCandidate,
} from '../../shared/escalations/guards.ts'

const person = (userId: string, more: Partial<Candidate> = {}): Candidate => ({
  userId,
  name: userId.toUpperCase(),
  role: 'member',
  status: 'active',
  ...more,
})
const teamMember = (userId: string, load: number, more: Partial<Candidate> = {}): TeamCandidate => ({
  ...person(userId, more),
  load,
})

const first: Situation = {
  assigneeId: 'anna',
  originalAssigneeId: 'anna',
  chain: [{ depth: 0, userId: 'anna', name: 'ANNA' }],
  depth: 1,
  maxDepth: 2,
}
const second: Situation = { ...first, chain: [...first.chain, { depth: 1, userId: 'ben', name: 'BEN' }], depth: 2 }

describe('guards of escalate', () => {
  it.each([
    ['an active member', person('carla'), first],
    ['an invited member', person('carla', { status: 'invited' }), first],
    ['a viewer, who is a member too', person('carla', { role: 'viewer' }), first],
    ['somebody new on the second level', person('carla'), second],
  ])('accepts %s', (_, recipient, situation) => {
    expect(refusalOf(recipient, situation)).toBeNull()
  })

  it.each([
    ['not_a_member', 'somebody who was removed', person('carla', { status: 'removed' }), first],
    ['current_assignee', 'the one who has it', person('anna'), first],
    ['original_assignee', 'the original assignee, who kept it', person('anna'), second],
    ['original_assignee', 'the original assignee, who lost it', person('anna'), { ...second, assigneeId: 'ben' }],
    ['current_assignee', 'the recipient who took it', person('ben'), { ...second, assigneeId: 'ben' }],
    ['current_assignee', 'whom it was reassigned to', person('dora'), { ...second, assigneeId: 'dora' }],
    ['already_in_chain', 'an earlier recipient', person('ben'), second],
    ['depth', 'a third level where two are allowed', person('carla'), { ...second, depth: 3 }],
    ['depth', 'a second level where one is allowed', person('carla'), { ...second, maxDepth: 1 }],
  ])('refuses by %s %s', (guard, _, recipient, situation) => {
    const refusal = refusalOf(recipient, situation)
    expect(refusal).toMatchObject({ guard, chain: situation.chain })
    expect(refusal?.message).not.toBe('')
  })

  it('allows as many levels as the organization says', () => {
    for (let maxDepth = 1; maxDepth <= 5; maxDepth += 1) {
      expect(refusalOf(person('zoe'), { ...first, depth: maxDepth, maxDepth })).toBeNull()
      expect(refusalOf(person('zoe'), { ...first, depth: maxDepth + 1, maxDepth })?.guard).toBe('depth')
    }
  })

  it('lets anybody receive a workflow that nobody has', () => {
    const unassigned: Situation = { ...first, assigneeId: null, originalAssigneeId: null, chain: [] }
    expect(refusalOf(person('anna'), unassigned)).toBeNull()
  })

  it('shows the chain in words', () => {
    expect(chainInWords(second.chain)).toBe('ANNA → BEN')
    expect(refusalOf(person('carla'), { ...second, depth: 3 })?.message).toContain('ANNA → BEN')
  })
})

describe('a team', () => {
  const pick = (members: TeamCandidate[], situation = first) =>
    pickFromTeam({ name: 'Renewals', members }, situation).recipient?.userId

  it('gives it to the least loaded', () => {
    expect(pick([teamMember('ben', 3), teamMember('carla', 1), teamMember('dora', 2)])).toBe('carla')
  })
  it('breaks a tie the same way whatever the order', () => {
    const members = [teamMember('dora', 1), teamMember('ben', 1), teamMember('carla', 1)]
    expect(pick(members)).toBe('ben')
    expect(pick(members.toReversed())).toBe('ben')
  })
  it('passes over whom a guard refuses', () => {
    expect(pick([teamMember('anna', 0), teamMember('ben', 5)])).toBe('ben')
    expect(pick([teamMember('anna', 0), teamMember('ben', 0), teamMember('carla', 9)], second)).toBe('carla')
  })
  it('prefers people who can act at once', () => {
    const busy = teamMember('zoe', 7)
    expect(pick([teamMember('ben', 0, { status: 'invited' }), busy])).toBe('zoe')
    expect(pick([teamMember('ben', 0, { role: 'viewer' }), busy])).toBe('zoe')
    expect(pick([teamMember('ben', 0, { status: 'invited' })])).toBe('ben')
  })
  it('says so where nobody is left', () => {
    const nobody = pickFromTeam({ name: 'Renewals', members: [teamMember('anna', 0)] }, first)
    expect(nobody).toMatchObject({ recipient: null, refusal: { guard: 'nobody_in_team', chain: first.chain } })
    expect(nobody.refusal?.message).toContain('Renewals')
    expect(pickFromTeam({ name: 'Empty', members: [] }, first).refusal?.guard).toBe('nobody_in_team')
    const deep = pickFromTeam({ name: 'Renewals', members: [teamMember('zoe', 0)] }, { ...second, depth: 3 })
    expect(deep.refusal?.guard).toBe('depth')
  })
})
