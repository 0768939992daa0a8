import { announce, onHint } from '../live/hints.ts'
import type { SlackEnvelope } from '../notifications/channels/slack-link.ts'
import { keepSlackSocket, type SlackSocket, type SocketState } from '../notifications/channels/slack-socket.ts'
import type { Seal } from '../secrets/seal.ts'
import { type SlackParts, takeEvent, takePress } from './dispatch.ts'
import { listInstallations } from './installations.ts'

export type SlackSockets = {
  /** Null where the organization does not use Socket Mode, or nothing runs here. */
  stateOf(organizationId: string): SocketState | null
  /** Connects whoever has an app token, and follows changes of it. */
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * A Socket Mode connection for every organization that has given an app token. Several servers each have their own:
 * Slack hands an envelope to one of them, and its id tells a repeat.
 */
export function createSlackSockets(app: SlackParts & { seal: Seal }, keep = keepSlackSocket): SlackSockets {
  const running = new Map<string, { appToken: string; socket: SlackSocket }>()
  let turn: Promise<void> = Promise.resolve()
  let stopListening = () => {}

  async function take(organizationId: string, { type, payload }: SlackEnvelope): Promise<void> {
    const installations = await listInstallations(app, organizationId)
    if (type === 'events_api') await takeEvent(app, installations, payload)
    if (type === 'interactive') await takePress(app, installations, payload)
  }

  function connect(organizationId: string, appToken: string): void {
    const socket = keep({
      api: app.channels.slackApi,
      appToken,
      clock: app.clock,
      log: app.log,
      take: (envelope) => take(organizationId, envelope),
      onState: () => announce(organizationId, { topic: 'channel', id: 'socket' }),
    })
    running.set(organizationId, { appToken, socket })
  }

  /** Makes what runs what should run. */
  async function follow(): Promise<void> {
    const wanted = new Map<string, string>()
    for (const { organizationId, appToken } of await listInstallations(app))
      if (appToken !== null) wanted.set(organizationId, appToken)
    for (const [organizationId, { appToken, socket }] of running) {
      if (wanted.get(organizationId) === appToken) continue
      running.delete(organizationId)
      await socket.stop()
    }
    for (const [organizationId, appToken] of wanted) if (!running.has(organizationId)) connect(organizationId, appToken)
  }

  function followInTurn(): Promise<void> {
    turn = turn
      .then(follow)
      .catch((error: unknown) => app.log.error({ err: error }, 'the connections to Slack could not be looked at'))
    return turn
  }

  return {
    stateOf: (organizationId) => running.get(organizationId)?.socket.state() ?? null,
    async start() {
      stopListening = onHint((_organizationId, hint) => {
        if (hint.topic === 'channel' && hint.id !== 'socket') void followInTurn()
      })
      await followInTurn()
    },
    async stop() {
      stopListening()
      await turn
      await Promise.all([...running.values()].map(({ socket }) => socket.stop()))
      running.clear()
    },
  }
}
