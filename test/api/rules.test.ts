import { beforeAll, describe, expect, it, test } from 'vitest'
import { ruleWorld, type RuleWorld } from '../support/rule-world.ts'

let w: RuleWorld
beforeAll(async () => {
  w = await ruleWorld()
})

const create = (body: Record<string, unknown>) =>
  w.post('admin', '/api/rules', {
    name: 'A rule',
    conditions: { arr: { operator: '>', value: 100_000 } },
    escalateToUserId: w.ben.userId,
    ...body,
  })

describe('a rule over REST', () => {
  it('is stored as it was understood, said in words, and off', async () => {
    const { status, body } = await create({ name: 'Large', description: 'For Ben' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: 'Large',
      description: 'For Ben',
      priority: 0,
      conditions: { all: [{ field: 'arr', operator: '>', value: 100_000 }] },
      words: 'ARR > 100,000',
      mode: 'off',
      escalateToUserId: w.ben.userId,
      escalateToTeamId: null,
      target: { kind: 'user', name: 'Ben Boss' },
      cooldownHours: 24,
      capPerHour: 50,
    })
    const listed = await w.rest('admin', 'GET', '/api/rules')
    expect(listed.body.rules).toContainEqual(body)
    expect((await w.rest('admin', 'GET', `/api/rules/${body.id}`)).body).toEqual(body)
  })

  it('is changed, and what is left out stays; its history says what, who and when', async () => {
    const { body: made } = await create({ name: 'First name', priority: 3 })
    const { body } = await w.rest('admin', 'PUT', `/api/rules/${made.id}`, { name: 'Second name', cooldownHours: 2 })
    expect(body).toMatchObject({ name: 'Second name', cooldownHours: 2, priority: 3, words: 'ARR > 100,000' })
    const history = await w.rest('admin', 'GET', `/api/rules/${made.id}/history`)
    expect(history.body.events[0]).toMatchObject({
      type: 'changed',
      diff: { name: ['First name', 'Second name'], cooldownHours: [24, 2] },
      by: { userId: w.people.admin.userId, name: 'Ada Admin' },
    })
    expect(history.body.events[1]).toMatchObject({ type: 'changed', reason: 'created' })
    const restored = await w.post('admin', `/api/rules/${made.id}/restore`, { eventId: history.body.events[1].id })
    expect(restored.body).toMatchObject({ name: 'First name', cooldownHours: 24 })
  })

  it('is copied, put into order and removed', async () => {
    const { body: made } = await create({ name: 'Original', mode: 'shadow' })
    const copy = await w.post('admin', `/api/rules/${made.id}/duplicate`)
    expect(copy.body).toMatchObject({ name: 'Original (copy)', mode: 'off', words: made.words })
    const ids = (await w.rest('admin', 'GET', '/api/rules')).body.rules.map(({ id }: { id: string }) => id)
    const wanted = [copy.body.id, ...ids.filter((id: string) => id !== copy.body.id)]
    const ordered = await w.post('admin', '/api/rules/reorder', { ruleIds: wanted })
    expect(ordered.body.rules.map(({ id }: { id: string }) => id)).toEqual(wanted)
    expect((await w.post('admin', '/api/rules/reorder', { ruleIds: wanted.slice(1) })).status).toBe(400)
    expect((await w.rest('admin', 'DELETE', `/api/rules/${made.id}`)).body).toEqual({ success: true })
    expect((await w.rest('admin', 'GET', `/api/rules/${made.id}`)).status).toBe(404)
    expect((await w.rest('admin', 'DELETE', `/api/rules/${made.id}`)).status).toBe(404)
  })

  it('is refused without somebody to escalate to', async () => {
    const paths = async (body: Record<string, unknown>) => {
      const answer = await create(body)
      expect(answer.status).toBe(400)
      return answer.body.issues.map(({ path }: { path: string[] }) => path.join('.'))
    }
    expect(await paths({ escalateToUserId: undefined })).toEqual(['escalateToUserId'])
    expect(await paths({ escalateToUserId: 'nobody' })).toEqual(['escalateToUserId'])
    expect(await paths({ escalateToTeamId: 'none', escalateToUserId: undefined })).toEqual(['escalateToTeamId'])
    expect(await paths({ escalateToTeamId: 'none' })).toEqual(['escalateToTeamId'])
    expect(await paths({ mode: 'loud' })).toEqual(['mode'])
    expect(await paths({ capPerHour: 0 })).toEqual(['capPerHour'])
  })
})

