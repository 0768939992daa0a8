import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ALERT_STATUSES, type AlertFilter, SEVERITIES } from '../../shared/alerts/schema.ts'
import { periodOf } from '../../shared/analytics/periods.ts'
import type { AlertsSearch } from '../routes/alerts.ts'
import { currentTime, useZone } from '../ui/time.tsx'
import { SEVERITY_WORDS, STATUS_WORDS } from './words.ts'

const route = getRouteApi('/shell/alerts')

export const STATUS_CHOICES = [
  ...ALERT_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] })),
  { value: 'all' as const, label: 'All' },
]
export const SEVERITY_CHOICES = SEVERITIES.map((value) => ({ value, label: SEVERITY_WORDS[value] }))

/** The dashboard's filters and the alert that is looked at, as the address holds them. Nothing said: what is open. */
export function useAlertFilters() {
  const search: AlertsSearch = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: Partial<AlertsSearch>) =>
    void navigate({ search: (before: AlertsSearch) => ({ ...before, ...part }), replace: true })
  const { status = 'open', severity, indicator, from, to, alert: shown } = search
  const zone = useZone()
  const days = useMemo(
    () =>
      from === undefined ? null : periodOf('custom', zone, currentTime(), { from, ...(to !== undefined && { to }) }),
    [zone, from, to],
  )
  const filter: AlertFilter = {
    ...(status !== 'all' && { status }),
    ...(severity !== undefined && { severity }),
    ...(indicator !== undefined && { indicator }),
    ...(days !== null && { from: days.from, to: days.to }),
  }
  /** Whether more is chosen than a status. */
  const narrowed = severity !== undefined || indicator !== undefined || days !== null
  return { status, severity, indicator, days, narrowed, shown, filter, change }
}
