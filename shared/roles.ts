export const ROLES = ['admin', 'manager', 'member', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** `removed` keeps the row, for the history that names the person; it may do nothing. */
export type MemberStatus = 'active' | 'invited' | 'removed'

/**
 * Who may, in one place, for tRPC and REST alike. `act` is the coarse gate of a change on a workflow:
 * whose workflow it may be is `mayActOn`.
 */
export const ACCESS = {
  read: ['admin', 'manager', 'member', 'viewer'],
  /** One's own notifications, preferences and sessions. */
  self: ['admin', 'manager', 'member', 'viewer'],
  act: ['admin', 'manager', 'member'],
  analytics: ['admin', 'manager'],
  /** A setting of the organization adds managers. */
  alerts: ['admin'],
  /** Rules, settings, members, keys, imports, jobs, and feeding facts in. */
  admin: ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Access = keyof typeof ACCESS

export type Settings = { alertsForManagers: boolean }

/** May this role pass this gate in an organization with these settings? */
export function mayPass(role: Role, access: Access, settings: Settings): boolean {
  if (access === 'alerts' && role === 'manager') return settings.alertsForManagers
  return (ACCESS[access] as readonly Role[]).includes(role)
}

/**
 * May this person act on a workflow of this assignee and open recipient? Admins on all, managers also on
 * their teams' (`teammates`: everyone in a team of theirs), members on what is assigned or escalated to them.
 */
export function mayActOn(
  person: { userId: string; role: Role; teammates: ReadonlySet<string> },
  workflow: { assigneeId: string | null; recipientId: string | null },
): boolean {
  if (person.role === 'admin') return true
  if (person.role === 'viewer') return false
  const concerned = [workflow.assigneeId, workflow.recipientId]
  if (concerned.includes(person.userId)) return true
  return person.role === 'manager' && concerned.some((userId) => userId !== null && person.teammates.has(userId))
}
