/** `6.4 h`, `18 min`, `3.1 days`; a dash where nothing was measured. */
export function hoursWords(hours: number | null): string {
  if (hours === null) return '–'
  if (hours < 1) return `${Math.round(hours * 60)} min`
  return hours < 72 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`
}

export function percentWords(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`
}

export function countWords(count: number): string {
  return count.toLocaleString('en')
}

/** The change against the days before, in percent of them; null where there is nothing to compare. */
export function changeOf(now: number | null, before: number | null | undefined): number | null {
  if (now === null || before === null || before === undefined || before === 0) return null
  return Math.round(((now - before) / before) * 100)
}

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })
const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' })

/** `15 Jan`, or `Jan 2027` for a month, of `2027-01-15`. */
export function stepWords(key: string, step: 'day' | 'week' | 'month'): string {
  return (step === 'month' ? month : day).format(Date.parse(key))
}
