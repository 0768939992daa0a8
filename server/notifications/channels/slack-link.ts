import { channel } from 'node:diagnostics_channel'
import { z } from 'zod'

/** What Slack sends over the socket, as far as it is read; `payload` is the body it would have posted over HTTP. */
const Sent = z.object({
  type: z.string(),
  reason: z.string().nullish(),
  envelope_id: z.string().max(200).nullish(),
  payload: z.unknown().optional(),
})

export type SlackEnvelope = { type: string; payload: unknown }

/** Why a connection is over, or is to be replaced by another (`refresh`: Slack asks for it; it still works for a while). */
export type LinkEnd = 'refresh' | 'switched off' | 'lost'

export type SlackLink = {
  /** Resolves once Slack has greeted, with false where it never did. */
  greeted: Promise<boolean>
  /** Resolves when it is time for another connection. */
  over: Promise<LinkEnd>
  /** Closes it, and resolves when what it brought is dealt with. */
  close(): Promise<void>
}

export type LinkOptions = {
  /** Deals with an envelope. It is acknowledged when this resolves, and sent again by Slack when it rejects. */
  take(envelope: SlackEnvelope): Promise<void>
  onFailure(error: unknown): void
  /** Without a word or a ping from Slack for so long, the line is dead. */
  silenceMs: number
}

/** Node's WebSocket tells of pings only here; it answers them by itself. */
const pings = channel('undici:websocket:ping')

/** One Socket Mode connection, over Node's own WebSocket. */
export function linkSlack(address: string, { take, onFailure, silenceMs }: LinkOptions): SlackLink {
  const socket = new WebSocket(address)
  const greeted = Promise.withResolvers<boolean>()
  const over = Promise.withResolvers<LinkEnd>()
  const underWay = new Set<Promise<void>>()

  let silence = setTimeout(end, silenceMs)
  function heard(): void {
    clearTimeout(silence)
    silence = setTimeout(end, silenceMs)
  }
  const onPing = (message: unknown) => {
    if ((message as { websocket?: unknown }).websocket === socket) heard()
  }
  pings.subscribe(onPing)

  /** A dead line never answers a close, so nobody waits for that. */
  function end(): void {
    clearTimeout(silence)
    pings.unsubscribe(onPing)
    greeted.resolve(false)
    over.resolve('lost')
    if (socket.readyState <= WebSocket.OPEN) socket.close()
  }

  async function deal(envelopeId: string, envelope: SlackEnvelope): Promise<void> {
    await take(envelope)
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ envelope_id: envelopeId }))
  }

  socket.addEventListener('message', ({ data }) => {
    heard()
    const sent = Sent.safeParse(parsed(data))
    if (!sent.success) return
    const { type, reason, envelope_id, payload } = sent.data
    if (type === 'hello') greeted.resolve(true)
    if (type === 'disconnect') over.resolve(reason === 'link_disabled' ? 'switched off' : 'refresh')
    if (envelope_id == null) return
    const work: Promise<void> = deal(envelope_id, { type, payload })
      .catch(onFailure)
      .finally(() => underWay.delete(work))
    underWay.add(work)
  })
  socket.addEventListener('close', end)
  socket.addEventListener('error', end)

  return {
    greeted: greeted.promise,
    over: over.promise,
    async close() {
      await Promise.all(underWay)
      end()
    },
  }
}

function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : null
  } catch {
    return null
  }
}
