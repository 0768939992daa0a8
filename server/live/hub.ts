import { mayPass } from '../../shared/roles.ts'
import { SECOND } from '../../shared/time/instant.ts'
import type { Caller } from '../context.ts'
import { createCoalescer } from './coalesce.ts'
import { announce, type Hint, onHint } from './hints.ts'

/** Often enough to keep proxies from closing a quiet stream, and to notice that somebody has signed out. */
const PING = 25 * SECOND
/** Chunks that a browser may leave unread before it is cut off; it reconnects and asks for everything anew. */
const UNREAD = 32

export type LiveHub = {
  /** Tells the browsers, and the other servers, that something changed. Call it from `tx.afterCommit` only. */
  hint(organizationId: string, hint: Hint): void
  /**
   * A stream of hints for one browser.
   * @param isValid asked at each ping: false ends the stream, as after a sign-out.
   */
  stream(caller: Caller, isValid: () => Promise<boolean>): Response
  /** Ends every stream. Browsers come back and ask for everything anew. */
  closeAll(): void
  /** How many browsers listen. */
  size(): number
}

/** The live streams of this process. A browser hears of its organization, and of its own person's notifications only. */
export function createLiveHub(): LiveHub {
  const streams = new Map<{ hear(organizationId: string | null, hint: Hint): void }, () => void>()
  let stopListening: (() => void) | undefined

  function hear(organizationId: string | null, hint: Hint): void {
    for (const stream of streams.keys()) stream.hear(organizationId, hint)
  }

  function stream(caller: Caller, isValid: () => Promise<boolean>): Response {
    const encoder = new TextEncoder()
    let end = () => {}
    let gone = false
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const write = (text: string) => {
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text))
            else end()
          }
          const coalescer = createCoalescer((hints) =>
            write(hints.map((hint) => `data: ${JSON.stringify(hint)}\n\n`).join('')),
          )
          const ping = setInterval(() => {
            write(': ping\n\n')
            isValid().then(
              (valid) => valid || end(),
              () => end(),
            )
          }, PING)
          const listener = {
            hear(organizationId: string | null, hint: Hint) {
              if (isFor(caller, organizationId, hint)) coalescer.add(hint)
            },
          }
          end = () => {
            if (!streams.delete(listener)) return
            clearInterval(ping)
            coalescer.stop()
            if (!gone) controller.close()
            if (streams.size === 0) stopListening?.()
          }
          if (streams.size === 0) stopListening = onHint(hear)
          streams.set(listener, () => end())
          write('retry: 3000\n: connected\n\n')
        },
        cancel() {
          gone = true
          end()
        },
      },
      new CountQueuingStrategy({ highWaterMark: UNREAD }),
    )
    return new Response(body, {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    })
  }

  return {
    hint: announce,
    stream,
    closeAll() {
      streams.forEach((end) => {
        end()
      })
    },
    size: () => streams.size,
  }
}

function isFor({ organizationId, userId, role, settings }: Caller, of: string | null, hint: Hint): boolean {
  if (of !== null && of !== organizationId) return false
  if (hint.userId !== undefined && hint.userId !== userId) return false
  if (hint.topic === 'job' || hint.topic === 'import') return mayPass(role, 'admin', settings)
  return hint.topic !== 'alert' || mayPass(role, 'alerts', settings)
}
