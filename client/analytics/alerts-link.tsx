import { Link } from '@tanstack/react-router'
import type { Days } from '../../shared/analytics/periods.ts'
import type { AlertsSearch } from '../routes/alerts.ts'
import type { LinkParts } from './link-bars.tsx'

type AlertsLinkProps = LinkParts & { days: Days; search: Pick<AlertsSearch, 'status' | 'severity' | 'indicator'> }

/** Leads to the alerts of these days, of every status unless one is named. */
export function AlertsLink({ days: { firstDay, lastDay }, search, ...parts }: AlertsLinkProps) {
  return (
    <Link to="/alerts" search={{ status: 'all', ...search, from: firstDay, to: lastDay }} preload={false} {...parts} />
  )
}
