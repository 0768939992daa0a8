import type { Truth } from '../../shared/triggers/explanation.ts'
import type { Logic, Operator } from '../../shared/triggers/schema.ts'

// A second, slow opinion on trigger sets, written from the contract alone and sharing no code with the product. Time is
// counted in ticks; the set is armed at tick 0. For every tick it looks at all facts ever received, remembering nothing.

export type OracleTrigger =
  | { id: string; kind: 'date'; tick: number }
  | { id: string; kind: 'login' | 'manual' | 'message' }
  | { id: string; kind: 'completion' }
  | { id: string; kind: 'metric'; operator: Operator; threshold: number }
  | { id: string; kind: 'noReply'; ticks: number }

/** `tick`: when it arrived; facts at or before 0 came before arming. `at`: when it was, as the sender says. */
export type OracleFact =
  | { tick: number; kind: 'login' | 'manual' | 'message' | 'answer' | 'completed' | 'reopened' }
  | { tick: number; kind: 'reading'; at: number; value: number }

export type OracleVerdict = { truth: Truth; since: number | null }
export type OracleResult = { firedAt: number | null; firedId: string | null; results: Truth[] }

function isTrueAt(trigger: OracleTrigger, facts: readonly OracleFact[], tick: number): OracleVerdict {
  const heard = facts.filter((fact) => fact.tick <= tick)
  const yes = (since: number): OracleVerdict => ({ truth: 'true', since })
  const no: OracleVerdict = { truth: 'false', since: null }
  switch (trigger.kind) {
    case 'date':
      return tick >= trigger.tick ? yes(trigger.tick) : no
    case 'login':
    case 'manual':
    case 'message': {
      const first = heard.find((fact) => fact.kind === trigger.kind && fact.tick > 0)
      return first ? yes(first.tick) : no
    }
    case 'completion': {
      const before = heard.filter((fact) => fact.tick <= 0 && (fact.kind === 'completed' || fact.kind === 'reopened'))
      const last = before.at(-1)
      if (last?.kind === 'completed') return yes(last.tick)
      const later = heard.find((fact) => fact.kind === 'completed' && fact.tick > 0)
      return later ? yes(later.tick) : no
    }
    case 'metric': {
      let since: number | null = null
      let known = false
      for (let then = 0; then <= tick; then += 1) {
        const reading = currentReading(facts, then)
        if (!reading) continue
        known = true
        if (!compare(reading.value, trigger.operator, trigger.threshold)) since = null
        else since ??= reading.tick
      }
      if (!known) return { truth: 'unknown', since: null }
      return since === null ? no : yes(since)
    }
    case 'noReply': {
      const written = heard.filter((fact) => fact.kind === 'message').at(-1)
      const answer = heard.filter((fact) => fact.kind === 'answer').at(-1)
      if (!written) return { truth: 'unknown', since: null }
      if (answer && answer.tick >= written.tick) return no
      const due = written.tick + trigger.ticks
      return tick >= due ? yes(due) : no
    }
  }
}

function currentReading(facts: readonly OracleFact[], tick: number) {
  let current: Extract<OracleFact, { kind: 'reading' }> | undefined
  for (const fact of facts) {
    if (fact.kind !== 'reading' || fact.tick > tick) continue
    if (!current || fact.at > current.at) current = fact
  }
  return current
}

function compare(value: number, operator: Operator, threshold: number): boolean {
  return { '>': value > threshold, '>=': value >= threshold, '<': value < threshold, '<=': value <= threshold }[
    operator
  ]
}

/** When a set armed at tick 0 fires, by which trigger, and how it stands at every tick until then. */
export function oracle(
  triggers: readonly OracleTrigger[],
  logic: Logic,
  facts: readonly OracleFact[],
  end: number,
): OracleResult {
  const results: Truth[] = []
  for (let tick = 0; tick <= end; tick += 1) {
    const verdicts = triggers.map((trigger) => isTrueAt(trigger, facts, tick))
    const count = (truth: Truth) => verdicts.filter((verdict) => verdict.truth === truth).length
    let result: Truth
    if (logic === 'AND') result = count('false') > 0 ? 'false' : count('unknown') > 0 ? 'unknown' : 'true'
    else result = count('true') > 0 ? 'true' : count('unknown') > 0 ? 'unknown' : 'false'
    results.push(result)
    if (result !== 'true') continue
    let best = -1
    for (const [index, verdict] of verdicts.entries()) {
      if (verdict.since === null) continue
      const rival = best === -1 ? null : (verdicts[best]?.since ?? null)
      if (rival === null || (logic === 'OR' ? verdict.since < rival : verdict.since >= rival)) best = index
    }
    return { firedAt: tick, firedId: triggers[best]?.id ?? null, results }
  }
  return { firedAt: null, firedId: null, results }
}
