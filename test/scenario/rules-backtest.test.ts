import { createHash } from 'node:crypto'
import { getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { nextCheck } from '../../server/rules/state-store.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { randomFrom } from '../support/rule-random.ts'
import { ruleWorld, type RuleWorld } from '../support/rule-world.ts'

/** Fingerprint of every row of every table. */
async function checksum(w: RuleWorld): Promise<Record<string, string>> {
  const sums: Record<string, string> = {}
  for (const table of Object.values(w.app.db.t)) {
    if (!is(table, PgTable) && !is(table, SQLiteTable)) continue
    const rows = await w.app.db.read.select().from(table as never)
    const text = rows.map((row) => JSON.stringify(row)).sort()
    sums[getTableName(table as never)] = createHash('sha256').update(text.join('\n')).digest('hex')
  }
  return sums
}

type Firing = { at: string; workflowId: string; recipient: { userId: string } }
const brief = ({ at, workflowId, recipient }: Firing) => `${at} ${workflowId} ${recipient.userId}`

/** What rules really did since an instant, as the backtest tells it. */
async function lived(w: RuleWorld, ruleId: string) {
  const rows = (await w.escalations()).filter((row) => row.ruleId === ruleId)
  return rows.map((row) => `${new Date(row.createdAt).toISOString()} ${row.workflowId} ${row.recipientId}`).sort()
}

/** Lets time pass as a running server feels it: what flips on the way is looked at when it flips. */
async function pass(w: RuleWorld, milliseconds: number) {
  const until = w.clock.now() + milliseconds
  for (;;) {
    const next = await nextCheck(w.app.db.read)
    if (next === null || next > until) break
    w.clock.set(next)
    await w.drain()
  }
  w.clock.set(until)
  await w.drain()
}

/** A fortnight of a small organization: readings (some late), logins, dates, priorities, people who step in. */
async function fortnight(w: RuleWorld) {
  const random = randomFrom(11)
  const names = ['acme', 'bolt', 'core', 'dune']
  const workflows: string[] = []
  for (const externalId of names) {
    await w.customer(
      {
        name: externalId,
        segment: random.pick(['Enterprise', 'Startup']),
        metrics: { arr: 50_000 + random.below(4) * 50_000, health_score: 60 },
      },
      externalId,
    )
    for (const definition of ['Renewal', 'Onboarding']) {
      const dueAt = new Date(w.clock.now() + random.below(8) * DAY).toISOString()
      const assigneeEmail = random.pick([w.anna.email, w.ben.email])
      const body = {
        externalId: `${externalId}-${definition}`,
        customer: `ext:${externalId}`,
        definition,
        dueAt,
        assigneeEmail,
      }
      workflows.push((await w.post('admin', '/api/workflows', body)).body.id)
    }
  }
  await w.drain()
  const rules = [
    await w.rule({ name: 'low', conditions: { health_score: { operator: '<', value: 30 } }, cooldownHours: 12 }),
    await w.rule({
      name: 'late',
      priority: 3,
      escalateToUserId: w.carla.userId,
      conditions: {
        all: [
          { field: 'overdue_days', operator: '>=', value: 2 },
          { not: { field: 'customer.segment', operator: '=', value: 'Startup' } },
        ],
      },
    }),
    await w.rule({
      name: 'silent',
      priority: -1,
      escalateToUserId: w.dora.userId,
      conditions: {
        any: [
          { field: 'last_login_days', operator: '>=', value: 3 },
          { field: 'workflow.priority', operator: '>=', value: 'high' },
        ],
      },
    }),
  ]
  const from = w.clock.now()
  for (let step = 0; step < 160; step += 1) {
    await pass(w, 30 * MINUTE + random.below(4 * HOUR))
    const customer = `ext:${random.pick(names)}`
    const workflow = random.pick(workflows)
    const late = random.below(5) === 0
    const at = new Date(
      w.clock.now() - (late ? 90 * MINUTE + random.below(20) * HOUR : random.below(30) * MINUTE),
    ).toISOString()
    const signal = (body: object) => w.post('admin', '/api/signals', [{ id: `step${step}`, at, ...body }])
    const act = random.below(8)
    if (act < 3) await signal({ type: 'metric', customer, metric: 'health_score', value: 10 + random.below(60) })
    else if (act === 3) await signal({ type: 'customer_login', customer })
    else if (act === 4)
      await w.trpc('admin').workflows.update.mutate({ id: workflow, priority: random.pick(['normal', 'high', 'low']) })
    else if (act === 5) await w.post('admin', '/api/workflows/de-escalate-now', { workflowId: workflow })
    else if (act === 6) await w.escalate(workflow, w.dora, [], {})
    else
      await w.post('admin', `/api/workflows/${workflow}/reassign`, {
        userId: random.pick([w.anna, w.ben, w.carla]).userId,
      })
    await w.drain()
  }
  return { rules, from }
}

describe.each(engines.map(({ name }) => name))('a backtest on %s', (engine) => {
  it('over a recorded fortnight says what the rules really did, and writes nothing', async () => {
    const w = await ruleWorld(engine)
    const { rules, from } = await fortnight(w)
    const before = await checksum(w)
    let firings = 0
    for (const rule of rules) {
      const body = { from: new Date(from).toISOString(), to: '2099-01-01T00:00:00Z' }
      const answer = await w.post('admin', `/api/rules/${rule.id}/backtest`, body)
      expect(answer.status).toBe(200)
      expect(answer.body.to).toBe(new Date(w.clock.now()).toISOString())
      expect(answer.body.firings.map(brief).sort()).toEqual(await lived(w, rule.id))
      expect(answer.body).toMatchObject({ hasHistory: true, difference: { against: 'live', added: 0, removed: 0 } })
      firings += answer.body.count
    }
    expect(firings).toBeGreaterThan(15)
    expect(await checksum(w)).toEqual(before)
  }, 240_000)
})

describe('a backtest', () => {
  it('counts days from what was told late, as rules did', async () => {
    const w = await ruleWorld()
    await w.workflow()
    const rule = await w.rule({ conditions: { last_login_days: { operator: '>=', value: 14 } } })
    const from = new Date(w.clock.now()).toISOString()
    await pass(w, HOUR)
    const at = new Date(w.clock.now() - DAY).toISOString()
    await w.post('admin', '/api/signals', [{ id: 'late', type: 'customer_login', customer: 'ext:acme', at }])
    await w.drain()
    await pass(w, 20 * DAY)
    const { body } = await w.post('admin', `/api/rules/${rule.id}/backtest`, { from })
    expect(body.firings.map(brief)).toEqual(await lived(w, rule.id))
    expect(body.count).toBe(1)
  })

  it('of changes that are not saved tells the difference, by person and week, and what else matches', async () => {
    const w = await ruleWorld()
    const id = await w.workflow(w.carla)
    const rule = await w.rule({ mode: 'off', conditions: { health_score: { operator: '<', value: 30 } } })
    const other = await w.rule({
      name: 'other',
      escalateToUserId: w.dora.userId,
      conditions: { health_score: { operator: '<', value: 20 } },
    })
    const from = new Date(w.clock.now()).toISOString()
    await w.advance(DAY)
    await w.reading(25)
    await w.advance(DAY)
    await w.reading(70)
    await w.advance(DAY)
    await w.reading(10)
    const asked = { from, conditions: { health_score: { operator: '<', value: 28 } }, cooldownHours: 0 }
    const { status, body } = await w.post('admin', `/api/rules/${rule.id}/backtest`, asked)
    expect(status).toBe(200)
    expect(body.firings).toMatchObject([
      { workflowId: id, recipient: { name: 'Ben Boss' }, explanation: 'health score < 28 (health score is 25)' },
      { workflowId: id, explanation: 'health score < 28 (health score is 10)' },
    ])
    expect(body.perPersonWeek).toMatchObject([
      { name: 'Ben Boss', week: '2027-01-11', count: 1 },
      { name: 'Ben Boss', week: '2027-01-18', count: 1 },
    ])
    expect(body.overlap).toEqual([{ ruleId: other.id, name: 'other', both: 1, lostTo: 0 }])
    expect(body.difference).toEqual({ against: 'saved', added: 0, removed: 0, same: 2 })
  })

  it('says so where there is no history, and refuses an empty window', async () => {
    const w = await ruleWorld()
    await w.workflow()
    const rule = await w.rule({ mode: 'off', conditions: { api_calls: { operator: '<', value: 30 } } })
    const path = `/api/rules/${rule.id}/backtest`
    await w.advance(DAY)
    const { body } = await w.post('admin', path, { from: '2026-10-01' })
    expect(body).toMatchObject({ hasHistory: false, historyFrom: null, firings: [], count: 0 })
    const empty = await w.post('admin', path, { from: '2027-02-01T00:00:00Z' })
    expect([empty.status, empty.body.issues[0].path]).toEqual([400, ['from']])
    expect((await w.post('admin', '/api/rules/missing/backtest', { from: '2026-10-01' })).status).toBe(404)
  })

  it('can be followed and cancelled', async () => {
    const w = await ruleWorld()
    await w.workflow()
    const rule = await w.rule({ mode: 'off' })
    await w.advance(DAY)
    const path = `/api/rules/${rule.id}/backtest?async=true`
    const started = await w.post('admin', path, { from: '2026-10-01' })
    expect(started.status).toBe(202)
    const job = `/api/rules/backtests/${started.body.id}`
    expect((await w.rest('outsider', 'GET', job)).status).toBe(404)
    const cancelled = await w.post('admin', path, { from: '2026-10-01' })
    const { body } = await w.rest('admin', 'DELETE', `/api/rules/backtests/${cancelled.body.id}`)
    expect(body).toMatchObject({ state: 'cancelled', result: null })
    const { backtests } = w.app
    while (backtests.get(w.organizationId, started.body.id).state === 'running')
      await new Promise((resolve) => setImmediate(resolve))
    const shown = await w.rest('admin', 'GET', job)
    expect(shown.body).toMatchObject({ state: 'done', error: null, result: { count: 0, hasHistory: true } })
  })
})
