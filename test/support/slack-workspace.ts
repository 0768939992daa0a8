/** A person, conversation and message as Slack's API tells them, as far as Hoist looks. */
export type SlackUser = { name: string; email?: string }
export type SlackEntry = {
  ts: string
  text: string
  user?: string
  bot_id?: string
  subtype?: string
  thread_ts?: string
  latest_reply?: string
  edited?: { user: string; ts: string }
}
export type SlackRoom = { kind: 'im' | 'channel'; name?: string; shared?: boolean; messages: SlackEntry[] }

/** What happens in the workspace of the fake: who is there and what they wrote. */
export type Workspace = {
  users: Map<string, SlackUser>
  rooms: Map<string, SlackRoom>
  /** Entries on one page of a list, whatever was asked for. */
  pageSize: number
}

type Reply = { ok: boolean; error?: string; [more: string]: unknown }
const refusal = (error: string): Reply => ({ ok: false, error })

/** Answers what Hoist asks about the workspace; undefined for a method that is not about it. */
export function askWorkspace(
  { users, rooms, pageSize }: Workspace,
  method: string,
  form: URLSearchParams,
): Reply | undefined {
  /** One page, with Slack's cursor to the next. */
  function page<T>(name: string, items: T[]): Reply {
    const asked = Number(form.get('limit') ?? '100')
    if (asked < 1 || asked > 999) return refusal('invalid_limit')
    const start = form.has('cursor') ? Number(atob(form.get('cursor') ?? '')) : 0
    if (Number.isNaN(start)) return refusal('invalid_cursor')
    const end = start + Math.min(asked, pageSize)
    const next_cursor = end < items.length ? btoa(String(end)) : ''
    return {
      ok: true,
      [name]: items.slice(start, end),
      has_more: next_cursor !== '',
      response_metadata: { next_cursor },
    }
  }
  const after = (entries: SlackEntry[]) => entries.filter((one) => one.ts > (form.get('oldest') ?? '0'))
  const room = rooms.get(form.get('channel') ?? '')

  switch (method) {
    case 'users.conversations':
      return page(
        'channels',
        [...rooms].map(([id, { kind, name, shared }]) => ({
          id,
          ...(kind === 'im'
            ? { is_im: true, user: id.replace(/^D/, '') }
            : { name, is_channel: true, is_ext_shared: shared === true }),
        })),
      )
    case 'conversations.history':
      if (!room) return refusal('channel_not_found')
      return page(
        'messages',
        after(room.messages)
          .filter((one) => one.thread_ts === undefined || one.thread_ts === one.ts)
          .toSorted((a, b) => (a.ts < b.ts ? 1 : -1))
          .map((one) => ({ type: 'message', ...one })),
      )
    case 'conversations.replies': {
      if (!room) return refusal('channel_not_found')
      const thread = room.messages.filter((one) => one.thread_ts === form.get('ts'))
      const parent = thread.find((one) => one.ts === one.thread_ts)
      if (!parent) return refusal('thread_not_found')
      // Slack's answer begins with the thread's first message, whatever `oldest` says.
      return page('messages', [parent, ...after(thread.filter((one) => one !== parent))])
    }
    case 'users.info': {
      const user = users.get(form.get('user') ?? '')
      if (!user) return refusal('user_not_found')
      return {
        ok: true,
        user: { id: form.get('user'), name: 'u', profile: { real_name: user.name, email: user.email } },
      }
    }
    default:
      return undefined
  }
}
