import { Button } from '@mantine/core'
import { COMPARISON_WORDS, COMPARISONS, type Days, PERIOD_WORDS, PERIODS } from '../../shared/analytics/periods.ts'
import { ChoiceChip } from '../ui/list/choice-chip.tsx'
import { FilterChip } from '../ui/list/filter-chip.tsx'
import { DayFields } from './day-fields.tsx'
import { useFilterSpecs } from './options.ts'
import type { AnalyticsSearch } from './search.ts'

type FiltersProps = {
  search: AnalyticsSearch
  /** The days that the search means. */
  days: Days
  onChange: (part: Partial<AnalyticsSearch>) => void
  /** Whether the page compares with other days. */
  compares?: boolean
}

const periods = PERIODS.map((value) => ({ value, label: PERIOD_WORDS[value] }))
const comparisons = COMPARISONS.map((value) => ({ value, label: COMPARISON_WORDS[value] }))

/** Which days, compared with which, and of whom and what; all in the address. */
export function Filters({ search, days, onChange, compares = false }: FiltersProps) {
  const specs = useFilterSpecs()
  const { period = '90d', compare = 'previous' } = search
  const filtered = specs.some(({ key }) => search[key] !== undefined)
  const clear = () =>
    onChange({ definition: undefined, recipient: undefined, team: undefined, trigger: undefined, source: undefined })
  return (
    <div className="h-row h-analytics-filters" data-wrap>
      <ChoiceChip
        label="Days"
        options={periods}
        value={period}
        onChange={(value) =>
          onChange(
            daysFor(
              PERIODS.find((one) => one === value),
              days,
            ),
          )
        }
      />
      {period === 'custom' && <DayFields days={days} onChange={onChange} />}
      {compares && (
        <ChoiceChip
          label="Compared with"
          lead="against"
          options={comparisons}
          value={compare}
          onChange={(value) => onChange({ compare: COMPARISONS.find((one) => one === value && one !== 'previous') })}
        />
      )}
      {specs.map(({ key, label, options }) => (
        <FilterChip
          key={key}
          label={label}
          options={options}
          values={search[key] === undefined ? [] : [search[key]]}
          onChange={([value]) => onChange({ [key]: value })}
        />
      ))}
      {filtered && (
        <Button size="compact-sm" variant="subtle" color="muted" onClick={clear}>
          Clear filters
        </Button>
      )}
    </div>
  )
}

/** Other days begin with those that are on screen. */
function daysFor(period: AnalyticsSearch['period'], days: Days): Partial<AnalyticsSearch> {
  if (period === 'custom') return { period, from: days.firstDay, to: days.lastDay }
  return { period: period === '90d' ? undefined : period, from: undefined, to: undefined }
}
