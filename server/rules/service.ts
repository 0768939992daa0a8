import { DomainError, notFound } from '../../shared/errors.ts'
import { describeCondition } from '../../shared/rules/describe.ts'
import { diffOf, type RuleSnapshot } from '../../shared/rules/history.ts'
import { DEFAULTS, MOST_RULES, type RuleBody, type RuleChange } from '../../shared/rules/schema.ts'
import type { OnEnable } from '../../shared/rules/decide.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { recordAudit } from '../audit/record.ts'
import { newId } from '../clock.ts'
import type { Caller, Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { setReadFacts } from '../facts/rule-marks.ts'
import { announce } from '../live/hints.ts'
import { factsRead } from './compiled.ts'
import type { RuleEngine } from './engine.ts'
import { appendRuleEvents, findRuleEvent } from './event-store.ts'
import { findRule, insertRule, listRuleRows, type RuleRow, saveRule } from './store.ts'
import { requireTarget, understand } from './understand.ts'

export type RuleParts = Context & { rules: RuleEngine }

/** What a person decides of a rule. */
export function snapshotOf(rule: RuleRow): RuleSnapshot {
  const { name, description, priority, conditions, mode, escalateToUserId, escalateToTeamId } = rule
  const { teamPick, cooldownHours, capPerHour } = rule
  return {
    name,
    description,
    priority,
    conditions,
    mode,
    escalateToUserId,
    escalateToTeamId,
    teamPick,
    cooldownHours,
    capPerHour,
  }
}

/** After any change of rules, in its transaction: which facts they read now; the engine looks after the commit. */
async function settle(app: RuleParts, tx: Writer, organizationId: string): Promise<void> {
  const live = (await listRuleRows(tx, organizationId)).filter(({ mode }) => mode !== 'off')
  await setReadFacts(tx, organizationId, factsRead(live.map(({ conditions }) => conditions)))
  tx.afterCommit(() => {
    app.rules.wake()
    announce(organizationId, { topic: 'rule' })
  })
}

/** Makes a rule. Throws bad_request with the path of what is wrong, too_large for a huge condition. */
export async function createRule(app: RuleParts, caller: Caller, body: RuleBody): Promise<string> {
  const { organizationId } = caller
  const conditions = await understand(app.db.read, organizationId, body.conditions)
  return app.db.write(async (tx) => {
    await requireTarget(tx, organizationId, body)
    const now = app.clock.now()
    const [id] = await addRules(app, tx, caller, [{ ...fieldsOf(body), conditions, onEnable: body.onEnable }], now)
    return id ?? ''
  })
}

function fieldsOf(body: RuleBody): Omit<RuleSnapshot, 'conditions'> {
  return {
    name: body.name,
    description: body.description ?? null,
    priority: body.priority ?? DEFAULTS.priority,
    mode: body.mode ?? 'off',
    escalateToUserId: body.escalateToUserId ?? null,
    escalateToTeamId: body.escalateToTeamId ?? null,
    teamPick: body.teamPick ?? 'least_loaded',
    cooldownHours: body.cooldownHours ?? DEFAULTS.cooldownHours,
    capPerHour: body.capPerHour ?? DEFAULTS.capPerHour,
  }
}

/** Stores new rules, in the caller's transaction. Returns their ids. */
export async function addRules(
  app: RuleParts,
  tx: Writer,
  caller: Caller,
  rules: readonly (RuleSnapshot & { onEnable?: OnEnable | undefined })[],
  now: Instant,
): Promise<string[]> {
  const { organizationId, actor } = caller
  if ((await listRuleRows(tx, organizationId)).length + rules.length > MOST_RULES)
    throw new DomainError('conflict', `An organization has at most ${MOST_RULES} rules: remove one first`)
  const ids: string[] = []
  for (const { onEnable, ...snapshot } of rules) {
    const id = newId(now)
    ids.push(id)
    await insertRule(tx, {
      ...snapshot,
      ...switched(snapshot.mode, onEnable),
      organizationId,
      id,
      lastPickedId: null,
      pausedAt: null,
      lastFiredAt: null,
      createdBy: actor,
      createdAt: now,
      updatedAt: now,
      version: 1,
      removedAt: null,
    })
    const diff = diffOf(null, snapshot)
    await appendRuleEvents(tx, organizationId, [
      { ruleId: id, type: 'changed', at: now, reason: 'created', diff, snapshot, actor },
    ])
    await audit(tx, caller, now, { id, action: 'rule.created', before: null, after: snapshot })
  }
  await settle(app, tx, organizationId)
  return ids
}

type Audited = { id: string; action: string; before: RuleSnapshot | null; after: RuleSnapshot | null }

/** For the audit log, where a condition is told in words. */
async function audit(tx: Writer, caller: Caller, now: Instant, { id, action, before, after }: Audited): Promise<void> {
  const told = (rule: RuleSnapshot | null) => rule && { ...rule, conditions: describeCondition(rule.conditions) }
  const name = (after ?? before)?.name ?? ''
  await recordAudit(tx, caller, now, { action, subject: `rule:${id}`, name, before: told(before), after: told(after) })
}

/** A rule that is switched, or asks something else, goes through all workflows. */
function switched(mode: RuleSnapshot['mode'], onEnable: OnEnable = 'fire') {
  return mode === 'off' ? { arriving: null, arrivingAfter: null } : { arriving: onEnable, arrivingAfter: '' }
}

/** Changes a rule; what is left out stays. Throws not_found, bad_request, and conflict where somebody was first. */
export async function updateRule(app: RuleParts, caller: Caller, id: string, body: RuleChange): Promise<void> {
  const { organizationId } = caller
  const { conditions: asked, onEnable, ...fields } = body
  const conditions = asked === undefined ? undefined : await understand(app.db.read, organizationId, asked)
  await app.db.write(async (tx) => {
    const before = await requireRule(tx, organizationId, id)
    await requireTarget(tx, organizationId, fields)
    const after = merged(snapshotOf(before), { ...fields, ...(conditions && { conditions }) })
    await change(app, tx, caller, { before, after, onEnable, reason: null })
    await settle(app, tx, organizationId)
  })
}

/** Fields that are left out stay; naming a user takes the team away, and the other way round. */
function merged(before: RuleSnapshot, change: Partial<{ [Key in keyof RuleSnapshot]: RuleSnapshot[Key] | undefined }>) {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after: RuleSnapshot = { ...before, ...given }
  if (change.escalateToUserId) after.escalateToTeamId = null
  if (change.escalateToTeamId) after.escalateToUserId = null
  if (after.escalateToUserId === null && after.escalateToTeamId === null)
    return { ...after, escalateToUserId: before.escalateToUserId, escalateToTeamId: before.escalateToTeamId }
  return after
}

type Change = {
  before: RuleRow
  after: RuleSnapshot
  onEnable?: OnEnable | undefined
  reason: string | null
}

async function change(app: RuleParts, tx: Writer, caller: Caller, { before, after, onEnable, reason }: Change) {
  const { organizationId, actor } = caller
  const now = app.clock.now()
  const diff = diffOf(snapshotOf(before), after)
  if (Object.keys(diff).length === 0) return
  const anew = 'mode' in diff || 'conditions' in diff
  const arriving = anew ? switched(after.mode, onEnable) : {}
  const pausedAt = 'mode' in diff ? null : before.pausedAt
  if (!(await saveRule(tx, before, { ...after, ...arriving, pausedAt }, now)))
    throw new DomainError('conflict', 'Somebody changed this rule at the same moment: look again')
  await appendRuleEvents(tx, organizationId, [
    { ruleId: before.id, type: 'changed', at: now, reason, diff, snapshot: after, actor },
  ])
  await audit(tx, caller, now, { id: before.id, action: 'rule.changed', before: snapshotOf(before), after })
}

/** Throws not_found for a rule that the organization does not have. */
export async function requireRule(conn: Parameters<typeof findRule>[0], organizationId: string, id: string) {
  const rule = await findRule(conn, organizationId, id)
  if (!rule) throw notFound('Rule')
  return rule
}

/** Takes a rule away; its history stays. */
export async function removeRule(app: RuleParts, caller: Caller, id: string): Promise<void> {
  const { organizationId, actor } = caller
  await app.db.write(async (tx) => {
    const before = await requireRule(tx, organizationId, id)
    const now = app.clock.now()
    const gone = { mode: 'off' as const, arriving: null, arrivingAfter: null, removedAt: now }
    if (!(await saveRule(tx, before, gone, now)))
      throw new DomainError('conflict', 'Somebody changed this rule at the same moment: look again')
    await appendRuleEvents(tx, organizationId, [
      { ruleId: id, type: 'changed', at: now, reason: 'removed', snapshot: snapshotOf(before), actor },
    ])
    await audit(tx, caller, now, { id, action: 'rule.removed', before: snapshotOf(before), after: null })
    await settle(app, tx, organizationId)
  })
}

/** A copy of a rule, switched off. Returns its id. */
export async function duplicateRule(app: RuleParts, caller: Caller, id: string): Promise<string> {
  return app.db.write(async (tx) => {
    const rule = snapshotOf(await requireRule(tx, caller.organizationId, id))
    const copy = { ...rule, name: `${rule.name.slice(0, 190)} (copy)`, mode: 'off' as const }
    const [copied] = await addRules(app, tx, caller, [copy], app.clock.now())
    return copied ?? ''
  })
}

/** Puts a rule back to what it was after an earlier change, but for its mode. Throws not_found. */
export async function restoreRule(app: RuleParts, caller: Caller, id: string, eventId: string): Promise<void> {
  await app.db.write(async (tx) => {
    const before = await requireRule(tx, caller.organizationId, id)
    const event = await findRuleEvent(tx, caller.organizationId, id, eventId)
    if (!event?.snapshot) throw notFound('Version')
    await requireTarget(tx, caller.organizationId, event.snapshot)
    const after = { ...event.snapshot, mode: before.mode }
    await change(app, tx, caller, { before, after, reason: 'restored' })
    await settle(app, tx, caller.organizationId)
  })
}

/** Puts the rules into this order, the first one winning. Throws bad_request unless each is named once. */
export async function reorderRules(app: RuleParts, caller: Caller, ruleIds: readonly string[]): Promise<void> {
  await app.db.write(async (tx) => {
    const rules = await listRuleRows(tx, caller.organizationId)
    const named = new Set(ruleIds)
    if (named.size !== ruleIds.length || rules.length !== named.size || rules.some(({ id }) => !named.has(id)))
      throw new DomainError('bad_request', 'Name every rule once', {
        issues: [{ path: ['ruleIds'], message: 'Name every rule of the organization once' }],
      })
    for (const before of rules) {
      const after = { ...snapshotOf(before), priority: ruleIds.length - ruleIds.indexOf(before.id) }
      await change(app, tx, caller, { before, after, reason: 'reordered' })
    }
    await settle(app, tx, caller.organizationId)
  })
}
