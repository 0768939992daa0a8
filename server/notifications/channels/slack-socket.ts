import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { reconnectDelay } from '../../../shared/slack/reconnect.ts'
import { MINUTE, SECOND } from '../../../shared/time/instant.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { SlackApi } from './slack-api.ts'
import { linkSlack, type LinkOptions, type SlackLink } from './slack-link.ts'

export type SocketState = {
  /** `waiting` for the next try; `refused`: it needs a person, though Hoist keeps trying. */
  state: 'connecting' | 'connected' | 'waiting' | 'refused'
  /** Why it is not connected, in words. */
  words: string | null
}

export type SlackSocket = {
  state(): SocketState
  /** Resolves when the connection is closed and what it brought is dealt with. */
  stop(): Promise<void>
}

export type SocketOptions = Pick<LinkOptions, 'take'> & {
  api: Pick<SlackApi, 'openSocket'>
  appToken: string
  clock: Clock
  log: Log
  onState(): void
  silenceMs?: number
  /** Waits between two tries, until the signal ends it. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>
}

/** Between tries that only a person can help. */
const REFUSED_WAIT = 5 * MINUTE
/** A connection that lasted so long was a good one: the next failure is the first. */
const GOOD = 30 * SECOND
/** Slack pings every few seconds. */
const SILENCE = MINUTE

const SWITCHED_OFF = 'Socket Mode is switched off in the settings of the Slack app'

/**
 * Keeps a Socket Mode connection: each at a new address, a new one before the old is given up where Slack asks for it,
 * and after a failure with growing pauses, never sooner than Slack allows. Runs until it is stopped.
 */
export function keepSlackSocket({
  api,
  appToken,
  clock,
  log,
  take,
  onState,
  silenceMs = SILENCE,
  pause = (ms, signal) => sleep(ms, undefined, { signal }),
}: SocketOptions): SlackSocket {
  const stopping = new AbortController()
  const links = new Set<SlackLink>()
  const onFailure = (error: unknown) => log.error({ err: error }, 'an envelope from Slack was not dealt with')
  let state: SocketState = { state: 'connecting', words: null }
  let failures = 0

  function enter(next: SocketState['state'], words: string | null = null): void {
    if (next !== state.state && words !== null) log.warn({ reason: words }, 'not connected to Slack')
    state = { state: next, words }
    onState()
  }

  async function rest(next: 'waiting' | 'refused', words: string, atLeast = 0): Promise<void> {
    if (stopping.signal.aborted) return
    failures += 1
    enter(next, words)
    const delay = next === 'refused' ? REFUSED_WAIT : reconnectDelay(failures, randomInt(1_001) / 1_000)
    await pause(Math.max(atLeast, delay), stopping.signal)
  }

  async function forget(link: SlackLink): Promise<void> {
    await link.close()
    links.delete(link)
  }

  /** Holds one connection until it is time for another. */
  async function hold(address: string): Promise<void> {
    const startedAt = clock.monotonic()
    const before = [...links]
    const link = linkSlack(address, { take, onFailure, silenceMs })
    links.add(link)
    if (!(await link.greeted)) {
      await forget(link)
      return rest('waiting', 'Slack gave an address but no connection')
    }
    enter('connected')
    for (const old of before) void forget(old)
    const end = await link.over
    if (end === 'refresh') failures = 0
    if (end === 'refresh' || stopping.signal.aborted) return
    await forget(link)
    if (clock.monotonic() - startedAt >= GOOD) failures = 0
    await (end === 'switched off' ? rest('refused', SWITCHED_OFF) : rest('waiting', 'The connection was lost'))
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const opened = await api.openSocket(appToken)
      if (stopping.signal.aborted) return
      if (opened.ok) await hold(opened.value)
      else await rest(opened.code === null ? 'waiting' : 'refused', opened.error, opened.retryAfterMs)
    }
  }

  const running = run().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'the connection to Slack ended')
  })
  return {
    state: () => state,
    async stop() {
      stopping.abort()
      await Promise.all([...links].map(forget))
      await running
    },
  }
}
