import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import type { Caller } from '../../server/context.ts'
import type { FaultPoint } from '../../server/faults.ts'
import { createLog } from '../../server/log.ts'
import { connectSlack } from '../../server/notifications/connections/service.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, type Engine, engines } from '../support/engines.ts'
import { bundleProgram, runProgram } from '../support/killable.ts'
import { peopleOf } from '../support/people.ts'
import { type FakeSlack, fakeSlack, TOKEN } from '../support/slack.ts'
import type { AppLine, AppTask } from './app-program.ts'

const ROUNDS = 50
const EACH_ROUND = 3
/** The point, and at how many of its passings in turn: from the first arming to the last settlement of a round. */
const POINTS: [FaultPoint, number][] = [
  ['before-commit', 13],
  ['after-commit', 13],
  ['after-send', 3],
]

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
  const { results } = (await send('/api/workflows', wanted)) as { results: { id: string }[] }
  await app.stop()
  return { env, clock, open, people, workflows: results.map((result) => result.id) }
}

describe.each(engines)('the server killed, $name', (engine) => {
  test.each(POINTS)(
    '%s, 50 times: nothing is lost, nothing fires twice',
    { timeout: 600_000 },
    async (point, passings) => {
      const slack = await fakeSlack()
      // Then it cannot find out whether a message arrived, and has to send it again.
      slack.historyAllowed = false
      const { env, clock, open, people, workflows } = await prepare(engine, slack)
      const acknowledged = new Set<string>()
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
        const { said, killed, errors } = await runProgram(program, task)
        expect(errors).toBe('')
        expect((said as AppLine[]).filter((line) => typeof line === 'object' && 'refused' in line)).toEqual([])
        for (const line of said as AppLine[]) {
          if (typeof line === 'object' && 'acknowledged' in line) acknowledged.add(line.acknowledged)
        }
        if (killed) kills += 1
      }
      expect(kills).toBe(ROUNDS)

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
    },
  )
})
