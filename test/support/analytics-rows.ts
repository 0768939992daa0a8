import { createColumns, type Escalation } from '../../shared/analytics/columns.ts'
import { selectRows, type Teams } from '../../shared/analytics/select.ts'
import type { Filter, Scope } from '../../shared/analytics/schema.ts'
import { HOUR } from '../../shared/time/instant.ts'
import { localCalendar } from '../../shared/time/zone.ts'

let made = 0

/** An escalation that fired after an hour; the calendar is that of Berlin. */
export function escalation(fields: Partial<Escalation> = {}): Escalation {
  made += 1
  const createdAt = fields.createdAt ?? Date.parse('2027-01-15T09:00:00Z')
  const { day, weekday, hour } = localCalendar(createdAt, 'Europe/Berlin')
  const triggerCount = fields.triggerCount ?? 1
  return {
    id: `01900000-0000-7000-8000-${String(made).padStart(12, '0')}`,
    definitionId: 'renewal',
    recipientId: 'ben',
    recipientTeamId: null,
    assigneeId: 'anna',
    state: 'fired',
    triggerType: triggerCount === 0 ? 'immediate' : 'date',
    triggerCount,
    logic: 'OR',
    source: 'person',
    createdAt,
    firedAt: createdAt + HOUR,
    firedLate: false,
    outcome: null,
    localDay: day,
    localWeekday: weekday,
    localHour: hour,
    ...fields,
  }
}

/** These escalations in columns, and the rows that fit. */
export function held(escalations: readonly Escalation[]) {
  const columns = createColumns()
  for (const one of escalations) columns.put(one)
  const rows = (filter: Filter = {}, scope: Scope = null, teams: Teams = new Map()) =>
    selectRows(columns, { filter, scope, teams })
  return { columns, rows, ids: (found: Uint32Array) => [...found].map((row) => columns.idOf(row)) }
}
