import type { Condition, Leaf, Scalar } from '../../shared/rules/condition.ts'
import { fieldOf } from '../../shared/rules/fields.ts'
import { STALE } from '../../shared/rules/match.ts'
import { operatorsOf } from '../../shared/rules/operand.ts'
import type { World } from './rule-interpreter.ts'

/** A small generator with a seed (mulberry32), so that a failure can be seen again. */
export function randomFrom(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  return { next, below, pick: <T>(list: readonly T[]): T => list[below(list.length)]! }
}
export type Random = ReturnType<typeof randomFrom>

export const FIELDS = [
  'arr',
  'health_score',
  'nps',
  'customer.segment',
  'customer.tags',
  'customer.properties.plan',
  'workflow.status',
  'workflow.priority',
  'overdue_days',
  'risk_level',
]
const TEXTS = ['gold', 'silver', 'go', 'x', 'old gold']

function scalar(field: string, random: Random): Scalar {
  const { type, values } = fieldOf(field)
  if (values) return random.pick(values)
  if (type === 'number') return random.below(7) - 2 + (random.below(4) === 0 ? 0.5 : 0)
  if (type === 'any') return random.pick<Scalar>([1, 2, true, false, 'gold', 'go'])
  return random.pick(TEXTS)
}

export function randomLeaf(random: Random): Leaf {
  const field = random.pick(FIELDS)
  const { type } = fieldOf(field)
  const operator = random.pick(operatorsOf(fieldOf(field)))
  if (operator === 'is_set' || operator === 'is_not_set') return { field, operator }
  const number = () => random.below(5)
  const one = () => {
    if (type !== 'any') return scalar(field, random)
    if (['contains', 'starts_with'].includes(operator)) return random.pick(TEXTS)
    return ['>', '>=', '<', '<=', 'between'].includes(operator) ? number() : scalar(field, random)
  }
  if (operator === 'in' || operator === 'not_in')
    return { field, operator, value: Array.from({ length: 1 + random.below(3) }, one) }
  if (operator !== 'between') return { field, operator, value: one() }
  const { values } = fieldOf(field)
  const rank = (value: Scalar) => (values ? values.indexOf(String(value)) : Number(value))
  return { field, operator, value: [one(), one()].sort((a, b) => rank(a) - rank(b)) }
}

export function randomCondition(random: Random, depth = 3): Condition {
  const kind = depth === 0 ? 3 : random.below(5)
  const some = () => Array.from({ length: 1 + random.below(3) }, () => randomCondition(random, depth - 1))
  if (kind === 0) return { all: some() }
  if (kind === 1) return { any: some() }
  if (kind === 2) return { not: randomCondition(random, depth - 1) }
  return randomLeaf(random)
}

export function randomWorld(random: Random): World {
  const value = (field: string) => {
    if (random.below(5) === 0) return random.pick([null, undefined, STALE])
    if (field !== 'customer.tags') return scalar(field, random)
    return TEXTS.filter(() => random.below(3) === 0)
  }
  return Object.fromEntries(FIELDS.map((field) => [field, value(field)]))
}
