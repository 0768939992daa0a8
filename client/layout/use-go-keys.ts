import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { usePlaces } from './use-places.ts'

const WITHIN = 1_200

/** `g` then a letter goes to a place, as in `g q` for the queue. */
export function useGoKeys(): void {
  const { work, admin } = usePlaces()
  const navigate = useNavigate()
  useEffect(() => {
    let armedAt = Number.NEGATIVE_INFINITY
    const listener = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('input, textarea, select, [contenteditable="true"]') || event.metaKey || event.ctrlKey) return
      if (document.querySelector('[role="dialog"]') !== null) return
      if (event.timeStamp - armedAt < WITHIN) {
        armedAt = Number.NEGATIVE_INFINITY
        const place = [...work, ...admin].find(({ key }) => key === event.key)
        if (place === undefined) return
        event.preventDefault()
        event.stopImmediatePropagation()
        void navigate({ to: place.to })
      } else if (event.key === 'g') armedAt = event.timeStamp
    }
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [work, admin, navigate])
}
