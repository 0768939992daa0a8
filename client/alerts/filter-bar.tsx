import type { Severity } from '../../shared/alerts/schema.ts'
import { FilterChip, ToggleChip, TakenChip } from '../ui/list/filter-chip.tsx'
import { daysWords } from '../ui/days-words.ts'
import { SEVERITY_CHOICES, STATUS_CHOICES, type useAlertFilters } from './use-alert-filters.ts'
import { tagWords } from './words.ts'

type FilterBarProps = { filters: ReturnType<typeof useAlertFilters>; count: number | undefined }

/** Which alerts are listed: one status or all, one severity or any; and what a number elsewhere narrowed them to. */
export function FilterBar({ filters, count }: FilterBarProps) {
  const { status, severity, indicator, days, change } = filters
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
      {indicator !== undefined && (
        <TakenChip
          words={`with ${tagWords(indicator)}`}
          onTakeOff={() => change({ indicator: undefined, alert: undefined })}
        />
      )}
      {days !== null && (
        <TakenChip
          words={`raised ${daysWords(days)}`}
          onTakeOff={() => change({ from: undefined, to: undefined, alert: undefined })}
        />
      )}
      {count !== undefined && (
        <span className="h-list-count" role="status">
          {count.toLocaleString('en')} {count === 1 ? 'alert' : 'alerts'}
        </span>
      )}
    </div>
  )
}
