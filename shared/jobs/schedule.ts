import { DAY, HOUR, type Instant, MINUTE } from '../time/instant.ts'

/** The values that each of the five fields of a cron expression allows. */
export type Schedule = {
  minutes: ReadonlySet<number>
  hours: ReadonlySet<number>
  days: ReadonlySet<number>
  months: ReadonlySet<number>
  /** 0 is Sunday. */
  weekdays: ReadonlySet<number>
}

const FIELDS = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12 },
  { name: 'weekday', min: 0, max: 6 },
] as const

/** A leap day that falls on a given weekday comes every 28 years at worst, around 2100 every 40. */
const FARTHEST_BACK = 40 * 366

/**
 * Reads a cron expression of five fields, in UTC: each `*`, a number, a range `a-b`, a step of these (with `/n` behind), or a list of such parts.
 * Day and weekday must both match. Throws RangeError, naming the field, for anything else.
 */
export function parseSchedule(expression: string): Schedule {
  const parts = expression.trim().split(/\s+/)
  if (parts.length !== FIELDS.length) throw new RangeError(`"${expression}" does not have five fields`)
  const [minutes, hours, days, months, weekdays] = FIELDS.map((field, index) => valuesOf(parts[index] ?? '', field))
  if (!minutes || !hours || !days || !months || !weekdays) throw new RangeError(`"${expression}" has an empty field`)
  return { minutes, hours, days, months, weekdays }
}

function valuesOf(text: string, field: (typeof FIELDS)[number]): Set<number> {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    const from = Number(match?.[1] ?? field.min)
    // `5/10` would mean "from 5 on" to some and "5" to others, so a step needs a range or the star.
    const lone = match?.[1] !== undefined && match[2] === undefined
    const to = lone ? from : Number(match?.[2] ?? field.max)
    const step = Number(match?.[3] ?? 1)
    if (!match || from < field.min || to > field.max || from > to || step < 1 || (lone && match[3] !== undefined))
      throw new RangeError(`"${part}" is not a ${field.name} of a schedule`)
    for (let value = from; value <= to; value += step) values.add(value)
  }
  return values
}

/** The latest slot at or before `now`; null where there is none, as on 31 February. */
export function latestSlot(schedule: Schedule, now: Instant): Instant | null {
  return nearestSlot(schedule, now, -1)
}

/** The first slot after `now`; null where there is none. */
export function nextSlot(schedule: Schedule, now: Instant): Instant | null {
  return nearestSlot(schedule, now + 1, 1)
}

function nearestSlot(schedule: Schedule, from: Instant, direction: 1 | -1): Instant | null {
  const today = Math.floor(from / DAY) * DAY
  for (let offset = 0; offset <= FARTHEST_BACK; offset += 1) {
    const day = today + direction * offset * DAY
    if (!matchesDay(schedule, day)) continue
    const slots = slotsOf(schedule, day)
    const slot = direction === 1 ? slots.find((at) => at >= from) : slots.findLast((at) => at <= from)
    if (slot !== undefined) return slot
  }
  return null
}

function matchesDay({ days, months, weekdays }: Schedule, day: Instant): boolean {
  const date = new Date(day)
  return days.has(date.getUTCDate()) && months.has(date.getUTCMonth() + 1) && weekdays.has(date.getUTCDay())
}

function slotsOf({ hours, minutes }: Schedule, day: Instant): Instant[] {
  const inOrder = (values: ReadonlySet<number>) => [...values].sort((a, b) => a - b)
  return inOrder(hours).flatMap((hour) => inOrder(minutes).map((minute) => day + hour * HOUR + minute * MINUTE))
}
