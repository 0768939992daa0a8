import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'

/** How the fake answers the next `chat.postMessage`; `lost` and `crash` accept the message before they say nothing. */
export type SlackMood =
  | { answer: 'ok' }
  | { answer: 'error'; error: string }
  | { answer: 'status'; status: number }
  | { answer: 'rate-limited'; retryAfter: string }
  | { answer: 'lost' }
  | { answer: 'hang'; accepts: boolean }
  | { answer: 'garbage' }
  | { answer: 'endless' }

export type SlackPost = {
  user: string
  text: string
  title: string
  body: string
  link: string
  key: string
  ts: string
  buttons: { actionId: string; value: string; label: string }[]
  /** Time stamp of the message it answers; empty for one of its own. */
  below: string
}

export type FakeSlack = {
  /** For SLACK_API_URL. */
  url: string
  /** Messages that Slack took, oldest first. */
  posts: SlackPost[]
  /** Methods called, in order. */
  calls: string[]
  /** Answers of the coming posts; after them everything is fine. */
  moods: SlackMood[]
  /** Slack users that exist; null: everybody. */
  users: Set<string> | null
  /** Whether the token may open conversations, and read them. */
  openAllowed: boolean

  historyAllowed: boolean
  /** Calls `then` when a post was accepted, before it is answered. */
  onAccept: (post: SlackPost) => void
  /** Fails on any call that no real client of ours makes. */
  expectNothingUnexpected(): void
  close(): Promise<void>
}

export const TOKEN = 'xoxb-test-token'

/** Slack's Web API on loopback, as far as Hoist uses it: it speaks the real protocol and remembers what it was told. */
export async function fakeSlack(): Promise<FakeSlack> {
  const unexpected: string[] = []
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      unexpected.push(String(error))
      response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeSlack = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    posts: [],
    calls: [],
    moods: [],
    users: null,
    openAllowed: true,
    historyAllowed: true,
    onAccept: () => {},
    expectNothingUnexpected: () => expect(unexpected).toEqual([]),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/api/', '')
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const form = new URLSearchParams(text)
    fake.calls.push(method)
    const say = (body: object) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    }
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return say({ ok: false, error: 'invalid_auth' })
    switch (method) {
      case 'auth.test':
        return say({ ok: true, team: 'Northwind', user: 'hoist' })
      case 'conversations.open': {
        if (!fake.openAllowed) return say({ ok: false, error: 'missing_scope' })
        const user = form.get('users') ?? ''
        if (fake.users?.has(user) === false) return say({ ok: false, error: 'user_not_found' })
        return say({ ok: true, channel: { id: `D${user}` } })
      }
      case 'conversations.history': {
        if (!fake.historyAllowed) return say({ ok: false, error: 'missing_scope' })
        const channel = form.get('channel')
        const messages = fake.posts
          .filter((post) => `D${post.user}` === channel)
          .map(({ ts, text: said, key }) => ({
            type: 'message',
            ts,
            text: said,
            ...(form.get('include_all_metadata') === 'true' && {
              metadata: { event_type: 'hoist_delivery', event_payload: { key } },
            }),
          }))
        return say({ ok: true, messages: messages.toReversed(), has_more: false })
      }
      case 'chat.postMessage':
        return take(form, response, say)
      case 'chat.update': {
        const at = fake.posts.findIndex((post) => post.ts === form.get('ts') && `D${post.user}` === form.get('channel'))
        if (at === -1) return say({ ok: false, error: 'message_not_found' })
        fake.posts[at] = read(form, form.get('ts') ?? '')
        return say({ ok: true, channel: form.get('channel'), ts: form.get('ts') })
      }
      default:
        unexpected.push(method)
        return say({ ok: false, error: 'unknown_method' })
    }
  }

  function take(form: URLSearchParams, response: ServerResponse, say: (body: object) => void): void {
    const mood = fake.moods.shift() ?? { answer: 'ok' }
    const accept = () => {
      const post = read(form, `17${fake.posts.length}.000100`)
      fake.posts.push(post)
      fake.onAccept(post)
      return post
    }
    switch (mood.answer) {
      case 'ok':
        say({ ok: true, ts: accept().ts, channel: form.get('channel') })
        return
      case 'error':
        say({ ok: false, error: mood.error })
        return
      case 'status':
        response.writeHead(mood.status).end('<html>oops</html>')
        return
      case 'rate-limited':
        response.writeHead(429, { 'retry-after': mood.retryAfter }).end('{"ok":false,"error":"ratelimited"}')
        return
      case 'lost':
        accept()
        response.destroy()
        return
      case 'hang':
        if (mood.accepts) accept()
        return
      case 'garbage':
        response.end('<html>a page</html>')
        return
      case 'endless': {
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        }
        response.on('drain', more)
        more()
      }
    }
  }
  return fake
}

type Element = { type: string; text: string & { text?: string }; action_id?: string; value?: string }
type Block = { type: string; text?: { type: string; text: string }; elements?: Element[] }

function read(form: URLSearchParams, ts: string): SlackPost {
  const blocks = JSON.parse(form.get('blocks') ?? '[]') as Block[]
  const metadata = JSON.parse(form.get('metadata') ?? '{}') as { event_payload?: { key?: string } }
  const of = (type: string) => blocks.find((block) => block.type === type)
  for (const block of blocks) if (block.text) expect(block.text.type).toBe('plain_text')
  return {
    user: (form.get('channel') ?? '').replace(/^D/, ''),
    text: form.get('text') ?? '',
    title: of('header')?.text?.text ?? '',
    body: of('section')?.text?.text ?? '',
    link: of('context')?.elements?.[0]?.text ?? '',
    key: metadata.event_payload?.key ?? '',
    ts,
    buttons: (of('actions')?.elements ?? []).map(({ action_id, value, text }) => ({
      actionId: action_id ?? '',
      value: value ?? '',
      label: text.text ?? '',
    })),
    below: form.get('thread_ts') ?? '',
  }
}
