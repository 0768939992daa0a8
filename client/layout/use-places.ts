import { mayPass } from '../../shared/roles.ts'
import { useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { ADMIN, type Place, WORK } from './places.ts'

/** The places this person may open, and their numbers. */
export function usePlaces() {
  const me = useMe()
  const counts = trpc.workflows.counts.useQuery(undefined, { staleTime: 10_000 }).data
  const open = (place: Place) => mayPass(me.role, place.access, me.organization.settings)
  return {
    work: WORK.filter(open),
    admin: ADMIN.filter(open),
    countOf: (place: Place) => (place.badge && counts?.[place.badge]) || 0,
    unread: counts?.unread ?? 0,
  }
}
