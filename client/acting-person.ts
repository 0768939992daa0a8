import type { ActingPerson } from '../shared/escalations/lifecycle.ts'
import { useMe } from './session.tsx'
import { trpc } from './trpc.ts'

/** The signed-in person as the table of legal acts wants it; a manager's teammates are looked up. */
export function useActingPerson(): ActingPerson {
  const me = useMe()
  const { userId } = me.user
  const teams =
    trpc.teams.list.useQuery(undefined, { enabled: me.role === 'manager', staleTime: 60_000 }).data?.teams ?? []
  const mine = teams.filter(({ members }) => members.some((member) => member.userId === userId))
  return {
    userId,
    role: me.role,
    teammates: new Set(mine.flatMap(({ members }) => members.map((member) => member.userId))),
  }
}
