const short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })

/** `on 15 Jan 2027`, or `from 15 Jan 2027 to 20 Feb 2027`: whole days, both counted. */
export function daysWords({ firstDay, lastDay }: { firstDay: string; lastDay: string }): string {
  const words = (day: string) => short.format(Date.parse(day))
  return firstDay === lastDay ? `on ${words(firstDay)}` : `from ${words(firstDay)} to ${words(lastDay)}`
}
