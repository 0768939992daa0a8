import type { Scalar } from './condition.ts'
import { fieldOf } from './fields.ts'
import { candidates } from './flip.ts'
import { compileLeaf, type FactValue } from './match.ts'
import type { Term, Want } from './terms.ts'

/** Facts by field that make an example; null where a fact must be unknown. */
export type Example = Record<string, Scalar | string[] | null>

const MEETS: Record<Want, (truth: number) => boolean> = {
  true: (truth) => truth === 1,
  false: (truth) => truth === 0,
  not_true: (truth) => truth !== 1,
  not_false: (truth) => truth !== 0,
}

/**
 * Facts under which all these comparisons are what is wanted of them; null where there are none. Fields are independent
 * of each other, so each is looked at alone.
 */
export function satisfy(term: Term): Example | null {
  const example: Example = {}
  for (const [field, literals] of Map.groupBy(term, ({ leaf }) => leaf.field)) {
    const slots = new Map([[field, 0]])
    const tests = literals.map(({ leaf, want }) => {
      const test = compileLeaf(leaf, slots)
      return (fact: FactValue) => MEETS[want](test([fact]))
    })
    const leaves = literals.map(({ leaf }) => leaf)
    const found = tried(field, leaves).find((fact) => tests.every((test) => test(fact)))
    if (found === undefined) return null
    example[field] = found
  }
  return example
}

type Tried = Scalar | string[] | null

/** Values that differ in what any of these comparisons says of them; those that are known first. */
function tried(field: string, leaves: Parameters<typeof candidates>[1]): Tried[] {
  const { type } = fieldOf(field)
  const values = candidates(field, leaves, type === 'list' ? [] : undefined) as Tried[]
  return type === 'list' ? [[], ...values] : values
}
