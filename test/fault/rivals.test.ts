import { afterAll, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { systemClock } from '../../server/clock.ts'
import { parseConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { HOUR, SECOND } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, engines } from '../support/engines.ts'
import { bundleProgram, runProgram } from '../support/killable.ts'
import { peopleOf } from '../support/people.ts'
import type { RivalTask } from './rival-program.ts'

const COUNT = 120

afterAll(cleanUp)

test('three server processes on one PostgreSQL fire each escalation once', { timeout: 120_000 }, async () => {
  const program = await bundleProgram('rival-program')
  const place = await engines.find((engine) => engine.name === 'postgres')!.place()
  const env = {
    HOIST_DATA: place.dataDir,
    HOIST_SECRET: 'a secret that every process shares, 32+',
    DATABASE_URL: place.databaseUrl ?? '',
  }
  const clock = testClock()
  const app = await createApp(parseConfig(env), { clock, log: createLog('warn') })
  const { people } = await peopleOf(app)
  const post = async (path: string, body: unknown) => {
    const headers = { 'x-api-key': people.admin.key, 'content-type': 'application/json' }
    const request = new Request(`${app.config.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const response = await app.fetch(request)
    expect(response.status).toBe(200)
    return response.json()
  }
  await post('/api/customers', { externalId: 'acme', name: 'Acme' })
  const wanted = Array.from({ length: COUNT }, (_, index) => ({
    externalId: `w${index}`,
    customer: 'ext:acme',
    definition: 'Renewal',
    assigneeEmail: people.member.email,
  }))
  const { results } = (await post('/api/workflows', wanted)) as { results: { id: string }[] }
  const config = { date: new Date(clock.now() + HOUR).toISOString() }
  for (const { id } of results)
    await post('/api/workflows/escalate-with-triggers', {
      workflowId: id,
      triggers: [{ id: 'soon', type: 'date', config }],
      escalateToUserId: people.manager.userId,
    })

  const task: RivalTask = { env, now: clock.now() + HOUR, startAt: systemClock.now() + 3 * SECOND }
  const runs = await Promise.all([1, 2, 3].map(() => runProgram(program, task)))
  for (const { said, errors } of runs) expect({ said, errors }).toEqual({ said: ['done'], errors: '' })

  const { flowAction, timeline, notification } = app.db.t
  const actions = await app.db.read.select().from(flowAction)
  const story = await app.db.read.select().from(timeline)
  const notices = await app.db.read.select().from(notification)
  await app.stop()
  expect(actions.filter((action) => action.state === 'fired' && action.version === 2)).toHaveLength(COUNT)
  expect(story.filter((entry) => entry.type === 'workflow.escalated')).toHaveLength(COUNT)
  const received = notices.filter((notice) => notice.type === 'escalation_received')
  expect(new Set(received.map((notice) => notice.workflowId)).size).toBe(COUNT)
  expect(received).toHaveLength(COUNT)
})
