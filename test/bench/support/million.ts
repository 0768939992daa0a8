import { closeSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Setup } from './server.ts'

// A full house: 1,000,000 armed and 1,000,000 ended escalations, one customer holding 10,000 of the armed ones.
// Written by the database itself, because over HTTP it would take an hour; the columns are those of drizzle/tables.

export const ACTIONS = 1_000_000
export const BUSY = 10_000
/** One armed escalation each, on `nps < 10` of a customer of its own: what single signals fire. */
export const SINGLES = 500
/** Armed on a date of their own, to be moved to the second under test. */
export const BURST = 1_000
const CUSTOMERS = 10_000

const id = (kind: string, number: string) => `printf('0190${kind}-0000-7000-8000-%012d', ${number})`
const text = (kind: string, number: number) => `0190${kind}-0000-7000-8000-${String(number).padStart(12, '0')}`

export const busyCustomer = text('c000', 0)
export const singleCustomer = (number: number) => text('c000', 1 + number)
export const singleAction = (number: number) => text('a000', BUSY + number)
export const burstAction = (number: number) => text('a000', BUSY + SINGLES + number)
export const recipient = text('b000', 1)

/** Fills the file, which a set-up has made, while no server runs. */
export function fillMillions(dataDir: string, { organizationId, userId }: Setup): void {
  const db = new Database(join(dataDir, 'hoist.db'))
  db.pragma('foreign_keys = off')
  db.pragma('synchronous = off')
  db.pragma('cache_size = -800000')
  const indexes = db.prepare("select name, sql from sqlite_master where type = 'index' and sql is not null").all() as {
    name: string
    sql: string
  }[]
  for (const { name } of indexes) db.exec(`drop index "${name}"`)
  const now = Date.now()
  const values = {
    org: organizationId,
    admin: userId,
    recipient,
    now,
    actor: JSON.stringify({ type: 'user', id: userId, name: 'Bench' }),
  }
  db.transaction(() => {
    for (const sql of statements()) db.prepare(sql).run(values)
  })()
  for (const { sql } of indexes) db.exec(sql)
  db.close()
  // Else the first writes under test would wait for these pages to reach the disk.
  const file = openSync(join(dataDir, 'hoist.db'), 'r+')
  fsyncSync(file)
  closeSync(file)
}

function numbers(count: number): string {
  return `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`
}

/** Which customer the action belongs to: the busy one, one each for the singles, the others in turn. */
const customerOf = `case when i < ${BUSY} then 0 when i < ${BUSY + SINGLES} then 1 + i - ${BUSY} else 1 + ${SINGLES} + i % ${CUSTOMERS - SINGLES - 1} end`
/** The singles and half of the rest wait for a metric, the burst and the other half for a date. */
const byMetric = `(i < ${BUSY + SINGLES} or (i >= ${BUSY + SINGLES + BURST} and i % 2 = 0))`
const metric = `case when i >= ${BUSY} and i < ${BUSY + SINGLES} then 'nps' else 'health_score' end`
const threshold = `case when i >= ${BUSY} and i < ${BUSY + SINGLES} then 10.0 else 1.0 + i % 40 end`
const dueAt = '@now + 86400000 + (i % 300) * 86400000 + i'

