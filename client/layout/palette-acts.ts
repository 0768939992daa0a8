import { useEffect, useSyncExternalStore } from 'react'

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

/** Offers acts of the page that is open; they leave the palette with the page. `offered` must be memoised. */
export function usePaletteActs(offered: readonly PaletteAct[]): void {
  useEffect(() => {
    publish([...acts, ...offered])
    return () => publish(acts.filter((act) => !offered.includes(act)))
  }, [offered])
}

export function useOfferedActs(): readonly PaletteAct[] {
  return useSyncExternalStore(subscribe, () => acts)
}
