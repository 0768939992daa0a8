import { badField, notFound } from '../../../shared/errors.ts'
import { DEFAULTS } from '../../../shared/rules/schema.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import type { Caller, Context } from '../../context.ts'
import { findRule } from '../store.ts'
import { requireTarget, understand } from '../understand.ts'
import type { Ask, Draft } from './run.ts'

export type Wish = {
  ruleId?: string | undefined
  from: Instant
  /** Now, where it is left out or later. */
  to?: Instant | undefined
  conditions?: unknown
  priority?: number | undefined
  escalateToUserId?: string | null | undefined
  escalateToTeamId?: string | null | undefined
  cooldownHours?: number | undefined
}

/**
 * What is to be tried: a saved rule, one with changes that are not saved, or a new one. Throws not_found, and bad_request
 * for what is wrong with the changes or the window.
 */
export async function backtestAsk({ db, clock }: Context, caller: Caller, wish: Wish): Promise<Ask> {
  const { organizationId, timeZone: zone } = caller
  const row = wish.ruleId === undefined ? undefined : await findRule(db.read, organizationId, wish.ruleId)
  if (wish.ruleId !== undefined && !row) throw notFound('Rule')
  const to = Math.min(wish.to ?? clock.now(), clock.now())
  if (wish.from >= to) throw badField(['from'], 'The window is empty: it must begin before it ends, and in the past')
  const saved: Draft | null = row
    ? {
        ruleId: row.id,
        conditions: row.conditions,
        priority: row.priority,
        escalateToUserId: row.escalateToUserId,
        escalateToTeamId: row.escalateToTeamId,
        cooldownHours: row.cooldownHours,
      }
    : null
  if (!saved && wish.conditions === undefined) throw badField(['conditions'], 'Say what a new rule asks')
  await requireTarget(db.read, organizationId, wish)
  const conditions =
    wish.conditions === undefined ? saved?.conditions : await understand(db.read, organizationId, wish.conditions)
  const named = wish.escalateToUserId || wish.escalateToTeamId
  const draft: Draft = {
    ruleId: saved?.ruleId ?? null,
    conditions: conditions ?? { all: [] },
    priority: wish.priority ?? saved?.priority ?? DEFAULTS.priority,
    escalateToUserId: named ? (wish.escalateToUserId ?? null) : (saved?.escalateToUserId ?? caller.userId),
    escalateToTeamId: named ? (wish.escalateToTeamId ?? null) : (saved?.escalateToTeamId ?? null),
    cooldownHours: wish.cooldownHours ?? saved?.cooldownHours ?? DEFAULTS.cooldownHours,
  }
  const same = saved !== null && JSON.stringify(saved) === JSON.stringify(draft)
  return { organizationId, zone, draft, saved: same ? null : saved, from: wish.from, to }
}
