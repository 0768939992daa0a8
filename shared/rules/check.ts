import type { Condition } from './condition.ts'
import { type Example, satisfy } from './satisfy.ts'
import { type Term, termsOf } from './terms.ts'

export type CheckedRule = { id: string; name: string; conditions: Condition; target: string }

export type Finding = {
  kind: 'contradiction' | 'shadowed' | 'overlap'
  ruleId: string
  /** The earlier rule that takes everything, or something, before it. */
  otherId: string | null
  /** Facts of a workflow on which both match; null where the finding is that there are none. */
  example: Example | null
}

/** A rule taken apart once: under which facts it is true, and under which it is not. Null: too many ways to look at. */
type Apart = { rule: CheckedRule; is: Term[] | null; isNot: Term[] | null }

export function takeApart(rule: CheckedRule): Apart {
  return { rule, is: termsOf(rule.conditions, 'true'), isNot: termsOf(rule.conditions, 'not_true') }
}

/** Can the rule ever match? */
export function checkAlone({ rule, is }: Apart): Finding[] {
  if (is === null || is.some((term) => satisfy(term) !== null)) return []
  return [{ kind: 'contradiction', ruleId: rule.id, otherId: null, example: null }]
}

/**
 * What an earlier rule means for a later one: it takes everything that the later one could match, or some of it, to
 * another target.
 */
export function checkPair(earlier: Apart, later: Apart): Finding[] {
  if (earlier.is === null || later.is === null) return []
  const both = joint(earlier.is, later.is)
  if (both === null) return []
  const about = { ruleId: later.rule.id, otherId: earlier.rule.id }
  if (earlier.isNot !== null && joint(earlier.isNot, later.is) === null)
    return [{ kind: 'shadowed', ...about, example: both }]
  if (earlier.rule.target === later.rule.target) return []
  return [{ kind: 'overlap', ...about, example: both }]
}

/** Facts under which one of the first and one of the second alternatives hold together. */
function joint(first: readonly Term[], second: readonly Term[]): Example | null {
  for (const one of first)
    for (const other of second) {
      const example = satisfy([...one, ...other])
      if (example !== null) return example
    }
  return null
}
