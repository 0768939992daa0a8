import { useSyncExternalStore } from 'react'

/** The version that served this tab: the first one seen. */
let own: string | null = null
let outdated = false
const listeners = new Set<() => void>()

/** Compares the version on an answer with the one this tab began with. */
export function noteVersion(version: string | null): void {
  if (version === null) return
  own ??= version
  if (version === own || outdated) return
  outdated = true
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True once the server runs another version than the one this tab began with. */
export function useOutdated(): boolean {
  return useSyncExternalStore(subscribe, () => outdated)
}
