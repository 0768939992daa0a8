import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { exactWords, lengthWords, relativeWords } from '../../client/ui/relative.ts'
import { Time, ZoneProvider } from '../../client/ui/time.tsx'
import { giveBrowser, show } from './render.tsx'

const now = Date.UTC(2026, 10, 22, 15, 0)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('words for times', () => {
  test.each([
    [now, 'just now'],
    [now + 10_000, 'just now'],
    [now + 30_000, 'in a moment'],
    [now - 12 * MINUTE, '12 min ago'],
    [now - 60 * MINUTE, '1 h ago'],
    [now - 3 * HOUR, '3 h ago'],
    [now - 23.6 * HOUR, '1 day ago'],
    [now + 54 * DAY, 'in 54 days'],
    [now - 100 * DAY, '3 months ago'],
    [now - 900 * DAY, '2 years ago'],
  ])('%i is %s', (at, words) => {
    expect(relativeWords(at, now)).toBe(words)
  })

  test('lengths, from milliseconds to years', () => {
    expect([340, 4_000, 90_000, 5 * HOUR, DAY].map(lengthWords)).toEqual(['340 ms', '4 s', '2 min', '5 h', '1 day'])
  })

  test('an exact time names the place of its zone', () => {
    expect(exactWords(Date.UTC(2027, 0, 15, 14, 0), 'America/New_York')).toBe('Fri 15 Jan 2027, 09:00 (New York)')
  })
})

describe('a time on screen', () => {
  beforeAll(giveBrowser)
  beforeEach(() => {
    vi.useFakeTimers({ now })
  })
  afterEach(() => {
    cleanup()
    vi.useRealTimers()
  })

  test('says how long ago, carries the instant, and can be focused for the exact one', () => {
    show(
      <ZoneProvider zone="America/New_York">
        <Time at={now - 12 * MINUTE} />
      </ZoneProvider>,
    )
    const time = screen.getByText('12 min ago')
    expect(time.getAttribute('datetime')).toBe('2026-11-22T14:48:00.000Z')
    expect(time.tabIndex).toBe(0)
  })

  test('is not a stop of its own inside a list', () => {
    show(<Time at={now} inList />)
    expect(screen.getByText('just now').getAttribute('tabindex')).toBeNull()
  })
})
