import type { Actor, Person } from '../../shared/actor.ts'
import { describeCondition } from '../../shared/rules/describe.ts'
import { fieldsOf } from '../../shared/rules/condition.ts'
import type { RuleSnapshot } from '../../shared/rules/history.ts'
import type { MemberStatus } from '../../shared/roles.ts'
import type { OnEnable } from '../../shared/rules/decide.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'
import { listMembers } from '../people/members/store.ts'
import { listTeams } from '../people/teams/store.ts'
import { emptyWeeks, firingsPerWeek, type RuleEventRow } from './event-store.ts'
import { countStates } from './state-store.ts'
import { listRuleRows, type RuleRow } from './store.ts'

export type RuleTarget =
  | { kind: 'user'; id: string; name: string; status: MemberStatus }
  | { kind: 'team'; id: string; name: string; size: number }

/** A rule as lists and pages show it. */
export type RuleView = RuleSnapshot & {
  id: string
  /** From 1: the order in which rules win. */
  position: number
  /** The condition as people say it. */
  words: string
  fields: string[]
  target: RuleTarget
  /** The breaker stopped it. */
  pausedAt: Instant | null
  /** It is being taken through all workflows just now. */
  arriving: OnEnable | null
  lastFiredAt: Instant | null
  /** Open workflows that match, as rules in the shadow or on last saw them. */
  matching: number
  quarantined: number
  /** Firings per week, the oldest first; in the shadow apart. */
  weeks: number[]
  shadowWeeks: number[]
  createdBy: Actor
  createdAt: Instant
  updatedAt: Instant
  version: number
}

/** Every rule in the order in which they win. */
export async function ruleViews(conn: Reader, organizationId: string, now: Instant): Promise<RuleView[]> {
  const rules = await listRuleRows(conn, organizationId)
  const targetOf = await targetReader(conn, organizationId)
  const counts = await countStates(conn, organizationId)
  const weeks = await firingsPerWeek(conn, organizationId, now)
  return rules.map((rule, index) => {
    const { organizationId: _, lastPickedId: __, arrivingAfter: ___, removedAt: ____, ...shown } = rule
    const firings = weeks.get(rule.id) ?? emptyWeeks()
    return {
      ...shown,
      position: index + 1,
      words: describeCondition(rule.conditions),
      fields: fieldsOf(rule.conditions),
      target: targetOf(rule),
      matching: counts.matching.get(`${rule.id} ${rule.mode}`) ?? 0,
      quarantined: counts.quarantined.get(rule.id) ?? 0,
      weeks: firings.weeks,
      shadowWeeks: firings.shadow,
    }
  })
}

/** One rule as `ruleViews` shows it. */
export async function ruleView(
  conn: Reader,
  organizationId: string,
  id: string,
  now: Instant,
): Promise<RuleView | undefined> {
  return (await ruleViews(conn, organizationId, now)).find((rule) => rule.id === id)
}

/** Looks targets up by rule, also people who left. */
export async function targetReader(
  conn: Reader,
  organizationId: string,
): Promise<(rule: Pick<RuleRow, 'escalateToUserId' | 'escalateToTeamId'>) => RuleTarget> {
  const members = new Map((await listMembers(conn, organizationId)).map((member) => [member.userId, member]))
  const teams = new Map((await listTeams(conn, organizationId)).map((team) => [team.id, team]))
  return ({ escalateToUserId, escalateToTeamId }) => {
    if (escalateToTeamId !== null) {
      const team = teams.get(escalateToTeamId)
      return { kind: 'team', id: escalateToTeamId, name: team?.name ?? '', size: team?.members.length ?? 0 }
    }
    const member = members.get(escalateToUserId ?? '')
    return {
      kind: 'user',
      id: escalateToUserId ?? '',
      name: member?.name ?? '',
      status: member?.status ?? 'removed',
    }
  }
}

/** An event as it is shown: by whom, with the names of those it is about. */
export type RuleEventView = Omit<RuleEventRow, 'organizationId' | 'actor'> & {
  by: (Person | { ruleId: string; name: string }) | null
  customerName: string | null
  ruleName: string | null
}

export function byOf(actor: Actor): RuleEventView['by'] {
  if (actor.type === 'job') return null
  if (actor.type === 'rule') return { ruleId: actor.ruleId, name: actor.name }
  return { userId: actor.userId, name: actor.name }
}
