import type { Assessment } from './assess.ts'
import { assessKnown, isNews, loadBench } from './assess.ts'
import { capLeft } from './breaker.ts'
import type { createCompiler } from './compiled.ts'
import { pacer } from '../pace.ts'
import { knownAfter } from './known-store.ts'
import type { Look, LookParts } from './look.ts'
import type { Plan } from './plan.ts'

/** Workflows read at a time: a few milliseconds. */
const PAGE = 256

export type Review = (
  organizationId: string,
  options: { fire: boolean; signal?: AbortSignal | undefined },
) => Promise<number>

/**
 * Looks once at every open workflow of an organization into which facts came that rules were not told of. With
 * `fire: false` no rule acts or remembers anything; only the instants at which counts of days flip are planned, since
 * those are no history.
 * @returns how many escalations rules started, or would start; what is beyond a rule's cap is not counted
 */
export function createReview(
  { db, clock, log }: LookParts,
  compile: ReturnType<typeof createCompiler>,
  { look, plan }: { look: Look; plan: Plan },
): Review {
  return async (organizationId, { fire, signal }) => {
    const pause = pacer(clock)
    const would = new Map<string, number>()
    let applied = 0
    for (let after = ''; !signal?.aborted; ) {
      const bench = await loadBench(db.read, compile, organizationId)
      if (!bench || bench.rules.length === 0) break
      const page = await knownAfter(db.read, organizationId, after, PAGE)
      await pause()
      const news = (await assessKnown(db.read, bench, page, clock.now())).filter(isNews)
      await pause()
      if (fire) applied += await act(organizationId, news)
      else
        await plan(
          organizationId,
          page.map(({ workflowId }) => workflowId),
        )
      for (const { decision } of news)
        for (const { id, act: what } of decision.verdicts) if (what === 'apply') would.set(id, (would.get(id) ?? 0) + 1)
      const last = page.at(-1)
      if (!last || page.length < PAGE) break
      after = last.workflowId
    }
    return fire ? applied : withinCaps(organizationId, would)
  }

  async function act(organizationId: string, news: readonly Assessment[]): Promise<number> {
    let [left, applied] = [news.map(({ subject }) => subject.workflowId), 0]
    while (left.length > 0) {
      try {
        const done = await look.several(organizationId, left, { lane: 'bulk' })
        applied += done.applied
        left = left.slice(Math.max(1, done.seen))
      } catch (error) {
        log.error({ err: error, organizationId, workflowId: left[0] }, 'rules could not look at a workflow')
        left = left.slice(1)
      }
    }
    return applied
  }

  async function withinCaps(organizationId: string, would: ReadonlyMap<string, number>): Promise<number> {
    const rules = (await loadBench(db.read, compile, organizationId))?.rules ?? []
    let sum = 0
    for (const rule of rules) {
      const left = await capLeft(db.read, organizationId, rule, clock.now())
      sum += Math.min(would.get(rule.id) ?? 0, left)
    }
    return sum
  }
}
