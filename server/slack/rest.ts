import { setImmediate as turn } from 'node:timers/promises'
import { DomainError } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import type { Door } from '../http/door.ts'
import { takeEvent, takePress } from './dispatch.ts'
import { type Installation, listInstallations } from './installations.ts'
import { isSignedWith, readSigned } from './signature.ts'

/** Secrets that are tried before the event loop gets its turn. */
const AT_ONCE = 16

/**
 * The installations whose signing secret signed this request. Slack's address is the same for every organization, and
 * who is meant stands inside the body, which nobody parses before it has proved where it comes from.
 */
async function signersOf(app: App, headers: Headers, body: Uint8Array): Promise<Installation[]> {
  const signed = readSigned(headers, body, app.clock.now())
  if (!signed) throw new DomainError('unauthorized', 'The request is not signed by Slack, or more than 5 minutes old')
  const bySecret = Map.groupBy(await listInstallations(app), (one) => one.signingSecret)
  for (const [index, [secret, installations]] of [...bySecret].entries()) {
    if (index > 0 && index % AT_ONCE === 0) await turn()
    if (secret !== null && isSignedWith(secret, signed)) return installations
  }
  throw new DomainError('unauthorized', 'No Slack app that is connected here has this signature')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('bad_request', 'The body is not valid JSON')
  }
}

export const slackDoors: Door[] = [
  {
    path: '/api/slack/events',
    summary: 'Slack’s Events API; signed by Slack',
    bodyLimit: 512 * 1024,
    async handle(app, request) {
      const body = new Uint8Array(await request.arrayBuffer())
      const signers = await signersOf(app, request.headers, body)
      const sent = parsed(new TextDecoder().decode(body)) as { type?: unknown; challenge?: unknown } | null
      if (sent?.type === 'url_verification' && typeof sent.challenge === 'string')
        return Response.json({ challenge: sent.challenge })
      // Other kinds (app_rate_limited, …) only need to be told that they arrived.
      await takeEvent(app, signers, sent)
      return Response.json({ ok: true })
    },
  },
  {
    path: '/api/slack/interactions',
    summary: 'Buttons under Hoist’s messages in Slack; signed by Slack',
    bodyLimit: 512 * 1024,
    async handle(app, request) {
      const body = new Uint8Array(await request.arrayBuffer())
      const signers = await signersOf(app, request.headers, body)
      const form = new URLSearchParams(new TextDecoder().decode(body))
      await takePress(app, signers, parsed(form.get('payload') ?? ''))
      return new Response(null)
    },
  },
]
