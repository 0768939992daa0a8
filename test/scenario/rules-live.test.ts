import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { ruleWorld } from '../support/rule-world.ts'

describe.each(engines.map(({ name }) => name))('a rule that is on, on %s', (engine) => {
  it('escalates when its fact changes, once, with the reason', async () => {
    const w = await ruleWorld(engine)
    const id = await w.workflow()
    const rule = await w.rule()
    expect(await w.escalations()).toEqual([])
    await w.reading(28)
    const [escalation] = await w.escalations(id)
    expect(escalation).toMatchObject({ recipientId: w.ben.userId, ruleId: rule.id, state: 'fired' })
    expect(escalation?.reason).toBe('Low health: health score < 30 (health score is 28)')
    expect(await w.types(rule.id)).toEqual(['changed', 'enabled', 'matched', 'applied'])
    expect((await w.told(w.ben, id))[0]?.body).toContain('It was escalated at once by Low health.')
    await w.reading(27)
    await w.deEscalate(id)
    await w.reading(26)
    expect(await w.escalations()).toHaveLength(1)
    expect(await w.types(rule.id)).toHaveLength(4)
  })

  it('acts again only after its condition was not true and its cooldown is over', async () => {
    const w = await ruleWorld(engine)
    const id = await w.workflow()
    const rule = await w.rule()
    await w.reading(28)
    await w.deEscalate(id)
    await w.reading(60)
    await w.advance(HOUR)
    await w.reading(20)
    expect(await w.escalations()).toHaveLength(1)
    expect((await w.history(rule.id)).at(-1)).toMatchObject({ type: 'suppressed', reason: 'cooldown' })
    await w.advance(23 * HOUR - 1)
    expect(await w.escalations()).toHaveLength(1)
    await w.advance(1)
    expect(await w.escalations()).toHaveLength(2)
  })

  it('waits for an open flow action, and looks again when that ends', async () => {
    const w = await ruleWorld(engine)
    const id = await w.workflow()
    const rule = await w.rule()
    await w.escalate(id, w.carla)
    await w.reading(28)
    await w.reading(27)
    expect((await w.history(rule.id)).slice(2).map(({ type, reason }) => [type, reason])).toEqual([
      ['matched', 'health score < 30 (health score is 28)'],
      ['suppressed', 'open action'],
    ])
    await w.deEscalate(id)
    expect(await w.escalations(id)).toHaveLength(1)
  })

  it('of several that match, the highest priority wins, then the oldest; also in silence', async () => {
    const w = await ruleWorld(engine)
    const id = await w.workflow()
    const older = await w.rule({ name: 'older' })
    await w.rule({ name: 'younger', escalateToUserId: w.carla.userId })
    await w.reading(28)
    expect((await w.escalations()).map(({ ruleId }) => ruleId)).toEqual([older.id])
    await w.deEscalate(id)
    await w.reading(27)
    expect(await w.escalations()).toHaveLength(1)
    const first = await w.rule({ name: 'first', priority: 5, escalateToUserId: w.dora.userId })
    expect((await w.escalations()).map(({ ruleId }) => ruleId)).toEqual([older.id, first.id])
  })

  it('in the shadow only says what it would do, and silences nobody', async () => {
    const w = await ruleWorld(engine)
    const id = await w.workflow()
    const shadow = await w.rule({ mode: 'shadow', priority: 9 })
    const live = await w.rule({ name: 'live', escalateToUserId: w.carla.userId })
    await w.reading(28)
    expect((await w.escalations(id)).map(({ ruleId }) => ruleId)).toEqual([live.id])
    expect(await w.types(shadow.id)).toEqual(['changed', 'enabled', 'shadow'])
    expect(await w.told(w.ben, id)).toEqual([])
    await w.deEscalate(id)
    await w.change(shadow.id, { mode: 'on' })
    expect((await w.escalations(id)).map(({ ruleId }) => ruleId)).toEqual([live.id, shadow.id])
    expect(await w.types(shadow.id)).toContain('shadow')
  })

  it('is refused by a guard without a fallback', async () => {
    const w = await ruleWorld(engine)
    const id = await w.workflow(w.ben)
    const rule = await w.rule()
    await w.reading(28)
    await w.reading(27)
    expect(await w.escalations()).toEqual([])
    const told = await w.history(rule.id)
    expect(told.filter(({ type }) => type === 'suppressed')).toMatchObject([
      { workflowId: id, reason: expect.stringContaining('Ben Boss works on this workflow already') },
    ])
  })

  it('does not act on missing data, nor does its negation', async () => {
    const w = await ruleWorld(engine)
    await w.workflow()
    await w.rule({ conditions: { nps: { operator: '<', value: 5 } } }).catch(() => null)
    await w.customer({ metrics: { nps: 8 } })
    await w.rule({ conditions: { not: { field: 'nps', operator: '>', value: 5 } } })
    await w.customer({ metrics: { nps: null } })
    expect(await w.escalations()).toEqual([])
    await w.customer({ metrics: { nps: 4 } })
    expect(await w.escalations()).toHaveLength(1)
  })

  it('is stopped for one workflow by a person, until that is taken back', async () => {
    const w = await ruleWorld(engine)
    const [id, other] = [await w.workflow(), await w.workflow()]
    const rule = await w.rule()
    const path = `/api/workflows/${id}/rules/${rule.id}/override`
    expect((await w.post(w.anna, path, { reason: 'They told us' })).status).toBe(200)
    await w.reading(28)
    expect((await w.escalations()).map(({ workflowId }) => workflowId)).toEqual([other])
    const { body } = await w.rest('viewer', 'GET', `/api/workflows/${id}/rules`)
    expect(body.overrides).toMatchObject([{ ruleId: rule.id, reason: 'They told us', by: { name: 'Anna Assignee' } }])
    expect(await w.story(id)).toContain('workflow.rule_overridden')
    expect((await w.rest(w.anna, 'DELETE', path)).status).toBe(200)
    await w.drain()
    expect(await w.escalations(id)).toHaveLength(1)
    expect((await w.post(w.carla, path)).status).toBe(403)
    expect((await w.rest('outsider', 'DELETE', path)).status).toBe(404)
  })

  it('looks at what is there when it is enabled: fires, marks or quarantines', async () => {
    const w = await ruleWorld(engine)
    await w.reading(10)
    const ids = [await w.workflow(), await w.workflow(), await w.workflow()]
    const marked = await w.rule({ name: 'marked', onEnable: 'mark' })
    expect(await w.escalations()).toEqual([])
    await w.change(marked.id, { mode: 'off' })
    const held = await w.rule({ name: 'held', onEnable: 'quarantine', priority: 1 })
    expect(await w.escalations()).toEqual([])
    const { body } = await w.rest('admin', 'GET', '/api/rules')
    expect(body.rules[0]).toMatchObject({ id: held.id, matching: 3, quarantined: 3 })
    await w.change(held.id, { mode: 'off' })
    await w.rule({ name: 'fires' })
    expect((await w.escalations()).map(({ workflowId }) => workflowId)).toEqual(ids)
  })

  it('flips at the instant a count of days does, in the zone of the organization', async () => {
    const w = await ruleWorld(engine, { now: '2027-03-20T09:00:00Z' })
    const id = await w.workflow()
    await w.post('admin', '/api/workflows', {
      externalId: 'w-due',
      customer: 'ext:acme',
      definition: 'Renewal',
      dueAt: '2027-03-25T09:00:00+01:00',
    })
    await w.rule({ conditions: { overdue_days: { operator: '>=', value: 7 } } })
    w.clock.set('2027-04-01T06:59:59.999Z')
    await w.drain()
    expect(await w.escalations()).toEqual([])
    await w.advance(1)
    const [escalation] = await w.escalations()
    expect(escalation?.workflowId).not.toBe(id)
    expect(escalation?.reason).toContain('days overdue ≥ 7 (days overdue is 7)')
  })

  it('looks at a new workflow at once, and at one that is no longer waiting', async () => {
    const w = await ruleWorld(engine)
    await w.rule({ conditions: { field: 'health_score', operator: '>', value: 50 } })
    const id = await w.workflow()
    await w.drain()
    expect(await w.escalations(id)).toHaveLength(1)
  })

  it('gives a team turns, passing over those whom the guards refuse', async () => {
    const w = await ruleWorld(engine)
    const team = await w.team('Seniors', [w.ben, w.carla, w.dora])
    const rule = await w.rule({ escalateToTeamId: team, teamPick: 'round_robin' })
    for (let at = 0; at < 4; at += 1) await w.workflow()
    await w.workflow(w.ben)
    await w.reading(5)
    const picked = (await w.escalations()).map(({ recipientId }) => recipientId)
    const turns = [w.ben.userId, w.carla.userId, w.dora.userId].sort()
    expect(picked.slice(0, 4)).toEqual([...turns, turns[0]])
    expect(picked[4]).not.toBe(w.ben.userId)
    expect((await w.rest('admin', 'GET', `/api/rules/${rule.id}`)).body.target).toMatchObject({ name: 'Seniors' })
  })

  it('believes no reading that is too old, and says so once', async () => {
    const w = await ruleWorld(engine)
    const [id] = [await w.workflow(), await w.workflow()]
    await w.rule({ conditions: { field: 'health_score', operator: '<', value: 90 }, onEnable: 'mark' })
    await w.rest('admin', 'PUT', '/api/rules/freshness', { metric: 'health_score', hours: 48 })
    await w.drain()
    await w.advance(48 * HOUR - MINUTE)
    const notices = async () =>
      (await w.app.db.read.select().from(w.app.db.t.notification)).filter(({ type }) => type === 'data_health')
    expect(await notices()).toEqual([])
    await w.advance(MINUTE)
    expect((await notices()).map(({ title }) => title)).toEqual(['Readings of health score have grown too old'])
    expect((await w.simulate(id)).evaluations[0]).toMatchObject({ result: 'unknown' })
    await w.advance(DAY)
    expect(await notices()).toHaveLength(1)
    // The same value, told again, is a new reading.
    await w.customer({ metrics: { health_score: 80 } })
    expect((await w.simulate(id)).evaluations[0]).toMatchObject({ result: 'true' })
    expect(await w.escalations()).toHaveLength(2)
  })
})

describe.each(engines.map(({ name }) => name))('a login that is told late, on %s', (engine) => {
  it('starts nothing, but days are counted from it', async () => {
    const w = await ruleWorld(engine)
    await w.workflow()
    await w.rule({ conditions: { last_login_days: { operator: '>=', value: 14 } } })
    const at = new Date(w.clock.now() - DAY).toISOString()
    await w.post('admin', '/api/signals', [{ id: 'late', type: 'customer_login', customer: 'ext:acme', at }])
    await w.drain()
    await w.advance(13 * DAY - 1)
    expect(await w.escalations()).toEqual([])
    await w.advance(1)
    expect(await w.escalations()).toHaveLength(1)
  })
})
