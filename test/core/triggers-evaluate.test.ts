import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combine, decide } from '../../shared/triggers/evaluate.ts'
import type { Observation, Pending } from '../../shared/triggers/facts.ts'
import type { Logic } from '../../shared/triggers/schema.ts'
import { type StoredTrigger, storedTrigger } from '../../shared/triggers/stored.ts'
import { type OracleFact, type OracleResult, type OracleTrigger, oracle } from '../support/trigger-oracle.ts'
import { at, END, randomHistory, randomLogic, randomSet, START, wire } from '../support/trigger-random.ts'

const context = { workflowId: 'w', customerId: 'c', organizationZone: 'UTC', now: START + 1 }

function stored(triggers: readonly OracleTrigger[]): StoredTrigger[] {
  return triggers.map((trigger, position) => {
    const config = wire(trigger)
    const type = 'date' in config ? ({ type: 'date', config } as const) : ({ type: 'event', config } as const)
    return storedTrigger({ id: trigger.id, ...type }, position, context)
  })
}

/** Facts that tell the evaluator to look at a trigger of this kind. */
const NEWS: Record<OracleTrigger['kind'], OracleFact['kind'][]> = {
  date: [],
  login: ['login'],
  manual: ['manual'],
  message: ['message'],
  completion: ['completed'],
  metric: ['reading'],
  noReply: ['message', 'answer'],
}

function observe(trigger: OracleTrigger, facts: readonly OracleFact[], tick: number): Observation {
  const heard = facts.filter((fact) => fact.tick <= tick)
  const last = (kind: OracleFact['kind']) => heard.filter((fact) => fact.kind === kind).at(-1)
  const pendingOf = (kind: OracleFact['kind']): Pending | null => {
    const fact = heard.find((one) => one.kind === kind && one.tick === tick && tick > 0)
    return fact ? { firstAt: at(tick), lastAt: at(tick) } : null
  }
  switch (trigger.kind) {
    case 'date':
      return { kind: 'clock' }
    case 'login':
    case 'manual':
    case 'message':
      return { kind: 'happening', pending: pendingOf(trigger.kind), unanalysed: false }
    case 'completion': {
      const state = heard.filter((fact) => fact.kind === 'completed' || fact.kind === 'reopened').at(-1)
      const completedAt = state?.kind === 'completed' ? at(state.tick) : null
      return { kind: 'completion', pending: pendingOf('completed'), target: { name: 'Other', completedAt } }
    }
    case 'metric': {
      const readings = heard.filter((fact) => fact.kind === 'reading')
      const newest = readings.reduce<(typeof readings)[number] | null>(
        (best, reading) => (best === null || reading.at > best.at ? reading : best),
        null,
      )
      const reading = newest && { value: newest.value, at: newest.at, receivedAt: at(newest.tick) }
      return { kind: 'metric', reading }
    }
    case 'noReply': {
      const [written, answer] = [last('message'), last('answer')]
      return {
        kind: 'conversation',
        lastInboundAt: written ? at(written.tick) : null,
        lastOutboundAt: answer ? at(answer.tick) : null,
      }
    }
  }
}

/** Plays the engine: evaluates when armed, and then only where a fact concerns the set or something is due. */
function play(kinds: readonly OracleTrigger[], logic: Logic, facts: readonly OracleFact[]): OracleResult {
  const triggers = stored(kinds)
  const outcome: OracleResult = { firedAt: null, firedId: null, results: [] }
  let latest: OracleResult['results'][number] = 'false'
  for (let tick = 0; tick <= END; tick += 1) {
    const news = kinds.some(({ kind }) => facts.some((fact) => fact.tick === tick && NEWS[kind].includes(fact.kind)))
    const due = triggers.some((trigger) => trigger.wakeAt !== null && trigger.wakeAt <= at(tick))
    if (tick === 0 || news || due) {
      const observations = kinds.map((kind) => observe(kind, facts, tick))
      const decision = decide(triggers, observations, logic, at(tick))
      latest = decision.result
      for (const [index, trigger] of triggers.entries()) {
        const { satisfiedAt, dueAt, wakeAt, errorMessage } = decision.verdicts[index]!
        Object.assign(trigger, { satisfiedAt, dueAt, wakeAt, errorMessage })
      }
      if (decision.fired) return { firedAt: tick, firedId: decision.fired.id, results: [...outcome.results, latest] }
    }
    outcome.results.push(latest)
  }
  return outcome
}

describe('decide', () => {
  it('agrees with the slow oracle on 10,000 random sets and histories: when, by which trigger, and at every tick', () => {
    fc.assert(
      fc.property(randomSet, randomLogic, randomHistory, (triggers, logic, facts) => {
        expect(play(triggers, logic, facts)).toEqual(oracle(triggers, logic, facts, END))
      }),
      { numRuns: 10_000, seed: 20_270_115 },
    )
  })

  it('takes an empty set for true, without a trigger that decided', () => {
    expect(decide([], [], 'OR', START)).toEqual({ result: 'true', fired: null, verdicts: [] })
  })

  it.each([
    ['AND', ['true', 'unknown'], 'unknown'],
    ['AND', ['false', 'unknown'], 'false'],
    ['OR', ['false', 'unknown'], 'unknown'],
    ['OR', ['true', 'unknown'], 'true'],
    ['OR', ['false', 'false'], 'false'],
    ['AND', ['true', 'true'], 'true'],
  ] as const)('%s of %j is %s', (logic, truths, expected) => {
    expect(combine(truths, logic)).toBe(expected)
  })
})

describe('the trigger that decided', () => {
  const dates = (...ticks: number[]) =>
    stored(ticks.map((tick, index) => ({ id: `t${index}`, kind: 'date' as const, tick })))
  const clocks: Observation[] = [{ kind: 'clock' }, { kind: 'clock' }, { kind: 'clock' }]

  it('is the first to become true for OR and the last for AND', () => {
    expect(decide(dates(5, 2, 9), clocks, 'OR', at(10)).fired?.id).toBe('t1')
    expect(decide(dates(5, 2, 9), clocks, 'AND', at(10)).fired?.id).toBe('t2')
  })

  it('is settled by position where two became true at the same instant', () => {
    expect(decide(dates(4, 4, 9), clocks, 'OR', at(10)).fired?.id).toBe('t0')
    expect(decide(dates(1, 4, 4), clocks, 'AND', at(10)).fired?.id).toBe('t2')
  })
})

describe('a fact that is pending', () => {
  const [login] = stored([{ id: 't0', kind: 'login' }])
  const judge = (pending: Pending) =>
    decide([login!], [{ kind: 'happening', pending, unanalysed: false }], 'OR', at(9)).fired?.satisfiedAt ?? null

  it('counts from arming on, by arrival', () => {
    expect(judge({ firstAt: START, lastAt: START })).toBeNull()
    expect(judge({ firstAt: START, lastAt: at(2) })).toBe(at(2))
    expect(judge({ firstAt: at(1), lastAt: at(2) })).toBe(at(1))
  })

  it('is unknown while a message waits for its analysis', () => {
    const { result, verdicts } = decide([login!], [{ kind: 'happening', pending: null, unanalysed: true }], 'OR', START)
    expect(result).toBe('unknown')
    expect(verdicts[0]?.errorMessage).toContain('risk')
  })
})
