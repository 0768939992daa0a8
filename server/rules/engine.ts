import { setImmediate } from 'node:timers/promises'
import type { Instant } from '../../shared/time/instant.ts'
import type { Writer } from '../db/engine.ts'
import { EVERYTHING, forgetRuleMark, LATE, listRuleMarks, onRuleMark, type RuleMark } from '../facts/rule-marks.ts'
import { createPulse } from '../jobs/pulse.ts'
import { pacer } from '../pace.ts'
import { beginAnew } from './anew.ts'
import { createArrivals } from './arrive.ts'
import { createCompiler } from './compiled.ts'
import { openWorkflowIds } from './known-store.ts'
import { createLook, type LookParts } from './look.ts'
import { createPlan } from './plan.ts'
import { createReview, type Review } from './review.ts'
import { dueWorkflows, nextCheck } from './state-store.ts'

export type RuleEngine = {
  /** Look now. Does nothing unless started. */
  wake(): void
  /** Resolves when everything that was marked, due or just enabled before the call has been seen to. */
  drain(): Promise<void>
  /** After an import: looks once at all workflows, see review.ts. */
  review: Review
  start(): void
  /** Resolves when the pulse is at rest. */
  stop(): Promise<void>
  /** How far behind it is, in milliseconds; 0 when nothing waits. */
  lagMs(): Promise<number>
}

const MARKS = 64
const DUE = 64
/** What never is due at once again, in milliseconds: what could not be settled must not spin. */
const SHORTEST_SLEEP = 50
/** What failed is looked at again after so long. */
const RETRY = 5_000

/**
 * Looks at workflows whenever a fact that a rule reads has changed, a count of days flips, or a rule is enabled. Every
 * look is one transaction that loads, decides (shared/rules/decide.ts) and compares and sets, so that two processes and
 * a crash at any point change nothing about how often a rule acts.
 */
export function createRuleEngine(parts: LookParts): RuleEngine {
  const { db, clock, log } = parts
  const compile = createCompiler()
  const look = createLook(parts, compile)
  const arrive = createArrivals(parts, compile, look)
  const plan = createPlan(parts, compile)
  const review = createReview(parts, compile, { look, plan })
  /** What failed waits until then; the log says why. */
  const resting = new Map<string, Instant>()

  /** Looks at all of these, a few at a time; false where one of them failed. */
  async function lookAt(organizationId: string, ids: readonly string[], finish?: (tx: Writer) => Promise<void>) {
    const pause = pacer(clock)
    let left = [...ids]
    try {
      do {
        const { seen } = await look.several(organizationId, left, { ...(finish && { finish }) })
        left = left.slice(Math.max(1, seen))
        await pause()
      } while (left.length > 0)
      return true
    } catch (error) {
      log.error({ err: error, organizationId, workflowId: left[0] }, 'rules could not look at a workflow')
      return false
    }
  }

  function rest(key: string): void {
    resting.set(key, clock.now() + RETRY)
  }

  function isResting(key: string): boolean {
    const until = resting.get(key)
    if (until === undefined) return false
    if (clock.now() < until) return true
    resting.delete(key)
    return false
  }

  async function workflowsOf(organizationId: string, subject: string): Promise<string[]> {
    const id = subject.slice(subject.indexOf(':') + 1)
    return subject.startsWith('customer:') ? openWorkflowIds(db.read, organizationId, id) : [id]
  }

  /** Rules go through all workflows again, as when they were switched on. */
  async function lookAtEverything(mark: RuleMark): Promise<void> {
    await db.write(async (tx) => {
      await beginAnew(tx, mark.organizationId)
      await forgetRuleMark(tx, mark)
    })
  }

  /** True when there was something to do. */
  async function drainMarks(): Promise<boolean> {
    const marks = (await listRuleMarks(db.read, MARKS + resting.size)).filter((mark) => !isResting(keyOf(mark)))
    const pause = pacer(clock)
    const quiet: RuleMark[] = []
    for (const mark of marks) {
      if (mark.subject === EVERYTHING) {
        await lookAtEverything(mark)
        continue
      }
      if (mark.subject.startsWith(LATE)) {
        await plan(mark.organizationId, await workflowsOf(mark.organizationId, mark.subject.slice(LATE.length)))
        quiet.push(mark)
        continue
      }
      const concerned = await look.news(mark.organizationId, await workflowsOf(mark.organizationId, mark.subject))
      await pause()
      if (concerned.length === 0) quiet.push(mark)
      else if (!(await lookAt(mark.organizationId, concerned, (tx) => forgetRuleMark(tx, mark)))) rest(keyOf(mark))
    }
    if (quiet.length > 0)
      await db.write(async (tx) => {
        for (const mark of quiet) await forgetRuleMark(tx, mark)
      })
    return marks.length > 0
  }

  async function drainDue(): Promise<boolean> {
    const rows = await dueWorkflows(db.read, clock.now(), DUE + resting.size)
    const due = rows.filter((row) => !isResting(`${row.organizationId} workflow:${row.workflowId}`))
    for (const [organizationId, own] of Map.groupBy(due, (row) => row.organizationId)) {
      const ids = own.map(({ workflowId }) => workflowId)
      if (await lookAt(organizationId, ids)) continue
      // One of them fails, and must not keep the others from their turn.
      for (const id of ids) if (!(await lookAt(organizationId, [id]))) rest(`${organizationId} workflow:${id}`)
    }
    return due.length > 0
  }

  async function drainOnce(): Promise<void> {
    for (;;) {
      const found = [await drainMarks(), await drainDue(), await arrive()]
      if (!found.includes(true)) return
      await setImmediate()
    }
  }

  let draining: Promise<void> | null = null
  let again = false
  /** One drain at a time; whoever asks while one is under way waits for the next look as well. */
  function drain(): Promise<void> {
    again = true
    draining ??= (async () => {
      while (again) {
        again = false
        await drainOnce()
      }
    })().finally(() => {
      draining = null
    })
    return draining
  }

  const pulse = createPulse('rules', parts, async () => {
    await drain()
    const next = await nextCheck(db.read)
    return next === null ? null : Math.max(next, clock.now() + SHORTEST_SLEEP)
  })
  let stopListening = () => {}

  return {
    wake: () => pulse.wake(),
    drain,
    // What was planned may be due sooner than what the pulse sleeps for.
    review: (organizationId, options) => review(organizationId, options).finally(() => pulse.wake()),
    start() {
      stopListening = onRuleMark(() => pulse.wake())
      pulse.start()
    },
    async stop() {
      stopListening()
      await pulse.stop()
      await draining
    },
    async lagMs() {
      const [mark] = await listRuleMarks(db.read, 1)
      const oldest = Math.min(
        mark?.firstAt ?? Number.POSITIVE_INFINITY,
        (await nextCheck(db.read)) ?? Number.POSITIVE_INFINITY,
      )
      return Number.isFinite(oldest) ? Math.max(0, clock.now() - oldest) : 0
    },
  }
}

function keyOf(mark: RuleMark): string {
  return `${mark.organizationId} ${mark.subject}`
}
