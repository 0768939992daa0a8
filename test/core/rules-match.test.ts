import { describe, expect, it } from 'vitest'
import type { Condition } from '../../shared/rules/condition.ts'
import { smallestChange } from '../../shared/rules/flip.ts'
import { type FactValue, TRUTH_WORDS } from '../../shared/rules/match.ts'
import { createRuleSet } from '../../shared/rules/rule-set.ts'
import { interpret, type World } from '../support/rule-interpreter.ts'
import { type Random, randomCondition, randomFrom, randomWorld } from '../support/rule-random.ts'

const SETS = 20_000
const several = (random: Random) => Array.from({ length: 1 + random.below(6) }, () => randomCondition(random))
const factsOf = (fields: readonly string[], world: World) => fields.map((field) => world[field] as FactValue)

describe('a set of rules', () => {
  it(`says what a slow interpreter says, in ${SETS} random sets over random facts`, () => {
    const random = randomFrom(4)
    const differences: unknown[] = []
    const seen = { true: 0, false: 0, unknown: 0 }
    for (let round = 0; round < SETS; round += 1) {
      const conditions = several(random)
      const set = createRuleSet(conditions)
      const world = randomWorld(random)
      const facts = factsOf(set.fields, world)
      const expected = conditions.map((condition) => interpret(condition, world))
      for (const result of expected) seen[result] += 1
      const holding = expected.flatMap((result, at) => (result === 'true' ? [at] : []))
      const got = {
        tests: set.tests.map((test) => TRUTH_WORDS[test(facts)]),
        all: set.all(facts),
        first: set.first(facts),
      }
      if (JSON.stringify(got) !== JSON.stringify({ tests: expected, all: holding, first: holding[0] ?? -1 }))
        differences.push({ round, conditions, world, got, expected })
    }
    expect(differences.slice(0, 1)).toEqual([])
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(SETS / 4)
  })

  it('of many rules at once says the same as each alone', () => {
    const random = randomFrom(5)
    const conditions = Array.from({ length: 400 }, () => randomCondition(random))
    const set = createRuleSet(conditions)
    for (let round = 0; round < 200; round += 1) {
      const world = randomWorld(random)
      const facts = factsOf(set.fields, world)
      const holding = conditions.flatMap((condition, at) => (interpret(condition, world) === 'true' ? [at] : []))
      expect(set.all(facts)).toEqual(holding)
      expect(set.first(facts)).toBe(holding[0] ?? -1)
    }
  })

  it('says of number beyond number the same, and of a set without rules nothing', () => {
    const set = createRuleSet([
      { field: 'arr', operator: '>', value: 1e308 },
      { field: 'arr', operator: '<=', value: 0 },
    ])
    expect(set.all([Number.MAX_VALUE])).toEqual([0])
    expect(set.all([-0])).toEqual([1])
    expect(createRuleSet([]).first([])).toBe(-1)
  })
})

describe('the smallest change', () => {
  it('flips the result, exactly as it is reported', () => {
    const random = randomFrom(6)
    let flipped = 0
    const unflipped: unknown[] = []
    for (let round = 0; round < 4_000; round += 1) {
      const condition = randomCondition(random)
      const set = createRuleSet([condition])
      const world = randomWorld(random)
      const facts = factsOf(set.fields, world)
      const changes = smallestChange(condition, facts, set.slots)
      if (changes === null) continue
      flipped += 1
      const changed = { ...world, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) }
      const [before, after] = [interpret(condition, world), interpret(condition, changed)]
      if ((before === 'true') === (after === 'true')) unflipped.push({ condition, world, changes, before, after })
    }
    expect(unflipped.slice(0, 1)).toEqual([])
    expect(flipped).toBeGreaterThan(3_500)
  })

  const near = (condition: Condition, world: World) => {
    const set = createRuleSet([condition])
    return smallestChange(condition, factsOf(set.fields, world), set.slots)
  }

  it('is one fact where one will do, and stays near', () => {
    const condition: Condition = {
      all: [
        { field: 'arr', operator: '>', value: 100_000 },
        { field: 'health_score', operator: '<', value: 30 },
      ],
    }
    expect(near(condition, { arr: 120_000, health_score: 41 })).toEqual([
      { field: 'health_score', from: 41, to: 29, words: 'if health score were 29 (it is 41)' },
    ])
    expect(near(condition, { arr: 90_000, health_score: 41 })?.map(({ field }) => field)).toEqual([
      'arr',
      'health_score',
    ])
    expect(near(condition, { arr: 99_999, health_score: 30 })).toHaveLength(2)
    expect(near({ field: 'health_score', operator: '<', value: 30 }, { health_score: 12 })).toEqual([
      { field: 'health_score', from: 12, to: 30, words: 'if health score were 30 (it is 12)' },
    ])
    expect(near(condition, { arr: 120_000 })).toMatchObject([{ field: 'health_score', from: null }])
  })

  it('is nothing where nothing would do', () => {
    const never: Condition = {
      all: [
        { field: 'arr', operator: '>', value: 5 },
        { field: 'arr', operator: '<', value: 3 },
      ],
    }
    expect(near(never, { arr: 4 })).toBeNull()
  })
})
