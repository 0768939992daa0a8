import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Keys, useShortcut } from '../keys.tsx'
import './list.css'

/** Search and filters above a list, and how many rows they leave. */
export function ListBar({ children, count, noun }: { children: ReactNode; count?: number | undefined; noun?: string }) {
  return (
    <div className="h-list-bar">
      {children}
      {count !== undefined && (
        <span className="h-list-count" role="status">
          {count.toLocaleString('en')} {noun ?? 'in all'}
        </span>
      )}
    </div>
  )
}

/** Search as you type; `/` goes there. What it means is the list's own business. */
export function SearchField(props: { value: string | undefined; onChange: (value: string) => void; label: string }) {
  const [typed, setTyped] = useState(props.value ?? '')
  const input = useRef<HTMLInputElement>(null)
  const publish = useDebouncedCallback(props.onChange, 250)
  // The address may change under the field: back, forward, a filter taken off.
  useEffect(() => {
    if (document.activeElement !== input.current) setTyped(props.value ?? '')
  }, [props.value])
  useShortcut('/', () => input.current?.focus())
  return (
    <TextInput
      ref={input}
      className="h-list-search"
      size="xs"
      type="search"
      value={typed}
      placeholder={props.label}
      aria-label={props.label}
      rightSection={typed === '' ? <Keys of="/" /> : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        publish(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return
        // Left to the browser, Esc would empty the field and so undo the search one wants to walk through.
        event.preventDefault()
        input.current?.blur()
      }}
    />
  )
}
