import { beforeAll, describe, expect, it } from 'vitest'
import { HOUR } from '../../shared/time/instant.ts'
import { type EscalationWorld, escalationWorld, login, on } from '../support/escalation-world.ts'

let w: EscalationWorld
beforeAll(async () => {
  w = await escalationWorld()
})

describe('the summary of escalations', () => {
  const summary = async (as: Parameters<typeof w.rest>[0], query = '') =>
    (await w.rest(as, 'GET', `/api/analytics/summary${query}`)).body

  it('counts, times and names in hours', async () => {
    const [now, soon, later] = [await w.workflow(w.anna), await w.workflow(w.anna), await w.workflow(w.anna)]
    await w.escalate(now, w.ben)
    await w.escalate(soon, w.ben, [on('2027-01-15T12:00:00Z')])
    await w.escalate(later, w.carla, [login])
    await w.advance(3 * HOUR)
    await w.post('admin', '/api/workflows/de-escalate-now', { workflowId: now, outcome: 'not_needed' })
    expect(await summary('admin')).toEqual({
      totalEscalations: 3,
      immediate: 1,
      armed: 1,
      timeToEscalate: { mean: 3, median: 3, p90: 3 },
      mostEscalatedTo: { userId: w.ben.userId, name: 'Ben Boss', escalations: 2 },
      mtta: null,
      mttr: null,
      falsePositiveRate: null,
      falseEscalations: 1,
      firedLate: 0,
      conditionalShare: 2 / 3,
    })
    expect(await summary('admin', '?from=2027-01-16')).toMatchObject({ totalEscalations: 0, conditionalShare: null })
    expect(await summary('admin', '?to=2027-01-15T09:00:00Z')).toMatchObject({ totalEscalations: 0 })
    expect((await w.rest('admin', 'GET', '/api/analytics/summary?from=soon')).body.issues[0].path).toEqual(['from'])
  })

  it('shows managers their teams, and members nothing', async () => {
    expect(await summary('manager')).toMatchObject({ totalEscalations: 0 })
    await w.team('Care', [w.people.manager, w.carla])
    expect(await summary('manager')).toMatchObject({ totalEscalations: 1, armed: 1 })
    expect((await w.rest('member', 'GET', '/api/analytics/summary')).status).toBe(403)
    expect(await w.trpc('admin').analytics.summary.query({})).toMatchObject({ totalEscalations: 3 })
  })
})

describe('definitions and the catalogue of fields', () => {
  it('keeps a name to one definition, and removes what nothing runs on', async () => {
    const admin = w.trpc('admin').definitions
    const { id } = await admin.save.mutate({ name: 'Offboarding', actions: [] })
    await expect(admin.save.mutate({ name: 'OFFBOARDING ', actions: [] })).rejects.toThrow('Another definition')
    const twice = [
      { id: 'a', name: 'A' },
      { id: 'a', name: 'B' },
    ]
    await expect(admin.save.mutate({ id, name: 'Offboarding', actions: twice })).rejects.toThrow('id of its own')
    await admin.save.mutate({ id, name: 'Farewell', actions: [] })
    const listed = await w.trpc('viewer').definitions.list.query()
    expect(listed.map((one) => one.name)).toEqual(['Farewell', 'Renewal at risk'])
    expect(listed[1]).toMatchObject({ workflows: 3, openWorkflows: 3 })
    await admin.remove.mutate({ id })
    await expect(admin.remove.mutate({ id })).rejects.toThrow('not found')
    await expect(w.trpc('manager').definitions.save.mutate({ name: 'x', actions: [] })).rejects.toThrow('role')
  })

  it('knows the metrics and properties of the organization', async () => {
    const customer = { externalId: 'f', name: 'F', metrics: { nps: 9 }, properties: { region: 'EU' } }
    await w.post('admin', '/api/customers', customer)
    const fields = await w.trpc('admin').rules.fields.query()
    const names = fields.map((one) => one.field)
    expect(names).toEqual(expect.arrayContaining(['arr', 'nps', 'overdue_days', 'customer.properties.region']))
    expect(new Set(names).size).toBe(names.length)
  })
})
