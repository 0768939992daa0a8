import type { Condition } from './condition.ts'
import { fieldWords, leafWords, valueWords } from './describe.ts'
import { compile, type Facts, type FactValue, STALE, type Slots, type Truth, TRUTH_WORDS } from './match.ts'

export type Result = (typeof TRUTH_WORDS)[number]

/** Why, or why not: the condition again, with what was seen and what came of it at every place. */
export type WhyTree = {
  kind: 'all' | 'any' | 'not' | 'comparison'
  result: Result
  /** A comparison: what was asked, and what was seen. */
  field?: string
  expected?: string
  observed?: string
  parts?: WhyTree[]
}

export function resultWords(truth: Truth): Result {
  return TRUTH_WORDS[truth]
}

/** The tree of one condition over facts; the result at its root is the rule's. */
export function explain(condition: Condition, facts: Facts, slots: Slots): WhyTree {
  const result = resultWords(compile(condition, slots)(facts))
  const under = (parts: readonly Condition[]) => parts.map((part) => explain(part, facts, slots))
  if ('all' in condition) return { kind: 'all', result, parts: under(condition.all) }
  if ('any' in condition) return { kind: 'any', result, parts: under(condition.any) }
  if ('not' in condition) return { kind: 'not', result, parts: under([condition.not]) }
  const { field } = condition
  const observed = observedWords(field, facts[slots.get(field) ?? -1])
  return { kind: 'comparison', result, field, expected: leafWords(condition), observed }
}

/** `health score is 28`; says so where nothing is known or what is known is too old. */
export function observedWords(field: string, fact: FactValue): string {
  const name = fieldWords(field)
  if (fact === STALE) return `the last ${name} is too old to count`
  if (fact === null || fact === undefined) return `${name} is not known`
  if (typeof fact === 'object' && fact.length === 0) return `${name} is empty`
  return `${name} is ${valueWords(fact)}`
}

/** The tree in one line: what decided, each with what was seen. */
export function whyWords(tree: WhyTree): string {
  const leaves: WhyTree[] = []
  const collect = (one: WhyTree): void => {
    if (one.kind === 'comparison') leaves.push(one)
    else {
      const decided = (one.parts ?? []).filter((part) => one.kind === 'not' || part.result === one.result)
      for (const part of decided.length > 0 ? decided : (one.parts ?? [])) collect(part)
    }
  }
  collect(tree)
  return leaves.map(({ expected, observed }) => `${expected} (${observed})`).join(' and ')
}
