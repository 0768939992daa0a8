import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeWorkflow, missingForNew, newWorkflow } from '../../shared/workflows/change.ts'
import { WORKFLOW_STATUSES } from '../../shared/workflows/schema.ts'
import { byUrgency, type Urgent } from '../../shared/workflows/urgency.ts'

const before = { definitionId: 'd', assigneeId: 'ann', dueAt: 5, priority: 'high', status: 'active' } as const

describe('changeWorkflow', () => {
  it('keeps what is omitted, clears what is null', () => {
    expect(changeWorkflow(before, { externalId: 'x' }, undefined)).toMatchObject({ changed: [], act: null })
    const cleared = changeWorkflow(before, { externalId: 'x', assigneeId: null, dueAt: null, priority: null }, 'e')
    expect(cleared.next).toEqual({ definitionId: 'e', assigneeId: null, dueAt: null, priority: 'normal' })
    expect(cleared.changed).toEqual(['definitionId', 'assigneeId', 'dueAt', 'priority'])
  })

  it.each(WORKFLOW_STATUSES)('asks of one that is %s only what its state allows', (status) => {
    const act = (asked: 'active' | 'completed') =>
      changeWorkflow({ ...before, status }, { externalId: 'x', status: asked }, undefined).act
    expect(act('active')).toBe(status === 'completed' ? 'reopen' : null)
    expect(act('completed')).toBe(status === 'completed' ? null : 'complete')
  })

  it('knows what a new one needs', () => {
    expect(missingForNew({ externalId: 'x' })).toEqual(['customer', 'definition'])
    expect(newWorkflow({ externalId: 'x' }, 'd')).toEqual({
      definitionId: 'd',
      assigneeId: null,
      dueAt: null,
      priority: 'normal',
      status: 'active',
    })
  })
})

const urgent = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  escalatedToMe: fc.boolean(),
  priorityRank: fc.integer({ min: 0, max: 3 }),
  dueAt: fc.option(fc.integer({ min: 0, max: 20 })),
})

describe('byUrgency', () => {
  const order = byUrgency(10)
  const one = (fields: Partial<Urgent>): Urgent => ({
    id: 'x',
    escalatedToMe: false,
    priorityRank: 1,
    dueAt: null,
    ...fields,
  })

  it('puts what was escalated to me first, then what is overdue, then by priority and date', () => {
    const queue = [
      one({ id: 'no date' }),
      one({ id: 'later', dueAt: 20 }),
      one({ id: 'soon', dueAt: 15 }),
      one({ id: 'urgent', priorityRank: 3 }),
      one({ id: 'overdue', dueAt: 9, priorityRank: 0 }),
      one({ id: 'to me', escalatedToMe: true, priorityRank: 0 }),
    ]
    expect(queue.sort(order).map((item) => item.id)).toEqual(['to me', 'overdue', 'urgent', 'soon', 'later', 'no date'])
  })

  it('is an order: whatever comes after the last of a page is the next page', () => {
    fc.assert(
      fc.property(fc.uniqueArray(urgent, { selector: (item) => item.id, maxLength: 30 }), (items) => {
        const sorted = items.toSorted(order)
        sorted.forEach((last, index) => {
          expect(sorted.filter((item) => order(last, item) < 0)).toEqual(sorted.slice(index + 1))
        })
      }),
    )
  })
})
