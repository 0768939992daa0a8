import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { chanceFrom } from '../../server/demo/chance.ts'
import { HOUR, MINUTE, SECOND } from '../../shared/time/instant.ts'
import { cleanUp } from '../support/engines.ts'
import { runProgram } from '../support/killable.ts'
import { rounds, tellFigures, timeFor } from '../support/rounds.ts'
import type { RivalTask } from './rival-program.ts'
import { rivalry } from './rivalry.ts'

/** How many are due at once, and how often each of the three is killed while they fire. */
const [COUNT, KILLS_EACH] = rounds(1) === 1 ? [300, 2] : [10_000, rounds(2)]
/** Workflows that one request may bring, and requests under way at a time. */
const AT_ONCE = 100
const ABREAST = 10

afterAll(cleanUp)

test(`three servers on one PostgreSQL, each killed ${KILLS_EACH} times: ${COUNT} escalations fire once each`, {
  timeout: timeFor(COUNT / 10),
}, async () => {
  const { program, env, clock, app, people, post } = await rivalry()
  await post('/api/customers', { externalId: 'acme', name: 'Acme' })
  const wanted = Array.from({ length: COUNT }, (_, index) => ({
    externalId: `w${index}`,
    customer: 'ext:acme',
    definition: 'Renewal',
    assigneeEmail: people.member.email,
  }))
  const workflows: string[] = []
  for (let from = 0; from < COUNT; from += AT_ONCE) {
    const answer = await post('/api/workflows', wanted.slice(from, from + AT_ONCE))
    workflows.push(...(answer as { results: { id: string }[] }).results.map((result) => result.id))
  }
  const config = { date: new Date(clock.now() + HOUR).toISOString() }
  const arm = (workflowId: string) =>
    post('/api/workflows/escalate-with-triggers', {
      workflowId,
      triggers: [{ id: 'soon', type: 'date', config }],
      escalateToUserId: people.manager.userId,
    })
  for (let from = 0; from < COUNT; from += ABREAST) {
    await Promise.all(workflows.slice(from, from + ABREAST).map(arm))
    // A key may send so many requests in a minute.
    if (from % 5_000 === 0) clock.advance(MINUTE)
  }

  const chance = chanceFrom(1)
  const startAt = systemClock.now() + 3 * SECOND
  const began = systemClock.now()
  let kills = 0
  /** One of the servers, started again whenever it was killed. */
  async function server() {
    for (let turn = 0; turn <= KILLS_EACH; turn += 1) {
      const task: RivalTask = { env, now: clock.now() + HOUR, startAt }
      const moment = { since: 'first-line', milliseconds: chance.between(20, 400) } as const
      const { said, killed, errors } = await runProgram(program, task, turn < KILLS_EACH ? moment : undefined)
      expect(errors).toBe('')
      expect(killed || said.includes('done')).toBe(true)
      if (killed) kills += 1
    }
  }
  await Promise.all([server(), server(), server()])
  expect(kills).toBeGreaterThan(0)
  tellFigures('three servers on one PostgreSQL', { due: COUNT, kills, seconds: (systemClock.now() - began) / SECOND })

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
