import type { Severity } from '../../shared/alerts/schema.ts'
import { FilterChip, ToggleChip } from '../ui/list/filter-chip.tsx'
import { SEVERITY_CHOICES, STATUS_CHOICES, type useAlertFilters } from './use-alert-filters.ts'

type FilterBarProps = { filters: ReturnType<typeof useAlertFilters>; count: number | undefined }

/** Which alerts are listed: one status or all, one severity or any. */
export function FilterBar({ filters, count }: FilterBarProps) {
  const { status, severity, change } = filters
  return (
    <div className="h-alert-filters" role="toolbar" aria-label="Filters">
      {STATUS_CHOICES.map(({ value, label }) => (
        <ToggleChip
          key={value}
          label={label}
          on={status === value}
          onChange={() => change({ status: value === 'open' ? undefined : value, alert: undefined })}
        />
      ))}
      <FilterChip
        label="Severity"
        values={severity === undefined ? [] : [severity]}
        options={SEVERITY_CHOICES}
        onChange={([chosen]) => change({ severity: chosen as Severity | undefined, alert: undefined })}
      />
      {count !== undefined && (
        <span className="h-list-count" role="status">
          {count.toLocaleString('en')} {count === 1 ? 'alert' : 'alerts'}
        </span>
      )}
    </div>
  )
}
