import { Tooltip } from '@mantine/core'
import { createContext, type ReactNode, use, useSyncExternalStore } from 'react'
import { exactWords, relativeWords } from './relative.ts'

/** The only reader of the clock on the screen. Instants are epoch milliseconds. */
export function currentTime(): number {
  return Date.now()
}

const TICK = 20_000
const listeners = new Set<() => void>()
let shown = currentTime()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    shown = currentTime()
    for (const each of listeners) each()
  }, TICK)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function snapshot(): number {
  // With nobody listening the ticker stood still; the first to look again must not see an old time.
  if (timer === undefined && Math.abs(currentTime() - shown) > TICK) shown = currentTime()
  return shown
}

/** The time now, moving on every 20 s; all parts on screen share one ticker and agree. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot)
}

const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** The zone of the person's browser. */
export function browserZone(): string {
  return ownZone
}

const ZoneContext = createContext<string | null>(null)

/** Tells all times below it the organization's zone, which they name beside the person's own where the two differ. */
export function ZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  return <ZoneContext value={zone}>{children}</ZoneContext>
}

/** The organization's zone, or the browser's before anybody is signed in. */
export function useZone(): string {
  return use(ZoneContext) ?? browserZone()
}

/** The exact time in the person's own zone and, where it differs, in the organization's. */
export function useExact(at: number): string {
  const zone = useZone()
  const own = browserZone()
  const mine = exactWords(at, own)
  return zone === own ? mine : `${mine}\n${exactWords(at, zone)}`
}

/**
 * A time as people say it, with the exact one and its zone on hover and focus. `inList` is for the rows of a list: light,
 * and out of the tab order, where a thousand rows would otherwise be a thousand stops.
 */
export function Time({ at, inList = false }: { at: number; inList?: boolean }) {
  const now = useNow()
  const exact = useExact(at)
  if (inList) {
    return (
      <time dateTime={new Date(at).toISOString()} title={exact}>
        {relativeWords(at, now)}
      </time>
    )
  }
  return (
    <Tooltip label={<span style={{ whiteSpace: 'pre-line' }}>{exact}</span>}>
      <time
        dateTime={new Date(at).toISOString()}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be within reach of the keyboard
        tabIndex={0}
      >
        {relativeWords(at, now)}
      </time>
    </Tooltip>
  )
}

/** The exact time in words, in the organization's zone (or `zone`): for sentences that must not drift. */
export function ExactTime({ at, zone }: { at: number; zone?: string }) {
  const organizationZone = useZone()
  return <time dateTime={new Date(at).toISOString()}>{exactWords(at, zone ?? organizationZone)}</time>
}
