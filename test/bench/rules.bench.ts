import { LogicEngine } from 'json-logic-engine'
import { Engine } from 'json-rules-engine'
import type { Condition, Leaf } from '../../shared/rules/condition.ts'
import type { FactValue } from '../../shared/rules/match.ts'
import { createRuleSet } from '../../shared/rules/rule-set.ts'
import { interpret } from '../support/rule-interpreter.ts'
import { randomFrom, type Random } from '../support/rule-random.ts'
import { report } from './support/report.ts'
import { spread, words } from './support/spread.ts'

// Matching alone, in one thread: facts of workflows against rules as people write them. Three engines take turns on the same
// facts: ours, json-rules-engine, and json-logic-engine, which compiles with `new Function` and is given all rules as one
// chain of ifs.

const ROUNDS = 7
const SEGMENTS = ['Enterprise', 'Mid-market', 'Startup', 'Public']
const METRICS = ['arr', 'health_score', 'engagement_score', 'active_users', 'api_calls', 'feature_adoption']
const FIELDS = [...METRICS, 'overdue_days', 'customer.segment']

function leaf(random: Random): Leaf {
  const field = random.pick(FIELDS)
  if (field === 'customer.segment') return { field, operator: '=', value: random.pick(SEGMENTS) }
  const operator = random.pick(['>', '<', '>=', '<='] as const)
  return { field, operator, value: operator.startsWith('>') ? 60 + random.below(40) : random.below(40) }
}

/** Two or three comparisons that must all hold, one in five of them with an alternative. */
function rule(random: Random): Condition {
  const all: Condition[] = Array.from({ length: 2 + random.below(2) }, () => leaf(random))
  if (random.below(5) === 0) all.push({ any: [leaf(random), leaf(random)] })
  return { all }
}

function record(random: Random): Record<string, unknown> {
  const value = (field: string) => (field === 'customer.segment' ? random.pick(SEGMENTS) : random.below(100))
  return Object.fromEntries(FIELDS.map((field) => [field, value(field)]))
}

const OPERATORS = {
  '>': 'greaterThan',
  '<': 'lessThan',
  '>=': 'greaterThanInclusive',
  '<=': 'lessThanInclusive',
  '=': 'equal',
}
type JsonRules = { all: JsonRules[] } | { any: JsonRules[] } | { fact: string; operator: string; value: unknown }

function forJsonRules(condition: Condition): JsonRules {
  if ('all' in condition) return { all: condition.all.map(forJsonRules) }
  if ('any' in condition) return { any: condition.any.map(forJsonRules) }
  const { field, operator, value } = condition as Leaf
  return { fact: field.replace('.', '_'), operator: OPERATORS[operator as keyof typeof OPERATORS], value }
}

function forJsonLogic(condition: Condition): unknown {
  if ('all' in condition) return { and: condition.all.map(forJsonLogic) }
  if ('any' in condition) return { or: condition.any.map(forJsonLogic) }
  const { field, operator, value } = condition as Leaf
  return { [operator === '=' ? '===' : operator]: [{ var: field.replace('.', '_') }, value] }
}

/** Calls per second of this process's CPU. */
function rate(calls: number, run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return calls / ((user + system) / 1e6)
}

