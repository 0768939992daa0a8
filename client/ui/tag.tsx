import type { ReactNode } from 'react'
import './parts.css'
import type { Tone } from './theme.ts'

/** A word with a colour: status, severity, kind. The word alone must be enough; the colour only helps. */
export function Tag({ tone = 'muted', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="h-tag" data-tone={tone}>
      {children}
    </span>
  )
}

/** A small mark before a line: filled when it is so, hollow when not, dashed when not known. */
export function Dot({ state }: { state: 'yes' | 'no' | 'unknown' }) {
  return <span className="h-dot" data-state={state} aria-hidden />
}

/** The initials of a name in a circle; decoration beside the name itself. */
export function Initials({ name, small = false }: { name: string; small?: boolean }) {
  const words = name.trim().split(/\s+/)
  const letters = [words[0]?.[0], words.length > 1 ? words.at(-1)?.[0] : undefined].join('').toUpperCase()
  return (
    <span className="h-initials" data-size={small ? 'small' : undefined} aria-hidden>
      {letters}
    </span>
  )
}

/** A tinted box that says one thing. */
export function Callout({ tone = 'accent', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className="h-callout" data-tone={tone}>
      {children}
    </div>
  )
}