function statements(): string[] {
  return [
    `insert into user (id, name, email, emailVerified, createdAt, updatedAt) values (@recipient, 'Rita', 'rita@bench.test', 1, @now, @now)`,
    `insert into member (organizationId, userId, role, status, name, nameSort, email, createdAt, updatedAt) values (@org, @recipient, 'manager', 'active', 'Rita', 'rita', 'rita@bench.test', @now, @now)`,
    `insert into workflow_definition (organizationId, id, name, nameSort, actions, createdAt, updatedAt) values (@org, '${text('d000', 0)}', 'Renewal', 'renewal', '[]', @now, @now)`,
    `${numbers(CUSTOMERS)} insert into customer (organizationId, id, externalId, name, nameSort, tags, properties, createdAt, updatedAt) select @org, ${id('c000', 'i')}, 'c' || i, 'Customer ' || i, 'customer ' || i, '[]', '{}', @now, @now from n`,
    `${numbers(CUSTOMERS)} insert into customer_metric (organizationId, customerId, metric, value, at, receivedAt) select @org, ${id('c000', 'i')}, 'health_score', 80.0, @now - 3600000, @now - 3600000 from n`,
    `${numbers(CUSTOMERS)} insert into customer_metric (organizationId, customerId, metric, value, at, receivedAt) select @org, ${id('c000', 'i')}, 'nps', 50.0, @now - 3600000, @now - 3600000 from n`,
    `${numbers(ACTIONS)} insert into workflow (organizationId, id, externalId, customerId, definitionId, assigneeId, originalAssigneeId, status, statusChangedAt, priority, priorityRank, dueAt, flowActionId, searchText, createdAt, updatedAt, version)
       select @org, ${id('f000', 'i')}, 'w' || i, ${id('c000', customerOf)}, '${text('d000', 0)}', @admin, @admin, 'escalated', @now, 'normal', 1, @now + 86400000 * (i % 90), ${id('a000', 'i')}, 'w' || i, @now, @now, 3 from n`,
    ...['armed', 'ended'].flatMap((state) => [actions(state), triggers(state)]),
  ]
}

function actions(state: string): string {
  const kind = state === 'armed' ? 'a000' : 'e000'
  const ended = state === 'armed' ? 'null, null' : "@now - 86400000, 'de_escalated'"
  return `${numbers(ACTIONS)} insert into flow_action (organizationId, id, workflowId, customerId, definitionId, kind, state, logic, chainId, depth, recipientId, assigneeId, originalAssigneeId, reason, source, createdBy, triggerCount, triggerType, version, createdAt, firedLate, localDay, localWeekday, localHour, endedAt, endedBy)
    select @org, ${id(kind, 'i')}, ${id('f000', 'i')}, ${id('c000', customerOf)}, '${text('d000', 0)}', 'escalate', '${state}', 'OR', ${id(kind, 'i')}, 1, @recipient, @admin, @admin, 'bench', 'person', @actor, 1, case when ${byMetric} then 'event' else 'date' end, 1, @now - 172800000 + i, 0, '2026-01-01', 4, 9, ${ended} from n`
}

function triggers(state: string): string {
  const kind = state === 'armed' ? 'a000' : 'e000'
  const closed = state === 'armed' ? 'null' : '@now - 86400000'
  const config = `case when ${byMetric}
      then json_object('eventType', 'usage_threshold_crossed', 'eventConfig', json_object('metricName', ${metric}, 'operator', '<', 'threshold', ${threshold}))
      else json_object('date', strftime('%Y-%m-%dT%H:%M:%fZ', (${dueAt}) / 1000.0, 'unixepoch')) end`
  return `${numbers(ACTIONS)} insert into trigger (organizationId, flowActionId, position, id, subject, mode, config, watch, operator, threshold, dueAt, wakeAt, countsFrom, evaluationCount, closedAt)
    select @org, ${id(kind, 'i')}, 0, 't1', case when ${byMetric} then 'usage_threshold_crossed' else 'date' end, case when ${byMetric} then 'live' else 'latched' end, ${config},
      case when ${byMetric} then 'customer:' || ${id('c000', customerOf)} || ':metric:' || ${metric} end, case when ${byMetric} then '<' end, case when ${byMetric} then ${threshold} end,
      case when ${byMetric} then null else ${dueAt} end, case when ${byMetric} then null else ${dueAt} end, @now - 172800000, 0, ${closed} from n`
}

/** Moves the burst to the second that starts at `from`, one a millisecond. */
export function moveBurst(dataDir: string, from: number): void {
  const db = new Database(join(dataDir, 'hoist.db'))
  db.transaction(() => {
    const move = db.prepare(
      `update trigger set dueAt = @at, wakeAt = @at, config = json_object('date', @date) where organizationId = (select id from organization) and flowActionId = @action`,
    )
    for (let number = 0; number < BURST; number += 1) {
      const at = from + Math.floor((number * 1000) / BURST)
      move.run({ at, date: new Date(at).toISOString(), action: burstAction(number) })
    }
  })()
  db.close()
}