describe('hostile conditions', () => {
  const refused = async (json: string) => {
    const body = `{"name":"x","escalateToUserId":"${w.ben.userId}","conditions":${json}}`
    const headers = { 'x-api-key': w.people.admin.key, 'content-type': 'application/json' }
    return w.send('/api/rules', { method: 'POST', headers, body })
  }
  test.each([
    ['{}', 'conditions'],
    ['{"all":[]}', 'conditions.all'],
    ['{"__proto__":{"operator":">","value":1}}', 'conditions.__proto__'],
    ['{"constructor":{"operator":">","value":1}}', 'conditions.constructor'],
    ['{"field":"__proto__","operator":"is_set"}', 'conditions.field'],
    ['{"arr":{"operator":">","value":"1"}}', 'conditions.arr.value'],
    ['{"arr":{"operator":">","value":null}}', 'conditions.arr.value'],
    ['{"arr":{"operator":">","value":1e999}}', 'conditions.arr.value'],
    [`{"arr":{"operator":"in","value":[${'1,'.repeat(1_000)}1]}}`, 'conditions.arr.value'],
    [`${'{"all":['.repeat(1_000)}{"field":"arr","operator":">","value":1}${']}'.repeat(1_000)}`, null],
  ])('%.60s', async (json, path) => {
    const { status, body } = await refused(json)
    expect(status).toBe(400)
    expect(body.issues[0].path[0]).toBe('conditions')
    expect(path ?? body.issues[0].path.join('.')).toBe(body.issues[0].path.join('.'))
  })

  it.each([70_000, 10 * 1024 * 1024])('of %d bytes are too large', async (bytes) => {
    expect((await refused(`{"customer.segment":{"operator":"=","value":"${'x'.repeat(bytes)}"}}`)).status).toBe(413)
  })

  it('are not valid JSON where they say NaN', async () => {
    expect((await refused('{"arr":{"operator":">","value":NaN}}')).status).toBe(400)
  })
})

describe('a simulation', () => {
  it('says which rule matched, which earlier one won, why and why not, and what would flip it', async () => {
    const s = await ruleWorld()
    await s.customer({ metrics: { arr: 120_000 }, segment: 'Enterprise' })
    const id = await s.workflow()
    const off = { mode: 'off', onEnable: 'mark' }
    const large = await s.rule({ ...off, name: 'Large', conditions: { arr: { operator: '>', value: 100_000 } } })
    const low = await s.rule({ ...off, name: 'Low', priority: 2 })
    const nps = { not: { field: 'feature_adoption', operator: '>', value: 5 } }
    const unknown = await s.rule({ ...off, name: 'Unknown', conditions: nps, priority: 1 })
    const also = { 'customer.segment': { operator: 'starts_with', value: 'Ent' } }
    const second = await s.rule({ ...off, name: 'Also', conditions: also, escalateToUserId: s.carla.userId })
    const { status, body } = await s.post('admin', '/api/rules/simulate', { workflowId: id })
    expect(status).toBe(200)
    expect(body).toMatchObject({ matchedRule: { id: large.id, name: 'Large' }, escalateToUserId: s.ben.userId })
    expect(body.liveRule).toBeNull()
    const of = (ruleId: string) => body.evaluations.find((one: { ruleId: string }) => one.ruleId === ruleId)
    expect(of(low.id)).toMatchObject({
      result: 'false',
      explanation: 'health score < 30 (health score is 80)',
      flip: [{ field: 'health_score', from: 80, to: 29 }],
    })
    expect(of(unknown.id)).toMatchObject({ result: 'unknown', flip: [{ field: 'feature_adoption', from: null }] })
    expect(of(second.id)).toMatchObject({ result: 'true', losesTo: { id: large.id }, words: 'segment starts with Ent' })
    expect((await s.post('admin', '/api/rules/simulate', { workflowId: 'missing' })).status).toBe(404)
    expect((await s.post('outsider', '/api/rules/simulate', { workflowId: id })).status).toBe(404)
    const preview = await s.post('admin', '/api/rules/preview', { conditions: also })
    expect(preview.body).toMatchObject({ words: 'segment starts with Ent', matching: 1, open: 1, waiting: 0 })
  })
})

