import { newSecret } from '../clock.ts'
import { createBroadcast } from '../db/broadcast.ts'
import type { Log } from '../log.ts'
import { announce, type Hint, onHint } from './hints.ts'

export type Relay = { start(): Promise<void>; stop(): Promise<void> }

type Told = { organizationId: string | null; hint: Hint }
type Note = { from: string; told: Told[] }

/** Hints are gathered for a moment: a busy second is a few notes and not a thousand. */
const GATHER_MS = 50
/** As many hints as surely fit into one note. */
const IN_ONE_NOTE = 30

/**
 * Carries hints between the servers on one PostgreSQL database, so that a browser hears of what another server did.
 * @param onGap called after a break in the connection, during which hints were missed.
 */
export function createRelay({ databaseUrl, log }: { databaseUrl: string; log: Log }, onGap: () => void): Relay {
  const self = newSecret(9)
  const gathered = new Map<string, Told>()
  let timer: NodeJS.Timeout | undefined
  let replaying = false
  let stopListening = () => {}

  const broadcast = createBroadcast(
    { databaseUrl, channel: 'hoist_live', log },
    (message) => {
      const { from, told } = JSON.parse(message) as Note
      if (from === self) return
      replaying = true
      for (const { organizationId, hint } of told) announce(organizationId, hint)
      replaying = false
    },
    onGap,
  )

  function flush(): void {
    timer = undefined
    const told = [...gathered.values()]
    gathered.clear()
    for (let start = 0; start < told.length; start += IN_ONE_NOTE)
      broadcast.send(JSON.stringify({ from: self, told: told.slice(start, start + IN_ONE_NOTE) } satisfies Note))
  }

  return {
    async start() {
      await broadcast.open()
      stopListening = onHint((organizationId, hint) => {
        // What came from another server is not sent on, or two of them would never stop talking.
        if (replaying) return
        gathered.set(`${organizationId} ${hint.topic} ${hint.id ?? ''} ${hint.userId ?? ''}`, { organizationId, hint })
        timer ??= setTimeout(flush, GATHER_MS)
      })
    },
    async stop() {
      stopListening()
      clearTimeout(timer)
      flush()
      await broadcast.close()
    },
  }
}
