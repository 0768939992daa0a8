import { NEVER } from '../../shared/rules/decide.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Context } from '../context.ts'
import { inBatches } from '../db/batches.ts'
import { announce } from '../live/hints.ts'
import { pacer } from '../pace.ts'
import { type Assessment, assessKnown, isNews, loadBench } from './assess.ts'
import { ruleActor } from './act.ts'
import type { createCompiler } from './compiled.ts'
import { appendRuleEvents, type NewRuleEvent } from './event-store.ts'
import { knownAfter } from './known-store.ts'
import type { Look } from './look.ts'
import { dueChecksOf, insertStates, setDueCheck, type StateRow, statesOf } from './state-store.ts'
import { arrivingRules, noteArrival, type RuleRow } from './store.ts'

/** Workflows read at a time: a few milliseconds. */
const PAGE = 256
/** So many are written down together, since every commit waits for the disk. */
const TOGETHER = 2_000

type Counts = { seen: number; matched: number; applied: number }

/**
 * Takes rules that were just enabled through all open workflows. What it does with one is what any look would do, but
 * first states of workflows on which it does not escalate are written many at once.
 * @returns whether there was a rule to take through
 */
export function createArrivals(
  { db, clock, log }: Context,
  compile: ReturnType<typeof createCompiler>,
  look: Look,
): () => Promise<boolean> {
  return async () => {
    const rules = await arrivingRules(db.read)
    for (const rule of rules) {
      try {
        await takeThrough(rule)
      } catch (error) {
        log.error({ err: error, ruleId: rule.id }, 'a rule could not be taken through all workflows')
        return false
      }
    }
    return rules.length > 0
  }

  async function takeThrough(rule: RuleRow): Promise<void> {
    const { organizationId, id } = rule
    const counts: Counts = { seen: 0, matched: 0, applied: 0 }
    const pause = pacer(clock)
    let waiting: Assessment[] = []
    let noted = rule.arrivingAfter
    for (let after = noted ?? ''; ; ) {
      const bench = await loadBench(db.read, compile, organizationId)
      const current = bench?.rules.find((one) => one.id === id)
      // Somebody changed or switched it meanwhile, or another process is further: it begins anew, or not at all.
      if (!bench || !current?.arriving || current.version !== rule.version || current.arrivingAfter !== noted) return
      const page = await knownAfter(db.read, organizationId, after, PAGE)
      await pause()
      const assessments = await assessKnown(db.read, bench, page, clock.now())
      await pause()
      waiting.push(...(await seeTo(current, assessments, counts)))
      const last = page.at(-1)
      const over = page.length < PAGE || !last
      if (waiting.length >= TOGETHER || over) {
        await writeDown(current, waiting)
        waiting = []
        const reached = over ? null : last.workflowId
        if (!over && !(await db.write((tx) => noteArrival(tx, rule, noted, { arrivingAfter: reached }), 'bulk'))) return
        if (!over) noted = reached
      }
      if (over) break
      after = last.workflowId
      await pause()
    }
    await finish(rule, noted, counts)
  }

  /** Lets the rule act where it must; returns those of which only a first state has to be written. */
  async function seeTo(rule: RuleRow, page: readonly Assessment[], counts: Counts): Promise<Assessment[]> {
    counts.seen += page.length
    const plain: Assessment[] = []
    const single: string[] = []
    for (const one of page) {
      const own = one.decision.verdicts.find((verdict) => verdict.id === rule.id)
      if (own && own.state.matchedSince !== null) counts.matched += 1
      if (!isNews(one)) continue
      if (isPlain(rule, one)) plain.push(one)
      else single.push(one.subject.workflowId)
    }
    for (let left = single; left.length > 0; ) {
      const { seen, applied } = await look.several(rule.organizationId, left, { lane: 'bulk' })
      counts.applied += applied
      left = left.slice(Math.max(1, seen))
    }
    return plain
  }

  async function writeDown(rule: RuleRow, plain: readonly Assessment[]): Promise<void> {
    const { organizationId } = rule
    await inBatches({ db, clock }, plain, async (tx, batch) => {
      const now = clock.now()
      const ids = batch.map(({ subject }) => subject.workflowId)
      // Another process, or a look for another reason, may have been first meanwhile: its word stands.
      const states = await statesOf(tx, organizationId, ids)
      const due = await dueChecksOf(tx, organizationId, ids)
      const first = batch.filter(({ subject }) => !isKnown(rule, states.get(subject.workflowId) ?? []))
      await insertStates(
        tx,
        first.flatMap((one) => firstState(rule, one)),
      )
      await appendRuleEvents(
        tx,
        organizationId,
        first.flatMap((one) => eventOf(rule, one, now)),
      )
      for (const { subject, dueAt, notedDueAt } of batch)
        if (dueAt !== notedDueAt && notedDueAt === (due.get(subject.workflowId) ?? null))
          await setDueCheck(tx, organizationId, subject.workflowId, dueAt)
      return batch.map(() => null)
    })
  }

  async function finish(rule: RuleRow, noted: string | null, { seen, matched, applied }: Counts): Promise<void> {
    const now = clock.now()
    await db.write(async (tx) => {
      if (!(await noteArrival(tx, rule, noted, { arriving: null, arrivingAfter: null }))) return
      const reason = `${matched} of ${seen} open workflows match, ${applied} escalated`
      const event = { ruleId: rule.id, type: 'enabled' as const, at: now, reason, actor: ruleActor(rule) }
      await appendRuleEvents(tx, rule.organizationId, [event])
      tx.afterCommit(() => announce(rule.organizationId, { topic: 'rule', id: rule.id }))
    }, 'bulk')
  }
}

/** Only this rule has something to remember, for the first time, and it escalates nobody. */
function isPlain(rule: RuleRow, { decision, states }: Assessment): boolean {
  const [verdict, ...others] = decision.verdicts
  if (!verdict) return true
  const known = states.some((state) => state.ruleId === rule.id)
  return others.length === 0 && verdict.id === rule.id && !known && verdict.act !== 'apply'
}

function isKnown(rule: RuleRow, states: readonly StateRow[]): boolean {
  const mode = rule.mode === 'on' ? 'on' : 'shadow'
  return states.some((state) => state.ruleId === rule.id && state.mode === mode)
}

function firstState(rule: RuleRow, { subject, decision }: Assessment): StateRow[] {
  const [verdict] = decision.verdicts
  if (!verdict) return []
  const { organizationId, id: ruleId } = rule
  const mode = rule.mode === 'on' ? ('on' as const) : ('shadow' as const)
  return [{ ...NEVER, ...verdict.state, organizationId, workflowId: subject.workflowId, ruleId, mode, version: 1 }]
}

/** What a person looks for by workflow. Those marked or quarantined by the thousand are told by their state. */
function eventOf(rule: RuleRow, { subject, decision }: Assessment, at: Instant): NewRuleEvent[] {
  const [verdict] = decision.verdicts
  if (verdict?.act !== 'shadow' && verdict?.act !== 'suppress') return []
  const { workflowId, customerId } = subject
  const type = verdict.act === 'shadow' ? 'shadow' : 'suppressed'
  const reason = verdict.reason ?? 'It matched when the rule was switched'
  return [{ ruleId: rule.id, type, at, workflowId, customerId, reason, actor: ruleActor(rule) }]
}
