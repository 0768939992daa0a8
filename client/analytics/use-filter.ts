import { useMemo } from 'react'
import { comparisonOf, periodOf } from '../../shared/analytics/periods.ts'
import { currentTime, useZone } from '../ui/time.tsx'
import type { AnalyticsSearch } from './search.ts'

/** The filters of the address as the server takes them, with the days they mean. */
export function useFilter({ period = '90d', from, to, compare = 'previous', ...rest }: AnalyticsSearch) {
  const zone = useZone()
  const { definition, recipient, team, trigger, source } = rest
  return useMemo(() => {
    const days = periodOf(period, zone, currentTime(), {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    })
    const before = comparisonOf(days, compare, zone)
    return {
      days,
      before,
      filter: {
        from: days.from,
        to: days.to,
        ...(definition !== undefined && { definitionId: definition }),
        ...(recipient !== undefined && { recipientId: recipient }),
        ...(team !== undefined && { teamId: team }),
        ...(trigger !== undefined && { triggerType: trigger }),
        ...(source !== undefined && { source }),
      },
      previous: before === null ? undefined : { from: before.from, to: before.to },
    }
  }, [zone, period, from, to, compare, definition, recipient, team, trigger, source])
}
