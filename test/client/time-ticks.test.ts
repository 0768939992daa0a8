import { expect, test } from 'vitest'
import { timeTicks } from '../../client/ui/time-ticks.ts'

const DAY = 86_400_000
const start = Date.UTC(2026, 2, 1)
const day = (at: number) => new Date(at).toISOString().slice(0, 10)

test('labels stand evenly from the first reading to the last', () => {
  expect(timeTicks(start, start + 8 * DAY, day).map(day)).toEqual([
    '2026-03-01',
    '2026-03-03',
    '2026-03-05',
    '2026-03-07',
    '2026-03-09',
  ])
})

test('a short span names each day once', () => {
  expect(timeTicks(start, start + 6, day)).toEqual([start])
  expect(timeTicks(start, start, day)).toEqual([start])
  expect(timeTicks(start + DAY - 2, start + DAY + 2, day)).toEqual([start + DAY - 2, start + DAY])
})

test('no instant stands twice, whatever it is called', () => {
  expect(timeTicks(start, start + 1, String)).toEqual([start, start + 1])
})
