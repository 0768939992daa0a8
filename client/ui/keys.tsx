import { useHotkeys } from '@mantine/hooks'
import './parts.css'

const apple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)

const SIGNS: Record<string, string> = { mod: apple ? '⌘' : 'Ctrl', Enter: '↵', Esc: 'Esc', shift: '⇧' }

/** A keyboard hint: `mod+Enter` shows as ⌘ ↵ or Ctrl ↵. Hidden from screen readers, which have their own. */
export function Keys({ of }: { of: string }) {
  const words = of.split('+').map((key) => SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key))
  return (
    <kbd className="h-kbd" aria-hidden>
      {words.join(' ')}
    </kbd>
  )
}

/** Runs `act` on a key (`e`, `mod+Enter`) unless somebody is typing; keys with `mod` also while typing. */
export function useShortcut(key: string, act: () => void, enabled = true): void {
  const ignored = key.startsWith('mod+') ? [] : ['INPUT', 'TEXTAREA', 'SELECT']
  useHotkeys(
    [
      [
        key,
        (event) => {
          const inDialog = document.querySelector('[role="dialog"]') !== null
          if (!enabled || (inDialog && !key.startsWith('mod+')) || event.defaultPrevented) return
          event.preventDefault()
          act()
        },
        // Mantine would prevent the default first, and then a key that is not for us would be lost to the page.
        { preventDefault: false },
      ],
    ],
    ignored,
  )
}