async function firstMatch(): Promise<void> {
  const random = randomFrom(50)
  const conditions = Array.from({ length: 50 }, () => rule(random))
  const worlds = Array.from({ length: 4_096 }, () => record(random))
  const set = createRuleSet(conditions)
  const facts = worlds.map((world) => set.fields.map((field) => world[field] as FactValue))
  const flat = worlds.map((world) => ({ ...world, customer_segment: world['customer.segment'] }))

  const chain = conditions.flatMap((condition, at) => [forJsonLogic(condition), at])
  const logic = new LogicEngine().build({ if: [...chain, -1] } as never) as (data: unknown) => number
  const engine = new Engine()
  let found = -1
  conditions.forEach((condition, at) => {
    engine.addRule({
      conditions: forJsonRules(condition) as never,
      event: { type: 'match', params: { at } },
      priority: conditions.length - at,
      onSuccess: () => {
        found = at
        engine.stop()
      },
    })
  })
  const slow = async (world: object) => {
    found = -1
    await engine.run(world)
    return found
  }
  const expected = worlds.map((world) => conditions.findIndex((one) => interpret(one, world) === 'true'))
  for (const [at, wanted] of expected.entries()) {
    const got = [set.first(facts[at]!), logic(flat[at]), at < 64 ? await slow(flat[at]!) : wanted]
    if (got.some((one) => one !== wanted)) throw new Error(`record ${at}: ${wanted} expected, ${got.join()} found`)
  }

  const [ours, theirs, slows, againstLogic, againstRules] = [[], [], [], [], []] as number[][]
  for (let round = 0; round <= ROUNDS; round += 1) {
    let sum = 0
    const fast = rate(1_000_000, () => {
      for (let at = 0; at < 1_000_000; at += 1) sum += set.first(facts[at & 4_095]!)
    })
    const compiled = rate(1_000_000, () => {
      for (let at = 0; at < 1_000_000; at += 1) sum += logic(flat[at & 4_095])
    })
    const before = process.cpuUsage()
    for (let at = 0; at < 400; at += 1) sum += await slow(flat[at]!)
    const { user, system } = process.cpuUsage(before)
    const interpreted = 400 / ((user + system) / 1e6)
    // The first round warms up.
    if (round === 0 || Number.isNaN(sum)) continue
    ours!.push(fast)
    theirs!.push(compiled)
    slows!.push(interpreted)
    againstLogic!.push(fast / compiled)
    againstRules!.push(fast / interpreted)
  }
  const hits = expected.filter((at) => at >= 0).length
  const [own, logics, rules] = [spread(ours!), spread(againstLogic!), spread(againstRules!)]
  report(`50 rules, the first that matches (${Math.round((hits / 4_096) * 100)} % of the facts match one)`, [
    { what: 'facts per CPU-second', measured: words(own, '/s'), goal: '≥ 2,000,000', met: own.median >= 2_000_000 },
    { what: 'json-rules-engine', measured: words(spread(slows!), '/s'), goal: '—' },
    { what: 'ratio to it', measured: words(rules, '×'), goal: '≥ 500 ×', met: rules.median >= 500 },
    { what: 'json-logic-engine, compiled', measured: words(spread(theirs!), '/s'), goal: '—' },
    { what: 'ratio to it', measured: words(logics, '×'), goal: '≥ 0.6 ×', met: logics.median >= 0.6 },
  ])
}

function allMatches(): void {
  const random = randomFrom(1_000)
  const conditions = Array.from({ length: 1_000 }, () => rule(random))
  const set = createRuleSet(conditions)
  const facts = Array.from({ length: 1_024 }, () => {
    const world = record(random)
    return set.fields.map((field) => world[field] as FactValue)
  })
  const plain = (one: FactValue[]) => {
    const found: number[] = []
    for (let at = 0; at < set.tests.length; at += 1) if (set.tests[at]!(one) === 1) found.push(at)
    return found
  }
  let matches = 0
  for (const one of facts) {
    const all = set.all(one)
    matches += all.length
    if (all.join() !== plain(one).join()) throw new Error('the two do not agree')
  }
  const [ours, loops, ratios] = [[], [], []] as number[][]
  for (let round = 0; round <= ROUNDS; round += 1) {
    let sum = 0
    const fast = rate(100_000, () => {
      for (let at = 0; at < 100_000; at += 1) sum += set.all(facts[at & 1_023]!).length
    })
    const loop = rate(10_000, () => {
      for (let at = 0; at < 10_000; at += 1) sum += plain(facts[at & 1_023]!).length
    })
    if (round === 0 || Number.isNaN(sum)) continue
    ours!.push(fast)
    loops!.push(loop)
    ratios!.push(fast / loop)
  }
  const began = performance.now()
  createRuleSet(conditions)
  const compiling = performance.now() - began
  const ratio = spread(ratios!)
  report(`1,000 rules, all that match (${(matches / 1_024).toFixed(1)} on average)`, [
    { what: 'facts per CPU-second', measured: words(spread(ours!), '/s'), goal: '—' },
    { what: 'a plain loop over the same closures', measured: words(spread(loops!), '/s'), goal: '—' },
    { what: 'ratio', measured: words(ratio, '×'), goal: '≥ 10 ×', met: ratio.median >= 10 },
    { what: 'compiling them', measured: `${compiling.toFixed(1)} ms`, goal: '—' },
  ])
}

await firstMatch()
allMatches()
