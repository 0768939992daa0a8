import { toDay } from './calendar.ts'
import type { Columns } from './columns.ts'
import type { Dictionary } from './dictionary.ts'
import { groupRows } from './group.ts'
import { type Breakdown, type BreakdownRow, LOGICS, NONE, TRIGGER_TYPES } from './schema.ts'
import type { Teams } from './select.ts'

/** Rows with the number of the group each is in; with teams a row may come several times. */
type Grouping = { rows: Uint32Array; groups: Uint32Array; size: number; keyOf(group: number): string }

/**
 * The rows cut into groups: people, workflows and teams with most escalations first and those without one last, everything
 * else in its own order.
 * An escalation counts in every team that its recipient is in, so that the teams may add up to more than there are.
 */
export function breakdownOf(columns: Columns, rows: Uint32Array, by: Breakdown, teams: Teams): BreakdownRow[] {
  const { size, keyOf, ...grouped } = groupingOf(columns, rows, by, teams)
  const groups = groupRows(columns, grouped.rows, grouped.groups, size)
  const found: BreakdownRow[] = []
  for (let group = 0; group < size; group += 1) {
    const escalations = groups.escalations[group] ?? 0
    if (escalations === 0) continue
    found.push({ key: keyOf(group), escalations, armed: groups.armed[group] ?? 0, ...groups.times(group) })
  }
  if (by !== 'recipient' && by !== 'definition' && by !== 'team') return found
  return found.toSorted(
    (a, b) =>
      Number(a.key === NONE) - Number(b.key === NONE) || b.escalations - a.escalations || (a.key < b.key ? -1 : 1),
  )
}

function groupingOf(columns: Columns, rows: Uint32Array, by: Breakdown, teams: Teams): Grouping {
  const coded = (codes: Uint32Array | Uint8Array, size: number, keyOf: (group: number) => string): Grouping => {
    const groups = new Uint32Array(rows.length)
    for (let index = 0; index < rows.length; index += 1) groups[index] = codes[rows[index] as number] as number
    return { rows, groups, size, keyOf }
  }
  const named = (codes: Uint32Array, dictionary: Dictionary) =>
    coded(codes, dictionary.size(), (code) => dictionary.keyOf(code) ?? NONE)
  switch (by) {
    case 'recipient':
      return named(columns.recipient, columns.people)
    case 'definition':
      return named(columns.definition, columns.definitions)
    case 'team':
      return byTeam(columns, rows, teams)
    case 'triggerType':
      return coded(columns.triggerType, TRIGGER_TYPES.length, (code) => TRIGGER_TYPES[code] ?? '')
    case 'triggerCount':
      return coded(columns.triggerCount, 256, String)
    case 'logic':
      return coded(columns.logic, LOGICS.length, (code) => LOGICS[code] ?? '')
    case 'weekday':
      return coded(columns.weekday, 8, String)
    case 'hour':
      return coded(columns.hour, 24, String)
    case 'day':
      return byDay(columns, rows)
  }
}

function byDay({ day }: Columns, rows: Uint32Array): Grouping {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of rows) {
    first = Math.min(first, day[row] ?? first)
    last = Math.max(last, day[row] ?? last)
  }
  if (rows.length === 0) return { rows, groups: rows, size: 0, keyOf: String }
  const groups = new Uint32Array(rows.length)
  for (let index = 0; index < rows.length; index += 1) groups[index] = (day[rows[index] as number] as number) - first
  return { rows, groups, size: last - first + 1, keyOf: (group) => toDay(first + group) }
}

/** A team counts what was escalated to it or to anybody who is in it; the last group is what no team counts. */
function byTeam(columns: Columns, rows: Uint32Array, teams: Teams): Grouping {
  const keys = [...teams.keys()]
  for (let code = 1; code < columns.teams.size(); code += 1) {
    const key = columns.teams.keyOf(code)
    if (key !== null && !teams.has(key)) keys.push(key)
  }
  const numberOf = new Map(keys.map((key, index) => [key, index]))
  const ofTeam = Array.from({ length: columns.teams.size() }, (_, code) => {
    const key = columns.teams.keyOf(code)
    return key === null ? -1 : (numberOf.get(key) ?? -1)
  })
  const ofPerson: number[][] = Array.from({ length: columns.people.size() }, () => [])
  for (const [teamId, members] of teams) {
    for (const userId of members) {
      const code = columns.people.find(userId)
      if (code !== undefined) ofPerson[code]?.push(numberOf.get(teamId) ?? -1)
    }
  }
  const most = Math.max(1, ...ofPerson.map((theirs) => theirs.length + 1))
  const found = { rows: new Uint32Array(rows.length * most), groups: new Uint32Array(rows.length * most) }
  const { recipient, team } = columns
  let count = 0
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number
    const own = ofTeam[team[row] as number] as number
    const theirs = ofPerson[recipient[row] as number] as number[]
    for (let one = -1; one < theirs.length; one += 1) {
      const group = one === -1 ? own : (theirs[one] as number)
      if (group < 0 || (one >= 0 && group === own)) continue
      found.rows[count] = row
      found.groups[count] = group
      count += 1
    }
    if (own >= 0 || theirs.length > 0) continue
    found.rows[count] = row
    found.groups[count] = keys.length
    count += 1
  }
  return {
    rows: found.rows.subarray(0, count),
    groups: found.groups.subarray(0, count),
    size: keys.length + 1,
    keyOf: (group) => keys[group] ?? NONE,
  }
}
