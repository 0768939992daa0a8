import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { readAdoption } from '../../server/analytics/adoption.ts'
import { newId } from '../../server/clock.ts'
import type { RuleEventType } from '../../shared/rules/history.ts'
import { DAY, HOUR } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { escalationWorld, on } from '../support/escalation-world.ts'

it.each(engines)('rules are counted by what became of them, on $name', async ({ name }) => {
  const w = await escalationWorld(name)
  const { app, organizationId, clock } = w
  const workflowId = await w.workflow()
  await w.escalate(workflowId, w.ben)
  await w.escalate(await w.workflow(), w.carla, [on('2027-02-01T00:00:00Z')])
  await w.post('admin', '/api/workflows/de-escalate-now', { workflowId, outcome: 'not_needed' })
  const [action] = (await app.db.read.select().from(app.db.t.flowAction)).filter((one) => one.outcome !== null)

  const rule = (ruleName: string, mode: 'on' | 'shadow') => {
    const now = clock.now()
    const actor = { type: 'user', userId: w.people.admin.userId, name: 'Ada Admin' } as const
    return {
      organizationId,
      id: newId(now),
      name: ruleName,
      priority: 1,
      conditions: { arr: { operator: '>', value: 1 } } as never,
      mode,
      escalateToUserId: w.ben.userId,
      teamPick: 'turns' as never,
      cooldownHours: 24,
      capPerHour: 50,
      createdBy: actor,
      createdAt: now,
      updatedAt: now,
      version: 1,
    }
  }
  const [first, second] = [rule('At risk', 'on'), rule('Quiet', 'shadow')]
  const event = (ruleId: string, type: RuleEventType, flowActionId?: string) => ({
    organizationId,
    id: newId(clock.now()),
    ruleId,
    type,
    at: clock.now(),
    flowActionId,
    actor: first.createdBy,
  })
  await app.db.write(async (tx) => {
    await tx.insert(tx.t.routingRule).values([first, second])
    await tx
      .insert(tx.t.ruleEvent)
      .values([
        event(first.id, 'matched'),
        event(first.id, 'applied', action?.id),
        event(first.id, 'suppressed'),
        event(second.id, 'shadow'),
        event(second.id, 'changed'),
      ])
  })
  const { rules } = w.trpc('admin').analytics
  expect(await rules.query()).toEqual([
    {
      ruleId: first.id,
      name: 'At risk',
      removed: false,
      matched: 1,
      applied: 1,
      notNeeded: 1,
      shadow: 0,
      suppressed: 1,
      quarantined: 0,
      overridden: 0,
    },
    expect.objectContaining({ name: 'Quiet', shadow: 1, applied: 0 }),
  ])
  expect(await rules.query({ to: clock.now() - HOUR })).toEqual([])
  // What a bar counts is what the rule's history lists.
  const history = async (query: string) =>
    (await w.rest('admin', 'GET', `/api/rules/${first.id}/history?${query}`)).body.events.map((one: any) => one.type)
  expect(await history('type=applied&from=2027-01-15&to=2027-01-16')).toEqual(['applied'])
  expect(await history('type=applied&to=2027-01-15')).toEqual([])
  expect(await history('from=2027-01-16')).toEqual([])
  expect(await history('from=2027-01-15')).toHaveLength(3)
  expect((await w.rest('admin', 'GET', `/api/rules/${first.id}/history?type=moon`)).status).toBe(400)
  const { routingRule } = app.db.t
  await app.db.write((tx) =>
    tx.update(routingRule).set({ removedAt: clock.now() }).where(eq(routingRule.id, second.id)),
  )
  expect((await rules.query()).map(({ removed }) => removed)).toEqual([false, true])
  // One of two organizations has a rule that acts; one of two escalations waited for something.
  const adoption = { organizations: 2, withActiveRules: 1, escalations: 2, conditional: 1 }
  expect(await readAdoption(app.db.read, clock.now() - DAY)).toEqual(adoption)
  expect(await readAdoption(app.db.read, clock.now() + DAY)).toMatchObject({ escalations: 0, conditional: 0 })
})
