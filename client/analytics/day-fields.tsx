import type { Days } from '../../shared/analytics/periods.ts'

type DayFieldsProps = { days: Days; onChange: (days: { period: 'custom'; from: string; to: string }) => void }

/** The first and the last day, by the browser's own field: it knows the keyboard and the phone best. */
export function DayFields({ days: { firstDay, lastDay }, onChange }: DayFieldsProps) {
  const field = (label: string, value: string, change: (day: string) => { from: string; to: string }) => (
    <input
      type="date"
      className="h-chip h-day"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => {
        if (currentTarget.value !== '') onChange({ period: 'custom', ...change(currentTarget.value) })
      }}
    />
  )
  const later = (one: string, other: string) => (one > other ? one : other)
  return (
    <>
      {field('First day', firstDay, (day) => ({ from: day, to: later(lastDay, day) }))}
      <span className="h-dim">to</span>
      {field('Last day', lastDay, (day) => ({ from: firstDay > day ? day : firstDay, to: day }))}
    </>
  )
}
