import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import type { Caller } from '../../server/context.ts'
import type { FaultPoint } from '../../server/faults.ts'
import { createLog } from '../../server/log.ts'
import { type Chance, chanceFrom } from '../../server/demo/chance.ts'
import { connectSlack } from '../../server/notifications/connections/service.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, type Engine, engines } from '../support/engines.ts'
import { bundleProgram, type Moment, runProgram } from '../support/killable.ts'
import { peopleOf } from '../support/people.ts'
import { rounds, tellFigures, timeFor } from '../support/rounds.ts'
import { type FakeSlack, fakeSlack, TOKEN } from '../support/slack.ts'
import type { AppLine, AppTask } from './app-program.ts'

const ROUNDS = rounds(15)
const EACH_ROUND = 3
/** The point, and at how many of its passings in turn: from the first arming to the last settlement of a round. */
const POINTS: [string, FaultPoint | null, number][] = [
  ['before-commit', 'before-commit', 13],
  ['after-commit', 'after-commit', 13],
  ['after-send', 'after-send', 3],
  ['at random', null, 1],
]
/** One in so many of the random moments lies within the start, the others within the work. */
const STARTS = 5
/** Workflows that one request may bring. */
const AT_ONCE = 100

/** Random, and the same in each run. */
function momentOf(chance: Chance, round: number): Moment {
  if (round % STARTS === 0) return { since: 'start', milliseconds: chance.between(20, 600) }
  return { since: 'first-line', milliseconds: chance.between(0, 400) }
}

const byText = (a: string | null, b: string | null) => String(a).localeCompare(String(b))

let program = ''
beforeAll(async () => {
  program = await bundleProgram('app-program')
})
afterAll(cleanUp)

/** An organization with workflows of one person, and Slack for the one they will be escalated to. */
async function prepare(engine: Engine, slack: FakeSlack) {
  const place = await engine.place()
  const env = {
    HOIST_DATA: place.dataDir,
    HOIST_SECRET: 'a secret that every process shares, 32+',
    SLACK_API_URL: slack.url,
    ...(place.databaseUrl !== null && { DATABASE_URL: place.databaseUrl }),
  }
  const clock = testClock()
  const open = () => createApp(parseConfig(env), { clock, log: createLog('warn') })
  const app = await open()
  const { organizationId, people } = await peopleOf(app)
  const { member } = app.db.t
  await app.db.write(async (tx) => {
    await tx.update(member).set({ slackUserId: 'U0MANAGER' }).where(eq(member.userId, people.manager.userId))
  })
  const actor = { type: 'user', userId: people.admin.userId, name: people.admin.name } as const
  const admin = { organizationId, ...people.admin, actor } as unknown as Caller
  await connectSlack(app, admin, { botToken: TOKEN })
  const send = async (path: string, body: unknown) => {
    const headers = { 'x-api-key': people.admin.key, 'content-type': 'application/json' }
    const request = new Request(`${app.config.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const response = await app.fetch(request)
    expect(response.status).toBe(200)
    return response.json()
  }
  await send('/api/customers', { externalId: 'acme', name: 'Acme' })
  const wanted = Array.from({ length: ROUNDS * EACH_ROUND }, (_, index) => ({
    externalId: `w${index}`,
    customer: 'ext:acme',
    definition: 'Renewal',
    assigneeEmail: people.member.email,
  }))
  const workflows: string[] = []
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const answer = await send('/api/workflows', wanted.slice(from, from + AT_ONCE))
    workflows.push(...(answer as { results: { id: string }[] }).results.map((result) => result.id))
  }
  await app.stop()
  return { env, clock, open, people, workflows }
}

describe.each(engines)('the server killed, $name', (engine) => {
  test.each(POINTS)(
    `%s, ${ROUNDS} times: nothing is lost, nothing fires twice`,
    { timeout: timeFor(ROUNDS) },
    async (name, point, passings) => {
      const slack = await fakeSlack()
      // Then it cannot find out whether a message arrived, and has to send it again.
      slack.historyAllowed = false
      const { env, clock, open, people, workflows } = await prepare(engine, slack)
      const acknowledged = new Set<string>()
      const chance = chanceFrom(1)
      const ready: number[] = []
      let kills = 0
      for (let round = 0; round < ROUNDS; round++) {
        clock.advance(MINUTE)
        const task: AppTask = {
          env,
          point,
          now: clock.now(),
          key: people.admin.key,
          recipientId: people.manager.userId,
          workflows: workflows.slice(round * EACH_ROUND, (round + 1) * EACH_ROUND),
          nth: ((round * 5) % passings) + 1,
        }
        const moment = point === null ? momentOf(chance, round) : undefined
        const { said, killed, errors } = await runProgram(program, task, moment)
        expect(errors).toBe('')
        const lines = (said as AppLine[]).filter((line) => line !== 'done')
        expect(lines.filter((line) => 'refused' in line)).toEqual([])
        for (const line of lines) {
          if ('acknowledged' in line) acknowledged.add(line.acknowledged)
          if ('ready' in line) ready.push(line.ready)
        }
        if (killed) kills += 1
      }
      expect(kills).toBe(ROUNDS)
      expect(acknowledged.size).toBeGreaterThan(0)

      const app = await open()
      for (let turn = 0; turn < 4; turn++) {
        clock.advance(MINUTE)
        await app.triggers.drain()
        await app.outbox.drain()
      }
      const { flowAction, notification, delivery } = app.db.t
      const actions = await app.db.read.select().from(flowAction)
      const notices = await app.db.read.select().from(notification)
      const deliveries = await app.db.read.select().from(delivery)
      await app.stop()
      await slack.close()

      expect(new Set(actions.map((action) => action.workflowId)).size).toBe(actions.length)
      const fired = actions.filter((action) => action.state === 'fired').map((action) => action.workflowId)
      expect([...acknowledged].filter((id) => !fired.includes(id))).toEqual([])
      expect(fired).toHaveLength(actions.length)
      const received = notices.filter((notice) => notice.type === 'escalation_received')
      expect(received.map((notice) => notice.workflowId).toSorted(byText)).toEqual(fired.toSorted(byText))
      expect(deliveries.filter((one) => one.state !== 'sent')).toEqual([])
      const keys = deliveries.filter((one) => one.channel === 'slack').map((one) => one.key)
      expect(new Set(slack.posts.map((post) => post.key))).toEqual(new Set(keys))
      expect(slack.posts.length - keys.length).toBeLessThanOrEqual(kills)
      slack.expectNothingUnexpected()
      ready.sort((a, b) => a - b)
      tellFigures(`the server killed ${name}, ${engine.name}`, {
        kills,
        acknowledged: acknowledged.size,
        lost: 0,
        repeats: slack.posts.length - keys.length,
        readyAgainMs: { median: ready[ready.length >> 1], slowest: ready.at(-1) },
      })
    },
  )
})
