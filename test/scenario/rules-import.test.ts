import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { importText } from '../support/import-text.ts'
import { ruleWorld, type RuleWorld } from '../support/rule-world.ts'

const CUSTOMERS = ['Id,Name,health_score', ...[1, 2, 3].map((at) => `C-${at},Client ${at},10`)].join('\n')
const workflows = (status = 'active', due = '') =>
  ['Id,Customer,Workflow,Status,Due', ...[1, 2, 3].map((at) => `W-${at},C-${at},Renewal,${status},${due}`)].join('\n')

const marks = async (w: RuleWorld) => w.app.db.read.select().from(w.app.db.t.ruleMark)
const checks = async (w: RuleWorld) => w.app.db.read.select().from(w.app.db.t.dueCheck)

describe.each(engines.map(({ name }) => name))('an import, on %s', (engine) => {
  it('lets no rule act; says what would, and lets it when told to', async () => {
    const w = await ruleWorld(engine)
    const rule = await w.rule({ capPerHour: 2 })
    await importText(w, 'customers', CUSTOMERS)
    const { id, counts } = await importText(w, 'workflows', workflows())
    expect(await marks(w)).toEqual([])
    await w.drain()
    expect(counts).toMatchObject({ created: 3, wouldFire: 2, fired: 0 })
    expect(await w.types(rule.id)).toEqual(['changed', 'enabled'])
    const released = await w.post('admin', `/api/imports/${id}/release`)
    expect(released.body.counts).toMatchObject({ wouldFire: 2, fired: 2 })
    expect(await w.escalations()).toHaveLength(2)
    expect((await w.rest('admin', 'GET', `/api/rules/${rule.id}`)).body).toMatchObject({ quarantined: 1, matching: 3 })
  })

  it('lets rules act once, after its last row, where it was asked to', async () => {
    const w = await ruleWorld(engine)
    await importText(w, 'workflows', 'Id,Customer,Workflow\nW-1,acme,Renewal\n')
    await w.rule()
    await w.advance(HOUR)
    // The last row of a customer is what counts, not what it was on the way.
    const { counts } = await importText(w, 'signals', signals(w, [10, 60, 20, 70]), { live: true })
    expect(counts).toMatchObject({ created: 4, wouldFire: 0, fired: 0 })
    await w.advance(HOUR)
    const bad = await importText(w, 'signals', signals(w, [65, 15], 'again'), { live: true })
    expect(bad.counts).toMatchObject({ wouldFire: 1, fired: 1 })
    expect(await w.escalations()).toHaveLength(1)
  })

  it('completes and reopens workflows without a word to the rules', async () => {
    const w = await ruleWorld(engine)
    const rule = await w.rule()
    await importText(w, 'customers', CUSTOMERS)
    await importText(w, 'workflows', workflows('completed'))
    await w.drain()
    const { counts } = await importText(w, 'workflows', workflows('active'))
    expect(await marks(w)).toEqual([])
    await w.drain()
    expect(counts).toMatchObject({ updated: 3, wouldFire: 3, fired: 0 })
    expect(await w.types(rule.id)).toEqual(['changed', 'enabled'])
  })

  it('plans when the days of what it brought flip; time is no history', async () => {
    const w = await ruleWorld(engine)
    await w.rule({ conditions: { overdue_days: { operator: '>=', value: 7 } } })
    await importText(w, 'customers', CUSTOMERS)
    const { counts } = await importText(
      w,
      'workflows',
      workflows('active', new Date(w.clock.now() - DAY).toISOString()),
    )
    await w.drain()
    expect(counts).toMatchObject({ wouldFire: 0 })
    await w.advance(6 * DAY - 1)
    expect(await w.escalations()).toEqual([])
    await w.advance(1)
    expect(await w.escalations()).toHaveLength(3)
  })
})

describe('an import that was stopped', () => {
  it('has its days planned when the server starts again', async () => {
    const w = await ruleWorld()
    await w.rule({ conditions: { overdue_days: { operator: '>=', value: 7 } } })
    await importText(w, 'customers', CUSTOMERS)
    const { id } = await importText(w, 'workflows', workflows('active', new Date(w.clock.now()).toISOString()))
    const { dueCheck, importRun } = w.app.db.t
    // As if it had died after the last row.
    await w.app.db.write(async (tx) => {
      await tx.delete(dueCheck)
      await tx.update(importRun).set({ state: 'running' })
    })
    await w.app.imports.start()
    await w.app.imports.idle()
    expect((await w.rest('admin', 'GET', `/api/imports/${id}`)).body.state).toBe('failed')
    expect(await checks(w)).toHaveLength(3)
  })
})

/** Readings of Acme, a minute apart, the last one a minute ago. */
function signals(w: RuleWorld, values: readonly number[], name = 'first'): string {
  const rows = values.map((value, at) => ({
    id: `${name}${at}`,
    type: 'metric',
    customerId: 'acme',
    metric: 'health_score',
    value,
    at: new Date(w.clock.now() - (values.length - at) * 60_000).toISOString(),
  }))
  return rows.map((row) => JSON.stringify(row)).join('\n')
}
