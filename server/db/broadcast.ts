import pg from 'pg'
import { SECOND } from '../../shared/time/instant.ts'
import type { Log } from '../log.ts'

/** PostgreSQL takes less than 8,000 bytes in one notification. */
const LONGEST = 7_900
const RETRY = 2 * SECOND

/** A wire between the servers that share a PostgreSQL database. */
export type Broadcast = {
  /** Sends to the others and to ourselves. Lost where the connection is down: it is for hints, not for facts. */
  send(message: string): void
  /** Resolves when listening for the first time. */
  open(): Promise<void>
  close(): Promise<void>
}

/**
 * LISTEN and NOTIFY on a connection of their own, opened again when it breaks.
 * @param onGap called when listening again: whatever was sent meanwhile has been missed.
 */
export function createBroadcast(
  { databaseUrl, channel, log }: { databaseUrl: string; channel: string; log: Log },
  onMessage: (message: string) => void,
  onGap: () => void,
): Broadcast {
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
    next.on('notification', ({ payload }) => onMessage(payload ?? ''))
    next.on('error', (error) => {
      log.warn({ err: error }, 'lost the wire to the other servers')
      client = undefined
      void next.end().catch(() => {})
      again()
    })
    await next.connect()
    await next.query(`listen ${channel}`)
    client = next
  }

  function again(): void {
    if (closed) return
    clearTimeout(retry)
    retry = setTimeout(() => {
      connect().then(onGap, (error: unknown) => {
        log.warn({ err: error }, 'no wire to the other servers yet')
        again()
      })
    }, RETRY)
  }

  return {
    send(message) {
      if (Buffer.byteLength(message) > LONGEST) return
      client?.query('select pg_notify($1, $2)', [channel, message]).catch((error: unknown) => {
        log.warn({ err: error }, 'other servers were not told')
      })
    },
    open: connect,
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
      client = undefined
    },
  }
}
