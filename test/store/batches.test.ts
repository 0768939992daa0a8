import { expect, it } from 'vitest'
import { DomainError } from '../../shared/errors.ts'
import { systemClock } from '../../server/clock.ts'
import { inBatches } from '../../server/db/batches.ts'
import { tooLong } from '../../server/db/violations.ts'
import { eachEngine } from '../support/engines.ts'

eachEngine('many items', (open) => {
  const items = Array.from({ length: 300 }, (_, index) => index)

  it('go in by smaller pieces where a batch takes too long, each once and in order', async () => {
    const parts = { db: await open(), clock: systemClock }
    const sizes: number[] = []
    const results = await inBatches(parts, items, async (_tx, batch) => {
      if (batch.length > 10) throw tooLong()
      sizes.push(batch.length)
      return batch.map((item) => item * 2)
    })
    expect(results).toEqual(items.map((item) => item * 2))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10)
  })

  it('end with the refusal where even one takes too long, and with any other at once', async () => {
    const parts = { db: await open(), clock: systemClock }
    const slow = inBatches(parts, items, async () => {
      throw tooLong()
    })
    await expect(slow).rejects.toMatchObject({ code: 'busy' })
    let tries = 0
    const wrong = inBatches(parts, items, async () => {
      tries += 1
      throw new DomainError('conflict', 'No')
    })
    await expect(wrong).rejects.toMatchObject({ code: 'conflict' })
    expect(tries).toBe(1)
  })
})
