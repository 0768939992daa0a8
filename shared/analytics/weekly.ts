import { latestDigest } from '../notifications/digest.ts'
import { DAY, type Instant } from '../time/instant.ts'
import type { BreakdownRow, Summary } from './schema.ts'

/** The week of a summary, Monday to Sunday in the organization's zone, and when it is due: on the Monday after. */
export type Week = { day: string; dueAt: Instant; from: Instant; to: Instant; previousFrom: Instant }

/** The latest week whose summary is due, at `hour` o'clock of the Monday after it. */
export function latestWeek(hour: number, zone: string, now: Instant): Week {
  const today = latestDigest(hour, zone, now)
  const date = Temporal.PlainDate.from(today.day)
  const monday = date.subtract({ days: date.dayOfWeek - 1 })
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds
  const at = monday.toPlainDateTime({ hour }).toZonedDateTime(zone, { disambiguation: 'compatible' })
  return {
    day: monday.toString(),
    dueAt: at.epochMilliseconds,
    from: start(monday.subtract({ days: 7 })),
    to: start(monday),
    previousFrom: start(monday.subtract({ days: 14 })),
  }
}

type Facts = {
  summary: Pick<Summary, 'totalEscalations' | 'immediate' | 'timeToEscalate' | 'falseEscalations' | 'firedLate'> & {
    mostEscalatedTo: { name: string; escalations: number } | null
  }
  previous: Pick<Summary, 'totalEscalations'>
  definitions: readonly (Pick<BreakdownRow, 'escalations'> & { label: string })[]
  /** All that wait now, whenever they were armed. */
  armed: number
}

/** What the summary says. */
export function writeWeek(
  { summary, previous, definitions, armed }: Facts,
  link: string,
): { title: string; body: string } {
  const { totalEscalations: total, timeToEscalate: time, mostEscalatedTo: most } = summary
  const lines = [
    time.mean === null
      ? null
      : `Time to escalate: ${hoursInWords(time.mean)} on average, median ${hoursInWords(time.median ?? 0)}, 90 % within ${hoursInWords(time.p90 ?? 0)}.`,
    total === 0 ? null : `At once: ${summary.immediate} of ${total}.`,
    most === null ? null : `Most were escalated to ${most.name}: ${most.escalations}.`,
    definitions.length === 0
      ? null
      : `By workflow: ${definitions
          .slice(0, 5)
          .map(({ label, escalations }) => `${label} ${escalations}`)
          .join(', ')}.`,
    summary.falseEscalations === 0 ? null : `Not needed: ${summary.falseEscalations}.`,
    summary.firedLate === 0 ? null : `Fired late: ${summary.firedLate}.`,
    `Waiting now: ${armed}.`,
  ]
  return {
    title: `Last week: ${counted(total)}${change(total - previous.totalEscalations)}`,
    body: `${lines.filter((line) => line !== null).join('\n')}\n\n${link}`,
  }
}

function counted(total: number): string {
  return total === 1 ? '1 escalation' : `${total} escalations`
}

function change(difference: number): string {
  if (difference === 0) return ', as many as the week before'
  return `, ${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'} than the week before`
}

/** `6.4 h`, `18 min`, `3.1 days`. */
export function hoursInWords(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} min`
  return hours < 72 ? `${hours.toFixed(1)} h` : `${((hours * 3_600_000) / DAY).toFixed(1)} days`
}
