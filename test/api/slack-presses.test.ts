import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SlackActions, SlackPress } from '../../server/slack/actions.ts'
import { DomainError } from '../../shared/errors.ts'
import { type ConnectedApp, connectedApp } from '../support/outbox.ts'
import { press, signed, SIGNING_SECRET } from '../support/slack-signed.ts'

const INTERACTIONS = '/api/slack/interactions'

let test: ConnectedApp
const pressed: SlackPress[] = []
let answer: SlackActions['press'] = async () => ({ reply: null })

beforeAll(async () => {
  const slackActions: SlackActions = {
    press: (one) => {
      pressed.push(one)
      return answer(one)
    },
  }
  test = await connectedApp({ parts: { slackActions } })
  await test.trpc('admin').channels.saveSlack.mutate({ signingSecret: SIGNING_SECRET })
  await test.trpc('admin').members.update.mutate({ userId: test.people.admin.userId, slackUserId: 'U00ADMIN' })
})
beforeEach(() => {
  pressed.length = 0
  test.slack.responses.length = 0
  answer = async () => ({ reply: null })
})
afterAll(() => test.close())

const responseUrl = (name: string) => test.slack.url.replace('/api/', `/actions/${name}`)
const send = async (form: string) => {
  const init = signed(form, test.clock.now())
  const headers = { ...init.headers, 'content-type': 'application/x-www-form-urlencoded' }
  return test.send(INTERACTIONS, { ...init, headers })
}

describe('a button in Slack', () => {
  it('reaches what it means, as the member who pressed it', async () => {
    const { form } = press({ action_id: 'alert.acknowledge', value: 'alert-1' })
    expect(await send(form)).toMatchObject({ status: 200, text: '' })
    const { userId, name } = test.people.admin
    expect(pressed).toMatchObject([
      {
        actionId: 'alert.acknowledge',
        value: 'alert-1',
        slackUserId: 'U00ADMIN',
        channel: 'DU00ADMIN',
        messageTs: '1800000000.000100',
        responseUrl: null,
        caller: {
          organizationId: test.organizationId,
          userId,
          name,
          role: 'admin',
          timeZone: 'Europe/Berlin',
          actor: { type: 'slack', userId, name },
        },
      },
    ])
  })

  it('answers the person alone, at Slack’s address for it', async () => {
    answer = async () => ({ reply: 'Already acknowledged by Ana' })
    await send(press({ action_id: 'alert.acknowledge', value: 'a' }, { response_url: responseUrl('told') }).form)
    await test.slack.until(() => test.slack.responses.length > 0)
    expect(test.slack.responses).toEqual([
      {
        path: '/actions/told',
        body: { response_type: 'ephemeral', replace_original: false, text: 'Already acknowledged by Ana' },
      },
    ])
  })

  it('tells a refusal in its own words, and no secrets of a failure', async () => {
    for (const [error, words] of [
      [new DomainError('conflict', 'Ana was first'), 'Ana was first'],
      [
        new Error('the table of secrets'),
        'Something went wrong in Hoist, and nothing was changed. The reason is in its log.',
      ],
    ] as const) {
      test.slack.responses.length = 0
      answer = async () => {
        throw error
      }
      await send(press({ action_id: 'x' }, { response_url: responseUrl('refused') }).form)
      await test.slack.until(() => test.slack.responses.length > 0)
      expect(test.slack.responses[0]!.body['text']).toBe(words)
    }
  })

  it('does nothing for somebody unknown, and says so', async () => {
    const stranger = { user: { id: 'U0NOBODY' }, response_url: responseUrl('stranger') }
    await send(press({ action_id: 'alert.resolve', value: 'a' }, stranger).form)
    await test.slack.until(() => test.slack.responses.length > 0)
    expect(pressed).toEqual([])
    expect(test.slack.responses[0]!.body['text']).toMatch(/Hoist does not know you/)
  })

  it('does nothing when the same request is played again', async () => {
    const { form } = press({ action_id: 'alert.resolve', value: 'a' })
    const init = signed(form, test.clock.now())
    expect((await test.send(INTERACTIONS, init)).status).toBe(200)
    expect((await test.send(INTERACTIONS, init)).status).toBe(200)
    expect(pressed).toHaveLength(1)
    await send(press({ action_id: 'alert.resolve', value: 'a' }).form)
    expect(pressed).toHaveLength(2)
  })

  it('does nothing without Slack’s signature, for another workspace, or for what is no press', async () => {
    const { form } = press({ action_id: 'alert.resolve' })
    expect((await test.send(INTERACTIONS, { method: 'POST', body: form })).status).toBe(401)
    expect((await test.send(INTERACTIONS, signed(form, test.clock.now(), 'wrong'))).status).toBe(401)
    expect((await send(press({ action_id: 'x' }, { team: { id: 'T0OTHER' } }).form)).status).toBe(200)
    expect((await send('payload={"type":"view_submission"}')).status).toBe(200)
    expect((await send('nothing=here')).status).toBe(400)
    expect(pressed).toEqual([])
  })

  it('never sends the answer anywhere but to Slack', async () => {
    answer = async () => ({ reply: 'a secret' })
    for (const url of ['http://127.0.0.1:9/actions', 'https://hooks.slack.com.evil.example/x', 'file:///etc/passwd']) {
      const told = await test.app.channels.slackApi.respond(url, 'a secret')
      expect(told).toMatchObject({ ok: false, error: expect.stringMatching(/not one of Slack’s/) })
    }
  })
})
