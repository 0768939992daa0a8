import type { Person } from '../../../shared/actor.ts'
import { fieldsOf } from '../../../shared/rules/condition.ts'
import type { Condition } from '../../../shared/rules/condition.ts'
import { factOf } from '../../../shared/rules/fields.ts'
import { createReplay, type Firing, type Replay, type ReplayRule } from '../../../shared/rules/replay.ts'
import { HOUR, type Instant } from '../../../shared/time/instant.ts'
import type { Reader } from '../../db/engine.ts'
import { findTeam } from '../../escalations/recipient-store.ts'
import { memberNames } from '../../people/members/lookup.ts'
import type { Scope } from '../../workers/program.ts'
import { liveRuleRows } from '../store.ts'
import { factsUntil, loadPast } from './past-store.ts'
import { appliedBy, type Result, resultOf } from './result.ts'

/** The rule to be tried, as it would be saved. */
export type Draft = {
  /** Null for one that does not exist yet. */
  ruleId: string | null
  conditions: Condition
  priority: number
  escalateToUserId: string | null
  escalateToTeamId: string | null
  cooldownHours: number
}

export type Ask = {
  organizationId: string
  zone: string
  draft: Draft
  /** As it is saved, where the draft differs from that: the difference is told. */
  saved: Draft | null
  from: Instant
  to: Instant
}

/** How far it is: facts read, of how many; firings so far. */
export type Progress = { facts: number; of: number; firings: number }

/** Sorts behind the id of every rule: the youngest. */
const NEW = '~'

/** Milliseconds of work between two breaths. */
const SLICE = 10

/** Tries a rule over the stored history of all facts, beside those that are on now. Reads only. */
export async function runBacktest(conn: Reader, ask: Ask, scope: Scope<Progress>): Promise<Result> {
  const { organizationId, zone, draft, saved, from, to } = ask
  const id = draft.ruleId ?? NEW
  const tried = createReplay(await lineUp(conn, organizationId, draft), await loadPast(conn, organizationId, zone), ask)
  await scope.turn()
  const before =
    saved && createReplay(await lineUp(conn, organizationId, saved), await loadPast(conn, organizationId, zone), ask)
  await scope.turn()
  const read = new Set(fieldsOf(draft.conditions).map(factOf))
  const history = await feed(conn, ask, [tried, ...(before ? [before] : [])], { scope, read })
  const mine = (firings: readonly Firing[]) => firings.filter(({ ruleId }) => ruleId === id)
  const compared = before
    ? mine(before.firings)
    : draft.ruleId === null
      ? []
      : await appliedBy(conn, organizationId, draft.ruleId, { from, to })
  return resultOf(conn, {
    organizationId,
    zone,
    from,
    to,
    firings: mine(tried.firings),
    compared,
    against: before ? 'saved' : draft.ruleId === null ? 'nothing' : 'live',
    lost: tried.lost,
    ruleId: id,
    historyFrom: history.since,
    facts: history.facts,
  })
}

type Around = { scope: Scope<Progress>; read: ReadonlySet<string> }

async function feed(conn: Reader, { organizationId, to }: Ask, replays: readonly Replay[], { scope, read }: Around) {
  const { factChange } = conn.t
  const of = await conn.$count(factChange)
  let [facts, since] = [0, null as Instant | null]
  for await (const page of factsUntil(conn, organizationId, to)) {
    since ??= page.find(({ field }) => read.has(field))?.receivedAt ?? null
    // A page at once would keep the thread deaf for too long.
    for (let start = 0; start < page.length; ) {
      const end = endOfInstant(page, start + SLICE * 100)
      for (const replay of replays) replay.feed(page.slice(start, end))
      start = end
      await scope.turn()
    }
    facts += page.length
    scope.progress({ facts, of, firings: replays[0]?.firings.length ?? 0 })
  }
  for (const replay of replays) replay.finish()
  return { facts, since }
}

/** So far that the facts of one instant stay together. */
function endOfInstant(page: readonly { receivedAt: Instant }[], about: number): number {
  let end = Math.min(about, page.length)
  while (end < page.length && page[end]?.receivedAt === page[end - 1]?.receivedAt) end += 1
  return end
}

/** The rules that are on, with the draft in its place among them. */
async function lineUp(conn: Reader, organizationId: string, draft: Draft): Promise<ReplayRule[]> {
  const live = (await liveRuleRows(conn, organizationId)).filter(({ mode }) => mode === 'on')
  const others = live.filter(({ id }) => id !== draft.ruleId)
  const all = [...others, { ...draft, id: draft.ruleId ?? NEW }]
  all.sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
  const rules: ReplayRule[] = []
  for (const rule of all)
    rules.push({
      id: rule.id,
      conditions: rule.conditions,
      cooldownMs: rule.cooldownHours * HOUR,
      recipients: await recipientsOf(conn, organizationId, rule),
    })
  return rules
}

async function recipientsOf(
  conn: Reader,
  organizationId: string,
  { escalateToUserId, escalateToTeamId }: Pick<Draft, 'escalateToUserId' | 'escalateToTeamId'>,
): Promise<Person[]> {
  if (escalateToTeamId !== null) {
    const team = await findTeam(conn, organizationId, escalateToTeamId)
    const members = team?.members.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)) ?? []
    return members.map(({ userId, name }) => ({ userId, name }))
  }
  const names = await memberNames(conn, organizationId, [escalateToUserId])
  return [...names].map(([userId, name]) => ({ userId, name }))
}
