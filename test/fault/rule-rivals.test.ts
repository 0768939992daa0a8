import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { DAY, SECOND } from '../../shared/time/instant.ts'
import { cleanUp } from '../support/engines.ts'
import { runProgram } from '../support/killable.ts'
import type { RivalTask } from './rival-program.ts'
import { rivalry } from './rivalry.ts'

/** Of each kind: customers whose health turns bad, workflows that grow a week overdue at the same instant, and calm ones. */
const COUNT = 80
const CAP = 50

afterAll(cleanUp)

test('two server processes on one PostgreSQL let every rule act once', { timeout: 240_000 }, async () => {
  const { program, env, clock, app, people, post } = await rivalry()
  const numbers = Array.from({ length: COUNT }, (_, index) => index)
  const rule = async (name: string, more: object) =>
    ((await post('/api/rules', { name, escalateToUserId: people.manager.userId, ...more })) as { id: string }).id
  const customers = ['bad', 'late', 'calm'].flatMap((segment) =>
    numbers.map((at) => {
      const externalId = `${segment}${at}`
      return { externalId, name: externalId, segment, metrics: { health_score: 80 } }
    }),
  )
  await post('/api/customers', customers)
  const overdueAt = clock.now() + DAY
  const dueAt = new Date(overdueAt - 7 * DAY).toISOString()
  await post(
    '/api/workflows',
    customers.map(({ externalId, segment }) => ({
      externalId,
      customer: `ext:${externalId}`,
      definition: 'Renewal',
      assigneeEmail: people.member.email,
      ...(segment === 'late' && { dueAt }),
    })),
  )
  const health = { health_score: { operator: '<', value: 30 } }
  const overdue = { overdue_days: { operator: '>=', value: 7 } }
  const bad = await rule('bad', { mode: 'on', conditions: health, capPerHour: CAP })
  const late = await rule('late', { mode: 'on', conditions: overdue, capPerHour: 1_000 })
  await app.rules.drain()
  const { ruleEvent, flowAction, notification, ruleState } = app.db.t
  expect(await app.db.read.select().from(flowAction)).toEqual([])

  // Facts that changed, counts of days that flip and a rule that was just switched on, and nobody has looked yet.
  clock.set(overdueAt)
  await post(
    '/api/signals',
    numbers.map((at) => ({
      id: `bad${at}`,
      type: 'metric',
      customer: `ext:bad${at}`,
      metric: 'health_score',
      value: 5,
    })),
  )
  const shadow = await rule('shadow', {
    mode: 'shadow',
    conditions: { 'customer.segment': { operator: '=', value: 'calm' } },
  })
  const task: RivalTask = { env, now: clock.now(), startAt: systemClock.now() + 3 * SECOND }
  const runs = await Promise.all([1, 2].map(() => runProgram(program, task)))
  for (const { said, errors } of runs) expect({ said, errors }).toEqual({ said: ['begun', 'done'], errors: '' })
  await app.rules.drain()

  const events = await app.db.read.select().from(ruleEvent)
  const actions = await app.db.read.select().from(flowAction)
  const notices = await app.db.read.select().from(notification)
  const states = await app.db.read.select().from(ruleState)
  await app.stop()
  const of = (ruleId: string, type: string) => events.filter((event) => event.ruleId === ruleId && event.type === type)
  const workflowsOf = (ruleId: string, type: string) => new Set(of(ruleId, type).map((event) => event.workflowId)).size
  const counted = (ruleId: string, type: string) => [of(ruleId, type).length, workflowsOf(ruleId, type)]
  expect(counted(late, 'applied')).toEqual([COUNT, COUNT])
  expect(counted(bad, 'applied')).toEqual([CAP, CAP])
  expect(counted(bad, 'quarantined')).toEqual([COUNT - CAP, COUNT - CAP])
  expect(of(bad, 'paused')).toHaveLength(1)
  expect(counted(shadow, 'shadow')).toEqual([COUNT, COUNT])
  expect(of(shadow, 'enabled')).toHaveLength(1)
  expect(states.filter((state) => state.outcome === 'quarantined')).toHaveLength(COUNT - CAP)
  expect(actions.filter((action) => action.ruleId === late)).toHaveLength(COUNT)
  expect(actions.filter((action) => action.ruleId === bad)).toHaveLength(CAP)
  const received = notices.filter((notice) => notice.type === 'escalation_received')
  expect(received).toHaveLength(COUNT + CAP)
  expect(new Set(received.map((notice) => notice.workflowId)).size).toBe(COUNT + CAP)
  expect(notices.filter((notice) => notice.type === 'data_health')).toHaveLength(1)
})
