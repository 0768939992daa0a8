import Database from 'better-sqlite3'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { insertMany } from '../../server/db/insert-many.ts'
import { type ListRequest, listWorkflows, pageQuery } from '../../server/workflows/list.ts'
import { listQueue } from '../../server/workflows/queue.ts'
import type { WorkflowRow } from '../../server/workflows/store.ts'
import { DAY } from '../../shared/time/instant.ts'
import { PRIORITIES, WORKFLOW_SORTS } from '../../shared/workflows/schema.ts'
import { type EngineName, engines } from '../support/engines.ts'
import { type TestApp, testApp } from '../support/harness.ts'

/** Ten thousand workflows of forty customers, a third without a date, many with the same one. */
async function fill(t: TestApp, many: number): Promise<void> {
  const { organizationId } = t
  const now = t.clock.now()
  const times = { createdAt: now, updatedAt: now }
  const pad = (index: number) => String(index).padStart(5, '0')
  await t.app.db.write(async (tx) => {
    await insertMany(
      tx,
      tx.t.customer,
      Array.from({ length: 40 }, (_, index) => ({
        organizationId,
        id: `c${index}`,
        externalId: `c${index}`,
        name: `Customer ${index % 13}`,
        openAlerts: 0,
        nameSort: `customer ${index % 13}`,
        tags: [],
        properties: {},
        ...times,
      })),
    )
    const definition = { organizationId, ...times, id: 'd', name: 'Renewal', nameSort: 'renewal', actions: [] }
    await insertMany(tx, tx.t.workflowDefinition, [definition])
  })
  const rows = Array.from({ length: many }, (_, index): WorkflowRow => {
    const priorityRank = index % 4
    return {
      organizationId,
      id: `w${pad((index * 7919) % many)}`,
      externalId: `x${index}`,
      searchText: `x${index}`,
      customerId: `c${index % 40}`,
      definitionId: 'd',
      assigneeId: t.people.member.userId,
      originalAssigneeId: null,
      chainId: null,
      flowActionId: null,
      status: index % 5 === 0 ? 'completed' : 'active',
      statusChangedAt: now,
      completedAt: index % 5 === 0 ? now : null,
      priority: PRIORITIES[priorityRank] ?? 'normal',
      priorityRank,
      dueAt: index % 3 === 0 ? null : now + (index % 50) * DAY,
      createdAt: now,
      updatedAt: now + (index % 100),
      version: 1,
    }
  })
  for (let start = 0; start < many; start += 500)
    await t.app.db.write((tx) => insertMany(tx, tx.t.workflow, rows.slice(start, start + 500)))
}

const REQUEST: ListRequest = { sort: 'due', order: 'asc', limit: 50 }

describe.each(engines.map((engine) => engine.name))('lists of workflows on %s', (engine: EngineName) => {
  let t: TestApp
  const list = (request: Partial<ListRequest>) =>
    listWorkflows(t.app.db.read, t.organizationId, { ...REQUEST, ...request }, { me: 'nobody', now: t.clock.now() })

  beforeAll(async () => {
    t = await testApp({ engine })
    await fill(t, 300)
  })

  it.each(WORKFLOW_SORTS.flatMap((sort) => [[sort, 'asc'] as const, [sort, 'desc'] as const]))(
    'pages by %s %s show each workflow once, in order, those without a date last',
    async (sort, order) => {
      const seen: { key: string | number | null; id: string }[] = []
      let cursor: string | undefined
      do {
        const page = await list({ sort, order, limit: 7, cursor })
        expect(page.count).toBe(300)
        for (const one of page.workflows) {
          const rank = PRIORITIES.indexOf(one.priority)
          const keys = {
            due: one.dueAt,
            priority: rank,
            updated: one.updatedAt,
            customer: one.customer.name,
            status: one.status,
          }
          seen.push({ key: keys[sort], id: one.id })
        }
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(new Set(seen.map((one) => one.id)).size).toBe(300)
      const sign = order === 'asc' ? 1 : -1
      const compare = (a: string | number, b: string | number) => (a < b ? -sign : a > b ? sign : 0)
      const expected = seen.toSorted((a, b) => {
        if (a.key === null || b.key === null)
          return Number(a.key === null) - Number(b.key === null) || compare(a.id, b.id)
        return compare(a.key, b.key) || compare(a.id, b.id)
      })
      expect(seen).toEqual(expected)
    },
  )

  it('combines filters, and counts what fits', async () => {
    const page = await list({
      status: ['active'],
      priority: ['high', 'urgent'],
      customerId: 'c2',
      search: 'renewal customer',
    })
    expect(page.workflows.every((one) => one.customer.id === 'c2' && one.status === 'active')).toBe(true)
    expect(page.count).toBe(page.workflows.length)
    expect((await list({ search: 'x299' })).count).toBe(1)
    expect((await list({ search: "x_99 o'hara" })).count).toBe(0)
    expect((await list({ assigneeId: 'me' })).count).toBe(0)
  })
})

describe('ten thousand workflows on SQLite', () => {
  let t: TestApp
  beforeAll(async () => {
    t = await testApp()
    await fill(t, 10_000)
  })

  it('reads a page along an index, without sorting them all', () => {
    const sqlite = new Database(join(t.app.config.dataDir, 'hoist.db'), { readonly: true })
    const planOf = (request: Partial<ListRequest>) => {
      const query = pageQuery(t.app.db.read, t.organizationId, { ...REQUEST, ...request }, { me: '', now: 0 }).toSQL()
      const rows = sqlite.prepare(`explain query plan ${query.sql}`).all(...query.params) as { detail: string }[]
      return rows.map((row) => row.detail).join('\n')
    }
    const { userId } = t.people.member
    const expected: [Partial<ListRequest>, string][] = [
      [{ sort: 'due' }, 'workflow_due'],
      [{ sort: 'due', order: 'desc' }, 'workflow_due'],
      [{ sort: 'priority', order: 'desc' }, 'workflow_priority'],
      [{ sort: 'updated', order: 'desc' }, 'workflow_updated'],
      [{ sort: 'due', status: ['active'] }, 'workflow_status'],
      [{ sort: 'due', status: ['active'], assigneeId: userId }, 'workflow_assignee'],
    ]
    for (const [request, index] of expected) {
      const plan = planOf(request)
      expect(plan).toContain(`INDEX ${index}`)
      expect(plan).not.toContain('USE TEMP B-TREE FOR ORDER BY')
    }
    sqlite.close()
  })

  it('shows any page, search or queue within a fraction of a second', async () => {
    const read = t.app.db.read
    const list = (request: Partial<ListRequest>) =>
      listWorkflows(read, t.organizationId, { ...REQUEST, ...request }, { me: 'nobody', now: t.clock.now() })
    for (const sort of WORKFLOW_SORTS) {
      for (const request of [{ sort }, { sort, search: 'custom renew' }, { sort, search: 'nothing at all' }]) {
        const startedAt = performance.now()
        await list(request)
        expect(performance.now() - startedAt).toBeLessThan(500)
      }
    }
    const startedAt = performance.now()
    const { userId } = t.people.member
    const queue = await listQueue(read, t.organizationId, { userId, now: t.clock.now() })
    expect(queue.count).toBe(8_000)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})
