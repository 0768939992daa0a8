import { expect, it } from 'vitest'
import { isoWithin } from '../../shared/time/instant.ts'

it('writes every instant of loose details in ISO 8601, and nothing else', () => {
  const details = {
    changes: { dueAt: [null, 0], priority: ['low', 'high'] },
    explanation: { at: 1000, triggers: [{ at: 2000, id: 't', threshold: 30 }] },
    depth: 2,
    flat: 5,
    completedAt: null,
  }
  expect(isoWithin(details)).toEqual({
    changes: { dueAt: [null, '1970-01-01T00:00:00.000Z'], priority: ['low', 'high'] },
    explanation: {
      at: '1970-01-01T00:00:01.000Z',
      triggers: [{ at: '1970-01-01T00:00:02.000Z', id: 't', threshold: 30 }],
    },
    depth: 2,
    flat: 5,
    completedAt: null,
  })
})
