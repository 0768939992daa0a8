import type { Hint } from './hints.ts'

/** At most ten bundles a second reach a browser. */
const EVERY_MS = 100
/** Beyond this many things in one bundle the browser is told "anything of this topic". */
const MOST = 100

export type Coalescer = { add(hint: Hint): void; stop(): void }

/** Bundles hints: the first goes out at once, what follows within a tenth of a second goes out together and once each. */
export function createCoalescer(send: (hints: Hint[]) => void): Coalescer {
  const pending = new Map<string, Hint>()
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    timer = undefined
    if (pending.size === 0) return
    const hints = pending.size > MOST ? byTopic([...pending.values()]) : [...pending.values()]
    pending.clear()
    timer = setTimeout(flush, EVERY_MS)
    send(hints)
  }

  return {
    add({ topic, id }) {
      pending.set(`${topic} ${id ?? ''}`, id === undefined ? { topic } : { topic, id })
      if (timer === undefined) flush()
    },
    stop() {
      clearTimeout(timer)
      pending.clear()
    },
  }
}

function byTopic(hints: Hint[]): Hint[] {
  return [...new Set(hints.map(({ topic }) => topic))].map((topic) => ({ topic }))
}
