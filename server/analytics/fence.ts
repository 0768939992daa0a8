import type { Scope } from '../../shared/analytics/schema.ts'
import type { Teams } from '../../shared/analytics/select.ts'
import type { Ask } from './questions.ts'

/**
 * Admins see everything. Managers see what was assigned or escalated to them and to anybody in their teams, and what was
 * escalated to those teams; of teams they see theirs.
 */
export function fenceOf({ userId, role }: Pick<Ask, 'userId' | 'role'>, all: Teams): { scope: Scope; teams: Teams } {
  if (role === 'admin') return { scope: null, teams: all }
  const teams = new Map([...all].filter(([, members]) => members.includes(userId)))
  const people = [...new Set([userId, ...[...teams.values()].flat()])].toSorted()
  return { scope: { people, teams: [...teams.keys()] }, teams }
}
