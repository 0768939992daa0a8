import { describe, expect, it } from 'vitest'
import { describeCondition } from '../../shared/rules/describe.ts'
import { ruleFields } from '../../shared/rules/fields.ts'
import { parseConditions } from '../../shared/rules/parse.ts'

const catalogue = new Map(ruleFields(['nps'], ['plan']).map((field) => [field.field, field]))
const read = (input: unknown) => parseConditions(input, catalogue)
const pathsOf = (input: unknown) => read(input).issues.map(({ path }) => path.join('.'))
const leaf = { field: 'arr', operator: '>', value: 1 }
const nested = (depth: number): unknown => (depth === 0 ? leaf : { all: [nested(depth - 1)] })
const deep = (text: string, depth: number) => JSON.parse(`${text.repeat(depth)}1${'}'.repeat(depth)}`)

describe('what is understood', () => {
  it('is the grammar as it is written', () => {
    const written = {
      all: [leaf, { any: [{ field: 'customer.tags', operator: 'contains', value: 'vip' }, { not: leaf }] }],
    }
    expect(read(written).condition).toEqual(written)
    expect(read(leaf).condition).toEqual(leaf)
    expect(read(nested(5)).issues).toEqual([])
  })

  it('is the flat form, nested', () => {
    expect(read({ arr: { operator: '>', value: 100_000 } }).condition).toEqual({
      all: [{ field: 'arr', operator: '>', value: 100_000 }],
    })
    expect(read({ arr: { operator: '>', value: 1 }, nps: { operator: 'is_not_set' } }).condition).toEqual({
      all: [
        { field: 'arr', operator: '>', value: 1 },
        { field: 'nps', operator: 'is_not_set' },
      ],
    })
  })

  it('is said in words', () => {
    const words = (input: unknown) => describeCondition(read(input).condition!)
    expect(words({ arr: { operator: '>', value: 100_000 } })).toBe('ARR > 100,000')
    expect(
      words({
        all: [
          { field: 'overdue_days', operator: '>=', value: 7 },
          {
            any: [
              { field: 'risk_level', operator: 'in', value: ['high', 'critical'] },
              { not: { field: 'customer.segment', operator: '=', value: 'Startup' } },
            ],
          },
        ],
      }),
    ).toBe('days overdue ≥ 7 and (risk level is high or critical or not (segment is Startup))')
    expect(words({ field: 'customer.properties.plan', operator: 'between', value: [1, 2] })).toBe(
      'plan is between 1 and 2',
    )
  })
})

describe('what is refused names its place', () => {
  it.each([
    ['nothing', {}, 'conditions'],
    ['no object', [leaf], 'conditions'],
    ['null', null, 'conditions'],
    ['text', 'arr > 1', 'conditions'],
    ['an empty list', { all: [] }, 'conditions.all'],
    ['an empty list inside', { all: [leaf, { any: [] }] }, 'conditions.all.1.any'],
    ['no list', { any: 'x' }, 'conditions.any'],
    ['two keys in a group', { all: [leaf], any: [leaf] }, 'conditions.any'],
    ['a comparison beside a group', { all: [leaf], arr: { operator: '>', value: 1 } }, 'conditions.arr'],
    ['an unknown field', { field: 'nope', operator: '>', value: 1 }, 'conditions.field'],
    ['an unknown field of the flat form', { nope: { operator: '>', value: 1 } }, 'conditions.nope'],
    ['a prototype', JSON.parse('{"__proto__":{"operator":">","value":1}}'), 'conditions.__proto__'],
    ['a constructor', { constructor: { operator: '>', value: 1 } }, 'conditions.constructor'],
    ['a prototype as a field', { field: '__proto__', operator: 'is_set' }, 'conditions.field'],
    ['a method as a field', { field: 'toString', operator: 'is_set' }, 'conditions.field'],
    ['an unknown operator', { field: 'arr', operator: '~', value: 1 }, 'conditions.operator'],
    ['an operator of another type', { field: 'arr', operator: 'contains', value: 'x' }, 'conditions.operator'],
    ['a method as an operator', { field: 'arr', operator: 'constructor', value: 1 }, 'conditions.operator'],
    ['text for a number', { all: [leaf, { ...leaf, value: '5' }] }, 'conditions.all.1.value'],
    ['text for a number, flat', { arr: { operator: '>', value: '5' } }, 'conditions.arr.value'],
    ['not a number', { ...leaf, value: Number.NaN }, 'conditions.value'],
    ['no end', { ...leaf, value: Number.POSITIVE_INFINITY }, 'conditions.value'],
    ['no value', { field: 'arr', operator: '>' }, 'conditions.value'],
    ['a value too many', { field: 'arr', operator: 'is_set', value: 1 }, 'conditions.value'],
    ['an unknown key', { ...leaf, extra: 1 }, 'conditions.extra'],
    ['a list that is none', { field: 'arr', operator: 'in', value: 5 }, 'conditions.value'],
    ['an empty list of values', { field: 'arr', operator: 'in', value: [] }, 'conditions.value'],
    ['a wrong one in a list', { field: 'arr', operator: 'in', value: [1, 'x'] }, 'conditions.value.1'],
    ['a huge list', { field: 'arr', operator: 'in', value: Array(100_000).fill(1) }, 'conditions.value'],
    ['half a range', { field: 'arr', operator: 'between', value: [1] }, 'conditions.value'],
    ['a range upside down', { field: 'arr', operator: 'between', value: [2, 1] }, 'conditions.value.1'],
    ['a level that is none', { field: 'risk_level', operator: '=', value: 'huge' }, 'conditions.value'],
    ['NUL', { field: 'customer.segment', operator: '=', value: 'a\u0000' }, 'conditions.value'],
    ['six groups', nested(6), 'conditions.all.0.all.0.all.0.all.0.all.0'],
  ])('%s', (_, input, path) => {
    expect(pathsOf(input)).toEqual([path])
    expect(read(input).condition).toBeNull()
  })

  it('however deep, however many', () => {
    expect(pathsOf(deep('{"not":', 1_000))).toHaveLength(1)
    expect(pathsOf({ all: Array(51).fill(leaf) })).toEqual(['conditions.all.50'])
    expect(pathsOf({ all: Array(100_000).fill(leaf) })).toEqual(['conditions.all.50'])
    expect(read({ all: Array(50).fill(leaf) }).issues).toEqual([])
    expect(pathsOf({ all: Array(50).fill({ nope: 1 }) }).length).toBeLessThanOrEqual(20)
  })

  it('every mistake at once', () => {
    expect(
      pathsOf({
        all: [
          { field: 'x', operator: '>', value: 1 },
          { ...leaf, value: null },
        ],
      }),
    ).toEqual(['conditions.all.0.field', 'conditions.all.1.value'])
  })
})
