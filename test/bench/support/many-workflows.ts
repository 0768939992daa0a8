import { closeSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DAY } from '../../../shared/time/instant.ts'
import type { Setup } from './server.ts'

export const RECIPIENT = '0190b000-0000-7000-8000-000000000001'

const id = (kind: string, number: string) => `printf('0190${kind}-0000-7000-8000-%012d', ${number})`

function numbers(count: number): string {
  return `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`
}

/**
 * Fills the file with customers, each with as many workflows and readings, and with a reading a day of two metrics for so
 * many days, which change. Written by the database itself while no server runs.
 */
export function fillWorkflows(
  dataDir: string,
  { organizationId }: Setup,
  { customers, each, days }: { customers: number; each: number; days: number },
): void {
  const db = new Database(join(dataDir, 'hoist.db'))
  db.pragma('foreign_keys = off')
  db.pragma('synchronous = off')
  const now = Date.now()
  const created = now - (days + 1) * DAY
  const values = { org: organizationId, now, created, recipient: RECIPIENT }
  const workflows = customers * each
  const health = '(i * 7919 + d * 104729 + (d / 9) * 31) % 100'
  db.transaction(() => {
    for (const sql of [
      `insert into user (id, name, email, emailVerified, createdAt, updatedAt) values (@recipient, 'Rita', 'rita@bench.test', 1, @now, @now)`,
      `insert into member (organizationId, userId, role, status, name, nameSort, email, createdAt, updatedAt) values (@org, @recipient, 'manager', 'active', 'Rita', 'rita', 'rita@bench.test', @now, @now)`,
      `insert into workflow_definition (organizationId, id, name, nameSort, actions, createdAt, updatedAt) values (@org, 'def', 'Renewal', 'renewal', '[]', @now, @now)`,
      `${numbers(customers)} insert into customer (organizationId, id, externalId, name, nameSort, segment, tags, properties, openAlerts, createdAt, updatedAt) select @org, ${id('c000', 'i')}, 'c' || i, 'Customer ' || i, 'customer ' || i, case i % 3 when 0 then 'Enterprise' else 'Startup' end, '[]', '{}', 0, @created, @now from n`,
      `${numbers(customers)} insert into customer_metric (organizationId, customerId, metric, value, at, receivedAt) select @org, ${id('c000', 'i')}, 'health_score', i % 100, @now - 3600000, @now - 3600000 from n`,
      `${numbers(customers)} insert into customer_metric (organizationId, customerId, metric, value, at, receivedAt) select @org, ${id('c000', 'i')}, 'arr', (i % 50) * 10000, @now - 3600000, @now - 3600000 from n`,
      `${numbers(workflows)} insert into workflow (organizationId, id, externalId, customerId, definitionId, status, statusChangedAt, priority, priorityRank, dueAt, searchText, createdAt, updatedAt, version)
         select @org, ${id('f000', 'i')}, 'w' || i, ${id('c000', `i / ${each}`)}, 'def', 'active', @created, 'normal', 1, @created + 86400000 * (i % 120), 'w' || i, @created, @now, 1 from n`,
      ...['health_score', 'arr'].map(
        (
          metric,
        ) => `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${customers - 1}), day(d) as (select 0 union all select d + 1 from day where d < ${days - 1})
         insert into fact_change (organizationId, id, subject, field, value, at, receivedAt)
         select @org, printf('0190%s-%06d-%06d', '${metric}', d, i), 'customer:' || ${id('c000', 'i')}, 'metric:${metric}', cast(${metric === 'arr' ? `${health} * 3000` : health} as text), at, at
         from (select i, d, @created + 86400000 + d * 86400000 + i * 7 + ${metric === 'arr' ? 3 : 0} as at from day, n) where ${days} > 0`,
      ),
    ])
      db.prepare(sql).run(Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`@${name}`))))
  })()
  db.close()
  // Else the first writes under test would wait for these pages to reach the disk.
  const file = openSync(join(dataDir, 'hoist.db'), 'r+')
  fsyncSync(file)
  closeSync(file)
}
