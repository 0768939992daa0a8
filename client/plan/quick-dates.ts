/** A date people often mean, as wall-clock time in a zone. */
export type QuickDate = { label: string; date: string }

const MORNING = { hour: 9, minute: 0 }

/** `2027-01-15T09:00` */
function written(time: Temporal.PlainDateTime): string {
  return time.toString({ smallestUnit: 'minute' })
}

/** Dates to choose with one click, from `now` (epoch milliseconds) in `zone`. */
export function quickDates(now: number, zone: string): QuickDate[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDateTime()
  const morningIn = (days: number) => today.add({ days }).with(MORNING)
  const toMonday = 8 - today.dayOfWeek
  const inAnHour = today.add({ hours: 1, minutes: 4 })
  return [
    { label: 'In 1 hour', date: written(inAnHour.subtract({ minutes: inAnHour.minute % 5 })) },
    { label: 'Tomorrow 09:00', date: written(morningIn(1)) },
    { label: 'In 3 days', date: written(morningIn(3)) },
    { label: 'Next Monday', date: written(morningIn(toMonday)) },
    { label: 'In 1 week', date: written(morningIn(7)) },
    { label: 'In 1 month', date: written(today.add({ months: 1 }).with(MORNING)) },
  ]
}
