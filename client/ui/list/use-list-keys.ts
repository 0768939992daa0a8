import { useEffect, useEffectEvent } from 'react'

type ListKeys = {
  rows: number
  active: number
  onActive: (index: number) => void
  onOpen: (index: number) => void
  onToggle: (index: number) => void
  onToggleAll: () => void
  onClear: () => void
}

/** Where keys belong to something else: fields, menus, dialogs, and Enter or Space on what they press. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (event.defaultPrevented || document.querySelector('[role="dialog"], [role="menu"]') !== null) return true
  const field = target?.closest('input, textarea, select, [contenteditable="true"], [role="listbox"]')
  if (field && !(field instanceof HTMLInputElement && field.type === 'checkbox')) return true
  return ['Enter', ' '].includes(event.key) && target?.closest('a, button, input') != null
}

/**
 * The keys of a list, from anywhere on its page: j and k (or arrows) move, Enter opens, x selects, Esc lets go,
 * ⌘/Ctrl A selects all that is loaded.
 */
export function useListKeys(list: ListKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTaken(event) || list.rows === 0) return
    const acts: Record<string, () => void> = {
      j: () => list.onActive(Math.min(list.active + 1, list.rows - 1)),
      k: () => list.onActive(Math.max(list.active - 1, 0)),
      Home: () => list.onActive(0),
      End: () => list.onActive(list.rows - 1),
      Enter: () => list.onOpen(list.active),
      x: () => list.onToggle(list.active),
      ' ': () => list.onToggle(list.active),
      Escape: list.onClear,
    }
    const aliases: Record<string, string> = { ArrowDown: 'j', ArrowUp: 'k' }
    const withMod = event.metaKey || event.ctrlKey
    const act = withMod ? (event.key === 'a' ? list.onToggleAll : undefined) : acts[aliases[event.key] ?? event.key]
    if (act === undefined || event.altKey) return
    if (list.active < 0 && ['Enter', 'x', ' '].includes(event.key)) return
    if (event.key !== 'Escape') event.preventDefault()
    act()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
