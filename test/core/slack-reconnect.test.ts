import { expect, it } from 'vitest'
import { reconnectDelay } from '../../shared/slack/reconnect.ts'

it('waits longer after each failure, a minute at most, and never all at once', () => {
  const whole = [1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((failures) => reconnectDelay(failures, 1))
  expect(whole).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
  expect(reconnectDelay(3, 0)).toBe(2_000)
  expect(reconnectDelay(3, 0.5)).toBe(3_000)
})
