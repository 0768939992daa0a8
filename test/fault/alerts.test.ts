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
import { rounds, timeFor } from '../support/rounds.ts'
import { type FakeSlack, fakeSlack, TOKEN } from '../support/slack.ts'
import type { AlertLine, AlertTask } from './alert-program.ts'

const ROUNDS = rounds(4)
const EACH_ROUND = 3
/** The point, and at how many of its passings in turn: from the first message to the last settlement of a round. */
const POINTS: [FaultPoint, number][] = [
  ['before-commit', 9],
  ['after-commit', 9],
  ['after-send', 3],
]

let program = ''
beforeAll(async () => {
  program = await bundleProgram('alert-program')
})
afterAll(cleanUp)

/** An organization with one admin, who is in Slack, and a customer. */
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
    await tx.update(member).set({ slackUserId: 'U0ADMIN' }).where(eq(member.userId, people.admin.userId))
  })
  const actor = { type: 'user', userId: people.admin.userId, name: people.admin.name } as const
  await connectSlack(app, { organizationId, ...people.admin, actor } as unknown as Caller, { botToken: TOKEN })
  const headers = { 'x-api-key': people.admin.key, 'content-type': 'application/json' }
  const body = JSON.stringify({ externalId: 'acme', name: 'Acme' })
  const made = await app.fetch(new Request(`${app.config.url}/api/customers`, { method: 'POST', headers, body }))
  expect(made.status).toBe(200)
  await app.stop()
  return { env, clock, open, key: people.admin.key }
}

describe.each(engines)('killed between a message, its alert and its delivery, $name', (engine) => {
  test.each(POINTS)(
    '%s: everything stored is alerted, and told once',
    { timeout: timeFor(ROUNDS) },
    async (point, passings) => {
      const slack = await fakeSlack()
      const { env, clock, open, key } = await prepare(engine, slack)
      const stored = new Set<string>()
      let kills = 0
      for (let round = 0; round < ROUNDS; round += 1) {
        clock.advance(MINUTE)
        const messages = Array.from({ length: EACH_ROUND }, (_, at) => `m${round}-${at}`)
        const nth = ((round * 2) % passings) + 1
        const task: AlertTask = { env, point, now: clock.now(), key, messages, nth }
        const { said, killed, errors } = await runProgram(program, task)
        expect(errors).toBe('')
        for (const line of said as AlertLine[]) {
          if (line !== 'done' && 'stored' in line) stored.add(`channel-${line.stored}`)
          expect(line).not.toHaveProperty('refused')
        }
        if (killed) kills += 1
      }
      expect(kills).toBe(ROUNDS)

      const app = await open()
      for (let turn = 0; turn < 4; turn += 1) {
        clock.advance(MINUTE)
        await app.outbox.drain()
      }
      const { alert, notification, delivery, message } = app.db.t
      const alerts = await app.db.read.select().from(alert)
      const notices = await app.db.read.select().from(notification).where(eq(notification.type, 'alert'))
      const deliveries = await app.db.read.select().from(delivery)
      const messages = await app.db.read.select().from(message)
      await app.stop()
      await slack.close()

      expect([...stored].filter((channel) => !alerts.some((one) => one.channel === channel))).toEqual([])
      expect(messages.filter((one) => one.alertId === null)).toEqual([])
      expect(alerts).toHaveLength(messages.length)
      expect(new Set(notices.map((one) => one.alertId))).toEqual(new Set(alerts.map((one) => one.id)))
      expect(notices).toHaveLength(alerts.length)
      expect(deliveries.filter((one) => one.state !== 'sent')).toEqual([])
      expect(slack.posts.map((post) => post.key).toSorted()).toEqual(deliveries.map((one) => one.key).toSorted())
      slack.expectNothingUnexpected()
    },
  )
})
