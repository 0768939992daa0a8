import { badField, notFound } from '../../../shared/errors.ts'
import type { Condition } from '../../../shared/rules/condition.ts'
import { DEFAULTS } from '../../../shared/rules/schema.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import type { Caller, Context } from '../../context.ts'
import { findRule, type RuleRow } from '../store.ts'
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
  if (!row && wish.conditions === undefined) throw badField(['conditions'], 'Say what a new rule asks')
  await requireTarget(db.read, organizationId, wish)
  const asked = wish.conditions === undefined ? null : await understand(db.read, organizationId, wish.conditions)
  const saved = row ? draftOf(row) : null
  const draft = changed(saved ?? { ...NEW, escalateToUserId: caller.userId }, wish, asked)
  const same = saved !== null && JSON.stringify(saved) === JSON.stringify(draft)
  return { organizationId, zone, draft, saved: same ? null : saved, from: wish.from, to }
}

/** Goes to whoever asks, while nobody is chosen. */
const NEW: Draft = {
  ruleId: null,
  conditions: { all: [] },
  priority: DEFAULTS.priority,
  escalateToUserId: null,
  escalateToTeamId: null,
  cooldownHours: DEFAULTS.cooldownHours,
}

function draftOf({ id, conditions, priority, escalateToUserId, escalateToTeamId, cooldownHours }: RuleRow): Draft {
  return { ruleId: id, conditions, priority, escalateToUserId, escalateToTeamId, cooldownHours }
}

/** What is left out is as it was. */
function changed(before: Draft, wish: Wish, conditions: Condition | null): Draft {
  const { priority = before.priority, cooldownHours = before.cooldownHours } = wish
  const after = { ...before, conditions: conditions ?? before.conditions, priority, cooldownHours }
  if (!wish.escalateToUserId && !wish.escalateToTeamId) return after
  const { escalateToUserId = null, escalateToTeamId = null } = wish
  return { ...after, escalateToUserId, escalateToTeamId }
}
