import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { periodOf } from '../../shared/analytics/periods.ts'
import type { RuleSearch } from '../routes/rules.ts'
import { daysWords } from '../ui/days-words.ts'
import { currentTime, useZone } from '../ui/time.tsx'
import { EVENT_WORDS } from './words.ts'

const route = getRouteApi('/shell/rules/$ruleId')

/** What of a rule's history the address asks for, in words too; null where that is all of it. */
export function useHistoryFilter() {
  const { event, from, to }: RuleSearch = route.useSearch()
  const navigate = route.useNavigate()
  const zone = useZone()
  return useMemo(() => {
    const days =
      from === undefined ? null : periodOf('custom', zone, currentTime(), { from, ...(to !== undefined && { to }) })
    const words = [event && EVENT_WORDS[event], days && daysWords(days)].filter((part) => part)
    return {
      filter: { ...(event !== undefined && { type: event }), ...(days !== null && { from: days.from, to: days.to }) },
      words: words.length === 0 ? null : words.join(' '),
      clear: () => void navigate({ search: {}, replace: true }),
    }
  }, [event, from, to, zone, navigate])
}
