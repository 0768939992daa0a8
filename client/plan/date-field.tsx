import { Button } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { instantOf } from '../../shared/time/zone.ts'
import { exactWords } from '../ui/relative.ts'
import { browserZone, currentTime, useNow } from '../ui/time.tsx'
import { ZoneSelect } from '../ui/zone-select.tsx'
import { quickDates } from './quick-dates.ts'

type DateFieldProps = {
  date: string
  zone: string
  error: string | undefined
  onChange: (change: { date?: string; zone?: string }) => void
}

/** What the chosen time is on the person's own clock, when it is shown in another zone. */
function ownTime(date: string, zone: string): string | null {
  const own = browserZone()
  if (date === '' || zone === own) return null
  try {
    return exactWords(instantOf(date, zone, zone), own)
  } catch {
    return null
  }
}

/** A date and time in a zone, with the usual choices one click away. */
export function DateField({ date, zone, error, onChange }: DateFieldProps) {
  const now = useNow()
  const own = ownTime(date, zone)
  return (
    <div className="h-plan-date">
      <fieldset className="h-plan-quick" aria-label="Quick dates">
        {quickDates(now, zone).map((quick) => (
          <Button
            key={quick.label}
            size="compact-xs"
            variant={quick.date === date ? 'light' : 'default'}
            onClick={() => onChange({ date: quick.date })}
          >
            {quick.label}
          </Button>
        ))}
      </fieldset>
      <div className="h-plan-pair">
        <DateTimePicker
          label="Date and time"
          placeholder="Pick a date"
          value={date === '' ? null : date.replace('T', ' ')}
          onChange={(value) => onChange({ date: value === null ? '' : value.slice(0, 16).replace(' ', 'T') })}
          valueFormat="ddd D MMM YYYY, HH:mm"
          minDate={new Date(currentTime() - 86_400_000)}
          popoverProps={{ withinPortal: true }}
          timePickerProps={{ format: '24h' }}
          error={error}
          clearable
          clearButtonProps={{ 'aria-label': 'No date' }}
        />
        <ZoneSelect label="Time zone" value={zone} onChange={(value) => value !== null && onChange({ zone: value })} />
      </div>
      {own !== null && <p className="h-small h-dim">For you that is {own}.</p>}
    </div>
  )
}
