import { getRouteApi } from '@tanstack/react-router'
import { ALERT_STATUSES, type AlertStatus, SEVERITIES, type Severity } from '../../shared/alerts/schema.ts'
import type { AlertsSearch } from '../routes/alerts.ts'
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
  const status = search.status ?? 'open'
  const filter: { status?: AlertStatus; severity?: Severity } = {
    ...(status === 'all' ? {} : { status }),
    ...(search.severity === undefined ? {} : { severity: search.severity }),
  }
  return { status, severity: search.severity, shown: search.alert, filter, change }
}
