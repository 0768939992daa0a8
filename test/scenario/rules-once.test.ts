import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { createRuleEngine } from '../../server/rules/engine.ts'
import { engines } from '../support/engines.ts'
import { ruleWorld, type RuleWorld } from '../support/rule-world.ts'

/** So many customers with a workflow each, all well. */
async function many(w: RuleWorld, count: number) {
  const batches = Array.from({ length: Math.ceil(count / 500) }, (_, at) => at * 500)
  for (const from of batches) {
    const ids = Array.from({ length: Math.min(500, count - from) }, (_, at) => `m${from + at}`)
    await w.post(
      'admin',
      '/api/customers',
      ids.map((externalId) => ({ externalId, name: externalId, metrics: { health_score: 80 } })),
    )
    await w.post(
      'admin',
      '/api/workflows',
      ids.map((externalId) => ({ externalId, customer: `ext:${externalId}`, definition: 'Renewal' })),
    )
  }
}

async function allBad(w: RuleWorld, count: number) {
  const signal = (at: number) => ({
    id: `bad${at}`,
    type: 'metric',
    customer: `ext:m${at}`,
    metric: 'health_score',
    value: 5,
  })
  for (let from = 0; from < count; from += 1_000) {
    const { status } = await w.post(
      'admin',
      '/api/signals',
      Array.from({ length: Math.min(1_000, count - from) }, (_, at) => signal(from + at)),
    )
    expect(status).toBe(202)
  }
}

async function told(w: RuleWorld) {
  const rows = await w.app.db.read.select().from(w.app.db.t.notification)
  return {
    escalations: rows.filter(({ type }) => type === 'escalation_received').length,
    toAdmins: rows.filter(({ type }) => type === 'data_health').length,
  }
}

describe('2,000 bad readings at once', () => {
  it('send no more than the cap, quarantine the rest, and a restart in between changes nothing', async () => {
    const w = await ruleWorld()
    const COUNT = 2_000
    await many(w, COUNT)
    const rule = await w.rule({ capPerHour: 50 })
    await allBad(w, COUNT)
    // The process ends in the middle of the work; another one goes on.
    const first = createRuleEngine(w.app)
    first.start()
    while ((await w.escalations()).length < 20) await new Promise((resolve) => setImmediate(resolve))
    await first.stop()
    await createRuleEngine(w.app).drain()
    await w.app.rules.drain()
    const shown = (await w.rest('admin', 'GET', `/api/rules/${rule.id}`)).body
    expect(await told(w)).toEqual({ escalations: 50, toAdmins: 1 })
    expect(await w.escalations()).toHaveLength(50)
    expect(shown).toMatchObject({ quarantined: COUNT - 50, pausedAt: expect.any(String), matching: COUNT })
  }, 120_000)
})

describe.each(engines.map(({ name }) => name))('exactly once, on %s', (engine) => {
  it('whatever number of engines look at the same time', async () => {
    const w = await ruleWorld(engine)
    await many(w, 40)
    const rule = await w.rule({ capPerHour: 1_000 })
    await allBad(w, 40)
    await Promise.all([w.app, w.app, w.app].map((app) => createRuleEngine(app).drain()))
    expect(await w.escalations()).toHaveLength(40)
    const applied = (await w.history(rule.id)).filter(({ type }) => type === 'applied')
    expect(new Set(applied.map(({ workflowId }) => workflowId)).size).toBe(40)
    expect(applied).toHaveLength(40)
  })

  it('is each quarantined one released, whoever approves or discards at the same time', async () => {
    const w = await ruleWorld(engine)
    await many(w, 12)
    const rule = await w.rule({ capPerHour: 2 })
    await allBad(w, 12)
    await w.drain()
    expect(await w.escalations()).toHaveLength(2)
    const { body: page } = await w.rest('admin', 'GET', `/api/rules/${rule.id}`)
    expect(page.quarantined).toBe(10)
    const approve = () => w.post('admin', `/api/rules/${rule.id}/approve`, {})
    const answers = await Promise.all([approve(), approve(), approve()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers.reduce((sum, { body }) => sum + body.released, 0)).toBe(10)
    expect(await w.escalations()).toHaveLength(12)
    const discarded = await w.post('admin', `/api/rules/${rule.id}/discard`, {})
    expect(discarded.body).toEqual({ released: 0, refused: [] })
    // Resumed, it counts anew.
    await w.post('admin', `/api/rules/${rule.id}/resume`)
    expect((await w.rest('admin', 'GET', `/api/rules/${rule.id}`)).body.pausedAt).toBeNull()
  })

  it('a shadow rule has no way to the outbox: the database refuses its escalation', async () => {
    const w = await ruleWorld(engine)
    const id = await w.workflow()
    const rule = await w.rule({ mode: 'shadow' })
    const live = await w.rule({ name: 'live', escalateToUserId: w.carla.userId })
    await w.reading(10)
    const { flowAction, notification } = w.app.db.t
    const [row] = await w.escalations(id)
    expect(row?.ruleId).toBe(live.id)
    const before = await w.app.db.read.select().from(notification)
    const forged = w.app.db.write(async (tx) => {
      await tx
        .update(flowAction)
        .set({ endedAt: 1 })
        .where(and(eq(flowAction.id, row!.id)))
      await tx.insert(notification).values({ ...before[0]!, id: 'forged', dedupKey: 'forged' })
      await tx.insert(flowAction).values({ ...row!, id: 'forged', ruleId: rule.id })
    })
    await expect(forged).rejects.toThrow(/only a rule that is on may escalate|check/)
    expect(await w.app.db.read.select().from(notification)).toEqual(before)
    expect(await w.escalations(id)).toHaveLength(1)
  })
})
