import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something the palette can do. `keywords` are further words that find it. */
export type PaletteAct = { id: string; label: string; description?: string; keywords?: string; run: () => void }

let acts: readonly PaletteAct[] = []
const listeners = new Set<() => void>()

function publish(next: readonly PaletteAct[]): void {
  acts = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Offers acts of the page that is open; they leave the palette with the page. */
export function usePaletteActs(offered: readonly PaletteAct[]): void {
  const latest = useRef(offered)
  useEffect(() => {
    latest.current = offered
  })
  const names = offered.map(({ id, label }) => `${id} ${label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the acts are new on every render; their names are what shows
  useEffect(() => {
    const mine = latest.current.map((act) => ({
      ...act,
      run: () => latest.current.find(({ id }) => id === act.id)?.run(),
    }))
    publish([...acts, ...mine])
    return () => publish(acts.filter((act) => !mine.includes(act)))
  }, [names])
}

export function useOfferedActs(): readonly PaletteAct[] {
  return useSyncExternalStore(subscribe, () => acts)
}
