import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DAY } from '../../../shared/time/instant.ts'
import type { Setup } from './server.ts'

// A year of escalations, written by the database itself; the columns are those of drizzle/tables.

export const PEOPLE = 60
export const DEFINITIONS = 12
export const TEAMS = 8
const CUSTOMERS = 500

const id = (kind: string, number: string) => `printf('0190${kind}-0000-7000-8000-%012d', ${number})`
export const yearId = (kind: string, number: number) => `0190${kind}-0000-7000-8000-${String(number).padStart(12, '0')}`

function numbers(count: number): string {
  return `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`
}

/** Fills the file, which a set-up has made, while no server runs: so many escalations over the 365 days before `now`. */
export function fillYear(dataDir: string, { organizationId, userId }: Setup, count: number, now: number): void {
  const db = new Database(join(dataDir, 'hoist.db'))
  db.pragma('foreign_keys = off')
  db.pragma('synchronous = off')
  db.pragma('cache_size = -400000')
  const actor = JSON.stringify({ type: 'user', userId, name: 'Bench' })
  const values = { org: organizationId, admin: userId, now, actor, from: now - 365 * 86_400_000 }
  db.transaction(() => {
    for (const sql of statements(count)) db.prepare(sql).run(values)
  })()
  db.exec('analyze')
  db.close()
}

function statements(count: number): string[] {
  /** Evenly over the year, with a wave over the day. */
  const at = `(@from + cast(i * (365.0 * 86400000 / ${count}) as integer))`
  const kind = '(i * 7 % 10)'
  const triggers = `case when ${kind} < 3 then 0 when ${kind} < 6 then 1 when ${kind} < 9 then 2 else 3 end`
  const type = `case when ${kind} < 3 then 'immediate' when ${kind} < 6 then 'event' when ${kind} < 8 then 'date' else 'combined' end`
  /** Some wait still, some were called off, the others fired: at once, or after up to nine days. */
  const fate = '(i * 13 % 23)'
  const waits = `(${kind} >= 3 and ${fate} = 0 and i > ${Math.floor(count * 0.8)})`
  const cancelled = `(${kind} >= 3 and ${fate} = 1)`
  const fired = `case when ${kind} < 3 then ${at} when ${waits} or ${cancelled} then null else ${at} + abs((i * 2654435761) % 777600000) end`
  const state = `case when ${waits} then 'armed' when i > ${Math.floor(count * 0.98)} and not ${cancelled} then 'fired' else 'ended' end`
  const seconds = `(${at} / 1000)`
  const later = `(@now + ${30 * DAY} + i)`
  return [
    `${numbers(PEOPLE)} insert into user (id, name, email, emailVerified, createdAt, updatedAt) select ${id('b000', 'i')}, 'Person ' || i, 'p' || i || '@bench.test', 1, @now, @now from n`,
    `${numbers(PEOPLE)} insert into member (organizationId, userId, role, status, name, nameSort, email, createdAt, updatedAt) select @org, ${id('b000', 'i')}, 'manager', 'active', 'Person ' || i, 'person ' || i, 'p' || i || '@bench.test', @now, @now from n`,
    `${numbers(TEAMS)} insert into team (organizationId, id, name, nameSort, createdAt, updatedAt) select @org, ${id('7000', 'i')}, 'Team ' || i, 'team ' || i, @now, @now from n`,
    `${numbers(PEOPLE)} insert into team_member (organizationId, teamId, userId, createdAt) select @org, ${id('7000', `i % ${TEAMS}`)}, ${id('b000', 'i')}, @now from n`,
    `${numbers(DEFINITIONS)} insert into workflow_definition (organizationId, id, name, nameSort, actions, createdAt, updatedAt) select @org, ${id('d000', 'i')}, 'Workflow ' || i, 'workflow ' || i, '[]', @now, @now from n`,
    `${numbers(CUSTOMERS)} insert into customer (organizationId, id, externalId, name, nameSort, tags, properties, createdAt, updatedAt) select @org, ${id('c000', 'i')}, 'c' || i, 'Customer ' || i, 'customer ' || i, '[]', '{}', @now, @now from n`,
    `${numbers(count)} insert into workflow (organizationId, id, externalId, customerId, definitionId, assigneeId, status, statusChangedAt, priority, priorityRank, searchText, createdAt, updatedAt, version)
      select @org, ${id('f000', 'i')}, 'w' || i, ${id('c000', `i % ${CUSTOMERS}`)}, ${id('d000', `i * 5 % ${DEFINITIONS}`)}, ${id('b000', `i * 3 % ${PEOPLE}`)}, 'completed', ${at}, 'normal', 1, 'w' || i, ${at}, ${at}, 1 from n`,
    `${numbers(count)} insert into flow_action (organizationId, id, workflowId, customerId, definitionId, kind, state, logic, chainId, depth, recipientId, recipientTeamId, assigneeId, originalAssigneeId, reason, source, createdBy, triggerCount, triggerType, version, createdAt, firedAt, firedLate, localDay, localWeekday, localHour, endedAt, endedBy, outcome)
      select @org, ${id('a000', 'i')}, ${id('f000', 'i')}, ${id('c000', `i % ${CUSTOMERS}`)}, ${id('d000', `i * 5 % ${DEFINITIONS}`)}, 'escalate', ${state}, case when i % 3 = 0 then 'AND' else 'OR' end, ${id('a000', 'i')}, 1,
        ${id('b000', `(i * 7 + i / 1000) % ${PEOPLE}`)}, case when i % 9 = 0 then ${id('7000', `i % ${TEAMS}`)} end, ${id('b000', `i * 3 % ${PEOPLE}`)}, ${id('b000', `i * 3 % ${PEOPLE}`)}, 'Escalation number ' || i || ' of this year', case when i % 4 = 0 then 'rule' else 'person' end, @actor,
        ${triggers}, ${type}, 2, ${at}, ${fired}, i % 997 = 0, strftime('%Y-%m-%d', ${seconds}, 'unixepoch'), cast(case strftime('%w', ${seconds}, 'unixepoch') when '0' then '7' else strftime('%w', ${seconds}, 'unixepoch') end as integer), cast(strftime('%H', ${seconds}, 'unixepoch') as integer),
        case when ${state} = 'ended' then ${at} + 1000000000 end, case when ${state} = 'ended' then 'de_escalated' end, case when i % 11 = 0 and ${state} = 'ended' then 'not_needed' end from n`,
    // What waits has something to wait for, far away: without, the hourly look at what was overlooked would end it.
    `${numbers(count)} insert into trigger (organizationId, flowActionId, position, id, subject, mode, config, dueAt, wakeAt, countsFrom, evaluationCount)
      select @org, ${id('a000', 'i')}, 0, 't1', 'date', 'latched', json_object('date', strftime('%Y-%m-%dT%H:%M:%fZ', ${later} / 1000.0, 'unixepoch')), ${later}, ${later}, ${at}, 0 from n where ${waits}`,
  ]
}