describe('the check of the set', () => {
  it('finds what can never match, who takes what from whom, and who cannot be reached', async () => {
    const s = await ruleWorld()
    await s.customer({ metrics: { arr: 300_000 } })
    const id = await s.workflow()
    const arr = (value: number) => ({ arr: { operator: '>', value } })
    const first = await s.rule({ name: 'First', mode: 'off', priority: 9, conditions: arr(100_000) })
    const second = await s.rule({ name: 'Second', mode: 'off', priority: 8, conditions: arr(200_000) })
    const never = {
      all: [
        { field: 'overdue_days', operator: '>', value: 7 },
        { field: 'overdue_days', operator: '<', value: 8 },
      ],
    }
    const third = await s.rule({ name: 'Never', mode: 'off', conditions: never })
    const overlap = { name: 'Overlap', mode: 'off', escalateToUserId: s.carla.userId }
    const fourth = await s.rule({ ...overlap, conditions: { health_score: { operator: '<', value: 30 } } })
    const empty = await s.team('Nobody', [])
    const fifth = await s.rule({
      name: 'Void',
      mode: 'off',
      escalateToTeamId: empty,
      priority: 20,
      conditions: { open_alerts: { operator: '>', value: 3 } },
    })
    const { body } = await s.rest('admin', 'GET', '/api/rules/check')
    const of = (kind: string, ruleId: string) =>
      body.findings.find((one: { kind: string; ruleId: string }) => one.kind === kind && one.ruleId === ruleId)
    expect(of('shadowed', second.id)).toMatchObject({ otherId: first.id, workflowId: id })
    expect(of('shadowed', second.id).example.arr).toBeGreaterThan(200_000)
    expect(of('contradiction', third.id).message).toContain('can never match')
    expect(of('overlap', fourth.id)).toMatchObject({ otherId: expect.any(String) })
    expect(of('overlap', second.id)).toMatchObject({ otherId: fifth.id })
    expect(of('unreachable', fifth.id).message).toContain('nobody is in Nobody')
  })
})

describe('the check of many rules', () => {
  it('tells the worst first, each rule that is taken over once, and of overlaps how many there are', async () => {
    const s = await ruleWorld()
    const tagged = (at: number) => ({
      name: `Tag ${at}`,
      priority: -at,
      conditions: { 'customer.tags': { operator: 'contains', value: `t${at}` } },
      escalateToEmail: (at % 2 === 0 ? s.ben : s.carla).email,
    })
    const rules = [...Array.from({ length: 24 }, (_, at) => tagged(at)), { ...tagged(0), priority: -99 }]
    await s.post('admin', '/api/rules/file', { format: 'hoist-rules', version: 1, rules })
    const { body } = await s.rest('admin', 'GET', '/api/rules/check')
    expect(body).toMatchObject({ overlaps: 144, unchecked: 0 })
    const kinds = body.findings.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(['shadowed', ...Array(100).fill('overlap')])
  })
})

describe('rules as a file', () => {
  it('go out and come in again, off, and say what does not fit', async () => {
    const s = await ruleWorld()
    const team = await s.team('Seniors', [s.ben])
    await s.rule({ name: 'One', mode: 'shadow', cooldownHours: 3 })
    await s.rule({ name: 'Two', mode: 'off', escalateToTeamId: team, teamPick: 'round_robin' })
    const { body: file } = await s.rest('admin', 'GET', '/api/rules/file')
    expect(file).toMatchObject({ format: 'hoist-rules', version: 1 })
    expect(file.rules.map(({ name }: { name: string }) => name)).toEqual(['One', 'Two'])
    const seen = await s.post('admin', '/api/rules/file/preview', file)
    expect(seen.body.rules).toMatchObject([
      { name: 'One', words: 'health score < 30', target: { kind: 'user', name: 'Ben Boss' }, isHere: true },
      { name: 'Two', target: { kind: 'team', name: 'Seniors' }, isHere: true },
    ])
    expect((await s.rest('admin', 'GET', '/api/rules')).body.rules).toHaveLength(2)
    const { status, body } = await s.post('admin', '/api/rules/file', file)
    expect([status, body.ruleIds.length]).toEqual([200, 2])
    const listed = (await s.rest('admin', 'GET', '/api/rules')).body.rules
    expect(listed[2]).toMatchObject({ name: 'One', mode: 'off', cooldownHours: 3, escalateToUserId: s.ben.userId })
    expect(listed[3]).toMatchObject({ name: 'Two', escalateToTeamId: team, teamPick: 'round_robin' })
    const wrong = { ...file, rules: [{ ...file.rules[0], escalateToEmail: 'x@y.test', conditions: { all: [] } }] }
    const refused = await s.post('admin', '/api/rules/file', wrong)
    const previewed = await s.post('admin', '/api/rules/file/preview', wrong)
    for (const { status: refusal, body: said } of [refused, previewed]) {
      expect(refusal).toBe(400)
      expect(said.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
        'rules.0.escalateToEmail',
        'rules.0.conditions.all',
      ])
    }
    const schema = await s.rest('admin', 'GET', '/api/rules/file/schema')
    expect(schema.body.properties.rules.type).toBe('array')
  })
})
