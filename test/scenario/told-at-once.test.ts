import { describe, expect, it } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { engines } from '../support/engines.ts'
import { connectedApp, deliveries, tell } from '../support/outbox.ts'

describe.each(engines.map(({ name }) => name))('a running server on %s', (engine) => {
  it('tells within a second of the commit, and tries again by itself', async () => {
    const test = await connectedApp({ engine, parts: { clock: systemClock } })
    await test.app.start()
    const told: number[] = []
    test.slack.onAccept = () => {
      told.push(performance.now())
    }
    await tell(test, 'member', { dedupKey: 'first' })
    const committed = performance.now()
    await expect.poll(() => told.length, { timeout: 5_000, interval: 10 }).toBe(1)
    expect(told[0]! - committed).toBeLessThan(1_000)

    test.slack.moods.push({ answer: 'status', status: 500 })
    await tell(test, 'manager', { dedupKey: 'second' })
    const failed = performance.now()
    await expect.poll(() => told.length, { timeout: 15_000 }).toBe(2)
    expect(told[1]! - failed).toBeGreaterThan(4_900)
    expect(told[1]! - failed).toBeLessThan(12_000)
    await expect.poll(async () => (await deliveries(test.app)).map((one) => one.state)).toEqual(['sent', 'sent'])
    await test.close()
  })
})
