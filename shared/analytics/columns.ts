import type { FlowState, Outcome, TriggerTypeLabel } from '../escalations/schema.ts'
import type { Instant } from '../time/instant.ts'
import type { Logic } from '../triggers/schema.ts'
import { daysOf } from './calendar.ts'
import { createDictionary, type Dictionary } from './dictionary.ts'
import { createIds } from './ids.ts'
import { LOGICS, TRIGGER_TYPES } from './schema.ts'

/** One escalation as analytics sees it. */
export type Escalation = {
  id: string
  definitionId: string
  recipientId: string | null
  recipientTeamId: string | null
  assigneeId: string | null
  state: FlowState
  triggerType: TriggerTypeLabel
  triggerCount: number
  logic: Logic
  source: 'person' | 'rule'
  createdAt: Instant
  firedAt: Instant | null
  firedLate: boolean
  outcome: Outcome | null
  localDay: string
  localWeekday: number
  localHour: number
}

/** Bits of `marks`. */
export const ARMED = 1
export const FIRED = 2
export const LATE = 4
export const NOT_NEEDED = 8
export const BY_RULE = 16

/** Escalations as one array for each property, about 60 bytes each: a million are looked through in milliseconds. */
export type Columns = {
  readonly length: number
  readonly createdAt: Float64Array
  /** Milliseconds from arming to firing; not a number where nothing was waited for or it has not fired. */
  readonly took: Float64Array
  /** Days since 1 January 1970, of the organization's calendar. */
  readonly day: Int32Array
  readonly weekday: Uint8Array
  readonly hour: Uint8Array
  readonly triggerType: Uint8Array
  readonly triggerCount: Uint8Array
  readonly logic: Uint8Array
  readonly marks: Uint8Array
  /** Codes of the dictionaries. */
  readonly recipient: Uint32Array
  readonly assignee: Uint32Array
  readonly team: Uint32Array
  readonly definition: Uint32Array
  /** Of recipients and assignees. */
  readonly people: Dictionary
  readonly teams: Dictionary
  readonly definitions: Dictionary
  /** Adds an escalation, or puts it in the place of the one with its id. */
  put(escalation: Escalation): void
  idOf(row: number): string
}

const FIRST_ROOM = 1_024
const GROWTH = 1.5

/** Room for rows, by property. */
function roomFor(rows: number) {
  return {
    createdAt: new Float64Array(rows),
    took: new Float64Array(rows),
    day: new Int32Array(rows),
    weekday: new Uint8Array(rows),
    hour: new Uint8Array(rows),
    triggerType: new Uint8Array(rows),
    triggerCount: new Uint8Array(rows),
    logic: new Uint8Array(rows),
    marks: new Uint8Array(rows),
    recipient: new Uint32Array(rows),
    assignee: new Uint32Array(rows),
    team: new Uint32Array(rows),
    definition: new Uint32Array(rows),
  }
}

export function createColumns(): Columns {
  let room = roomFor(FIRST_ROOM)
  const ids = createIds()
  const [people, teams, definitions] = [createDictionary(), createDictionary(), createDictionary()]

  function grow(): void {
    const larger = roomFor(Math.ceil(room.marks.length * GROWTH))
    for (const name of Object.keys(room) as (keyof typeof room)[]) larger[name].set(room[name])
    room = larger
    Object.assign(columns, room)
  }

  const columns: Columns = {
    ...room,
    people,
    teams,
    definitions,
    get length() {
      return ids.size()
    },
    put(escalation) {
      const row = ids.rowOf(escalation.id)
      if (row >= room.marks.length) grow()
      room.createdAt[row] = escalation.createdAt
      room.took[row] = lengthOf(escalation)
      room.day[row] = daysOf(escalation.localDay)
      room.weekday[row] = escalation.localWeekday
      room.hour[row] = escalation.localHour
      room.triggerType[row] = TRIGGER_TYPES.indexOf(escalation.triggerType)
      room.triggerCount[row] = escalation.triggerCount
      room.logic[row] = LOGICS.indexOf(escalation.logic)
      room.marks[row] = marksOf(escalation)
      room.recipient[row] = people.codeOf(escalation.recipientId)
      room.assignee[row] = people.codeOf(escalation.assigneeId)
      room.team[row] = teams.codeOf(escalation.recipientTeamId)
      room.definition[row] = definitions.codeOf(escalation.definitionId)
    },
    idOf: ids.idOf,
  }
  return columns
}

/** How long it waited before it fired; not a number for what waited for nothing, waits still, or was called off. */
function lengthOf({ triggerCount, createdAt, firedAt }: Escalation): number {
  return triggerCount === 0 || firedAt === null ? Number.NaN : firedAt - createdAt
}

function marksOf({ state, firedAt, firedLate, outcome, source }: Escalation): number {
  return (
    (state === 'armed' ? ARMED : 0) |
    (firedAt === null ? 0 : FIRED) |
    (firedLate ? LATE : 0) |
    (outcome === 'not_needed' ? NOT_NEEDED : 0) |
    (source === 'rule' ? BY_RULE : 0)
  )
}
