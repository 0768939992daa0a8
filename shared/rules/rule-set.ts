import type { Condition } from './condition.ts'
import { fieldsOf } from './condition.ts'
import { compile, compileLeaf, type Facts, type Slots, slotsOf, type Test, TRUE } from './match.ts'
import { fieldTable, type FieldTable } from './field-table.ts'
import { type Literal, termsOf } from './terms.ts'

/** Rules in the order in which they win, compiled together. */
export type RuleSet = {
  readonly slots: Slots
  readonly fields: readonly string[]
  /** The three-valued test of each rule. */
  readonly tests: readonly Test[]
  /** Position of the first rule that is true; -1 for none. */
  first(facts: Facts): number
  /** Positions of all rules that are true, ascending. */
  all(facts: Facts): number[]
}

/** Beyond so many alternatives in all, rules are simply asked one by one. */
const MOST_TERMS = 8_192
const MOST_LITERALS = 4_000

/**
 * Compiles a set of rules. Each is split into alternatives of comparisons; for every field a table says, by stretch of
 * its values, which alternatives that value leaves standing. So a record costs a look-up a field and not a test a rule.
 */
export function createRuleSet(conditions: readonly Condition[]): RuleSet {
  const fields = [...new Set(conditions.flatMap(fieldsOf))]
  const slots = slotsOf(fields)
  const tests = conditions.map((condition) => compile(condition, slots))
  const { owners, literals, checks } = alternatives(conditions, tests, slots)
  const words = (owners.length + 31) >>> 5
  const tables = fields.map((field) => fieldTable(field, literals, words))
  const offsets = new Int32Array(tables.length)

  /** Calls with the position of each true rule, ascending; ends when the call returns true. */
  function walk(facts: Facts, found: (position: number) => boolean): void {
    for (let slot = 0; slot < tables.length; slot += 1)
      offsets[slot] = (tables[slot] as FieldTable).offsetOf(facts[slot])
    let last = -1
    for (let word = 0; word < words; word += 1) {
      let bits = 0xffffffff
      for (let slot = 0; slot < tables.length && bits !== 0; slot += 1)
        bits &= (tables[slot] as FieldTable).masks[(offsets[slot] as number) + word] as number
      while (bits !== 0) {
        const term = (word << 5) + (31 - Math.clz32(bits & -bits))
        bits &= bits - 1
        const owner = owners[term]
        if (owner === undefined) return
        if (owner === last) continue
        const check = checks[term]
        if (check && check(facts) !== TRUE) continue
        last = owner
        if (found(owner)) return
      }
    }
  }

  return {
    slots,
    fields,
    tests,
    first(facts) {
      let position = -1
      walk(facts, (found) => {
        position = found
        return true
      })
      return position
    },
    all(facts) {
      const positions: number[] = []
      walk(facts, (found) => {
        positions.push(found)
        return false
      })
      return positions
    },
  }
}

/** What a table cannot say is asked of the fact itself, for the few alternatives that are still standing. */
function alternatives(conditions: readonly Condition[], tests: readonly Test[], slots: Slots) {
  const owners: number[] = []
  const literals: Literal[] = []
  const checks: (Test | null)[] = []
  for (const [position, condition] of conditions.entries()) {
    const terms = termsOf(condition, 'true')
    const whole = tests[position] ?? null
    if (terms === null || owners.length + terms.length > MOST_TERMS || literals.length > MOST_LITERALS) {
      owners.push(position)
      checks.push(whole)
      continue
    }
    for (const term of terms) {
      const open = term.filter((literal) => !literal.tabled)
      literals.push(...term.map((literal) => ({ ...literal, term: owners.length })))
      owners.push(position)
      checks.push(
        open.length === 0 ? null : open.length === term.length && terms.length === 1 ? whole : every(open, slots),
      )
    }
  }
  return { owners, literals, checks }
}

function every(literals: readonly Omit<Literal, 'term'>[], slots: Slots): Test {
  const tests = literals.map(({ leaf, want }) => {
    const test = compileLeaf(leaf, slots)
    const wanted = want === 'true' ? 1 : 0
    return (facts: Facts) => test(facts) === wanted
  })
  return (facts) => (tests.every((test) => test(facts)) ? TRUE : 0)
}
