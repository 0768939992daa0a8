import { daysOf } from './calendar.ts'
import { ARMED, BY_RULE, type Columns, LATE, NOT_NEEDED } from './columns.ts'
import { type Dictionary, maskOf } from './dictionary.ts'
import { type Filter, LOGICS, NONE, type Scope, TRIGGER_TYPES } from './schema.ts'

/** Who is in which team, by the team's id. */
export type Teams = ReadonlyMap<string, readonly string[]>

export type Selection = { filter: Filter; scope: Scope; teams: Teams }

type Numbers = Uint32Array | Int32Array | Uint8Array

/** The rows that fit, in the order they came. One pass for the period, then one over what is left for each filter. */
export function selectRows(columns: Columns, { filter, scope, teams }: Selection): Uint32Array {
  const { definitionId, recipientId, teamId, triggerType, source, only } = filter
  let rows = within(columns, filter)
  const equal = (of: Numbers, code: number | undefined) => {
    rows = keep(rows, (row) => of[row] === code)
  }
  if (scope !== null) {
    const [people, theirs] = [maskOf(columns.people, scope.people), maskOf(columns.teams, scope.teams)]
    const { recipient, assignee, team } = columns
    const concerns = (row: number) =>
      people[recipient[row] ?? 0] === 1 || people[assignee[row] ?? 0] === 1 || theirs[team[row] ?? 0] === 1
    rows = keep(rows, concerns)
  }
  if (definitionId !== undefined) equal(columns.definition, columns.definitions.find(definitionId))
  if (recipientId !== undefined) equal(columns.recipient, findOrNone(columns.people, recipientId))
  if (teamId === NONE) {
    const inAny = maskOf(columns.people, [...teams.values()].flat())
    const { recipient, team } = columns
    rows = keep(rows, (row) => team[row] === 0 && inAny[recipient[row] ?? 0] !== 1)
  } else if (teamId !== undefined) {
    const [code, members] = [columns.teams.find(teamId), maskOf(columns.people, teams.get(teamId) ?? [])]
    const { recipient, team } = columns
    rows = keep(rows, (row) => team[row] === code || members[recipient[row] ?? 0] === 1)
  }
  if (triggerType !== undefined) equal(columns.triggerType, TRIGGER_TYPES.indexOf(triggerType))
  if (filter.triggerCount !== undefined) equal(columns.triggerCount, filter.triggerCount)
  if (filter.logic !== undefined) equal(columns.logic, LOGICS.indexOf(filter.logic))
  if (filter.weekday !== undefined) equal(columns.weekday, filter.weekday)
  if (filter.hour !== undefined) equal(columns.hour, filter.hour)
  if (filter.day !== undefined) equal(columns.day, daysOf(filter.day))
  if (source !== undefined) rows = marked(columns, rows, BY_RULE, source === 'rule')
  if (only === 'armed') rows = marked(columns, rows, ARMED, true)
  if (only === 'late') rows = marked(columns, rows, LATE, true)
  if (only === 'not_needed') rows = marked(columns, rows, NOT_NEEDED, true)
  if (only === 'conditional') rows = keep(rows, (row) => columns.triggerCount[row] !== 0)
  if (only === 'timed') rows = keep(rows, (row) => !Number.isNaN(columns.took[row]))
  return rows
}

function findOrNone(dictionary: Dictionary, key: string): number | undefined {
  return dictionary.find(key === NONE ? null : key)
}

function within({ createdAt, length }: Columns, { from, to }: Filter): Uint32Array {
  const rows = new Uint32Array(length)
  const [least, most] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY]
  let count = 0
  for (let row = 0; row < length; row += 1) {
    const at = createdAt[row] ?? 0
    rows[count] = row
    count += Number(at >= least && at < most)
  }
  return rows.subarray(0, count)
}

/** In place: what fits moves to the front. */
function keep(rows: Uint32Array, fits: (row: number) => boolean): Uint32Array {
  let count = 0
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0
    if (!fits(row)) continue
    rows[count] = row
    count += 1
  }
  return rows.subarray(0, count)
}

function marked({ marks }: Columns, rows: Uint32Array, mark: number, wanted: boolean): Uint32Array {
  return keep(rows, (row) => (((marks[row] ?? 0) & mark) !== 0) === wanted)
}
