import { deepEqual, equal } from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type SlackConnection, socketServer } from './slack-socket.ts'
import { askWorkspace, type Workspace } from './slack-workspace.ts'

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
  /** Who is in the workspace and what they wrote, for what reads it. */
  workspace: Workspace
  /** Seconds to wait that the next calls of a method are answered with, in order. */
  limits: { method: string; retryAfter: string }[]
  /** Socket Mode connections, oldest first; those that ended stay. */
  connections: SlackConnection[]
  /** What was posted to the addresses for answers to a press. */
  responses: { path: string; body: Record<string, unknown> }[]
  /** Resolves when `done` holds; looked at whenever something reaches the fake. */
  until(done: () => boolean): Promise<void>
  /** Calls `then` when a post was accepted, before it is answered. */
  onAccept: (post: SlackPost) => void
  /** Fails on any call that no real client of ours makes. */
  expectNothingUnexpected(): void
  close(): Promise<void>
}

export const TOKEN = 'xoxb-test-token'
export const APP_TOKEN = 'xapp-1-A0001-test'

/** Slack's Web API on loopback, as far as Hoist uses it, on port `at` if it is given: it speaks the real protocol and remembers what it was told. */
export async function fakeSlack(at = 0): Promise<FakeSlack> {
  const unexpected: string[] = []
  const waiting = new Set<() => void>()
  const changed = () => {
    for (const look of waiting) look()
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      unexpected.push(String(error))
      response.destroy()
    })
  })
  const sockets = socketServer(server, unexpected, changed)
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const fake: FakeSlack = {
    url: `http://127.0.0.1:${port}/api/`,
    posts: [],
    calls: [],
    moods: [],
    users: null,
    openAllowed: true,
    historyAllowed: true,
    workspace: { users: new Map(), rooms: new Map(), pageSize: 200 },
    limits: [],
    connections: sockets.connections,
    responses: [],
    until: (done) =>
      new Promise((resolve) => {
        const look = () => {
          if (!done()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    onAccept: () => {},
    expectNothingUnexpected: () => deepEqual(unexpected, []),
    async close() {
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/api/', '')
    let text = ''
    for await (const chunk of request) text += String(chunk)
    if (request.url?.startsWith('/actions/')) {
      fake.responses.push({ path: request.url, body: JSON.parse(text) as Record<string, unknown> })
      response.end('ok')
      changed()
      return
    }
    const form = new URLSearchParams(text)
    fake.calls.push(method)
    changed()
    const say = (body: object) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    }
    if (request.headers.authorization !== `Bearer ${method === 'apps.connections.open' ? APP_TOKEN : TOKEN}`)
      return say({ ok: false, error: 'invalid_auth' })
    const limit = fake.limits.findIndex((one) => one.method === method)
    const [limited] = limit === -1 ? [] : fake.limits.splice(limit, 1)
    if (limited) {
      response.writeHead(429, { 'retry-after': limited.retryAfter }).end('{"ok":false,"error":"ratelimited"}')
      return
    }
    switch (method) {
      case 'auth.test':
        return say({
          ok: true,
          team: 'Northwind',
          team_id: 'T0001',
          user: 'hoist',
          user_id: 'UBOT00',
          bot_id: 'BBOT00',
        })
      case 'bots.info':
        return say({ ok: true, bot: { id: form.get('bot'), app_id: 'A0001' } })
      case 'apps.connections.open':
        return say({ ok: true, url: `ws://127.0.0.1:${port}/link?ticket=${sockets.ticket()}` })
      case 'conversations.open': {
        if (!fake.openAllowed) return say({ ok: false, error: 'missing_scope' })
        const user = form.get('users') ?? ''
        if (fake.users?.has(user) === false) return say({ ok: false, error: 'user_not_found' })
        return say({ ok: true, channel: { id: `D${user}` } })
      }
      case 'conversations.history':
        return say(fake.historyAllowed ? history(form) : { ok: false, error: 'missing_scope' })
      case 'chat.postMessage':
        return take(form, response, say)
      case 'chat.update':
        return say(update(form))
      default: {
        const answered = askWorkspace(fake.workspace, method, form)
        if (answered === undefined) unexpected.push(method)
        return say(answered ?? { ok: false, error: 'unknown_method' })
      }
    }
  }

  /** Of a conversation in the workspace; else of the direct one with whoever was posted to. */
  function history(form: URLSearchParams): object {
    const channel = form.get('channel')
    if (fake.workspace.rooms.has(channel ?? '') || channel?.startsWith('D') === false)
      return askWorkspace(fake.workspace, 'conversations.history', form) ?? {}
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
    return { ok: true, messages: messages.toReversed(), has_more: false }
  }

  function update(form: URLSearchParams): object {
    const ts = form.get('ts') ?? ''
    const channel = form.get('channel')
    const at = fake.posts.findIndex((post) => post.ts === ts && `D${post.user}` === channel)
    if (at === -1) return { ok: false, error: 'message_not_found' }
    fake.posts[at] = read(form, ts)
    return { ok: true, channel, ts }
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
  for (const block of blocks) if (block.text) equal(block.text.type, 'plain_text')
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
