import type { Condition } from '../../shared/rules/condition.ts'
import { describeCondition } from '../../shared/rules/describe.ts'
import type { Caller, Context } from '../context.ts'
import { pacer } from '../pace.ts'
import { compileRules } from '../../shared/rules/compiled.ts'
import { freshnessOf, knownAfter } from './known-store.ts'

export type MatchingNow = {
  /** What was understood, nested. */
  conditions: Condition
  words: string
  /** Open workflows that match now, of how many; and the first of them. */
  matching: number
  open: number
  /** On how many of them a flow action is open, so that the rule would wait. */
  waiting: number
  examples: { workflowId: string; customerName: string; definition: string }[]
}

const PAGE = 256
const EXAMPLES = 20

/** Counts the open workflows that a condition matches now. Changes nothing. */
export async function matchingNow(
  { db, clock }: Context,
  { organizationId, timeZone }: Caller,
  conditions: Condition,
): Promise<MatchingNow> {
  const { set, facts } = compileRules([conditions])
  const moment = { now: clock.now(), zone: timeZone, freshness: await freshnessOf(db.read, organizationId) }
  const found: MatchingNow = {
    conditions,
    words: describeCondition(conditions),
    matching: 0,
    open: 0,
    waiting: 0,
    examples: [],
  }
  const pause = pacer(clock)
  for (let after = ''; ; ) {
    const page = await knownAfter(db.read, organizationId, after, PAGE)
    for (const known of page) {
      found.open += 1
      if (set.first(facts(known, moment)) === -1) continue
      found.matching += 1
      if (known.open) found.waiting += 1
      const { workflowId, customerName, definition } = known
      if (found.examples.length < EXAMPLES)
        found.examples.push({ workflowId, customerName, definition: definition ?? '' })
    }
    const last = page.at(-1)
    if (page.length < PAGE || !last) return found
    after = last.workflowId
    await pause()
  }
}
