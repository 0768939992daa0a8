import type { PreviewBody } from '../../shared/escalations/bodies.ts'
import type { ChainLink } from '../../shared/escalations/guards.ts'
import { willHappen } from '../../shared/escalations/sentences.ts'
import { DomainError, type Issue, notFound } from '../../shared/errors.ts'
import type { Person } from '../../shared/actor.ts'
import { decide } from '../../shared/triggers/evaluate.ts'
import { explain } from '../../shared/triggers/explain.ts'
import { Trigger } from '../../shared/triggers/schema.ts'
import { storedTrigger } from '../../shared/triggers/stored.ts'
import { validateTriggers } from '../../shared/triggers/validate.ts'
import type { Caller, Context } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { observeAll } from '../triggers/observe.ts'
import { findTargets, type Targets } from '../triggers/targets.ts'
import { resolveTarget, situationOf, unknownTarget } from './situation.ts'
import { findSubject, type Subject } from './store.ts'
import { alreadyOpen } from './subject.ts'

export type Preview = {
  /** `Will escalate to Ben Ortiz on … or when …`. */
  summary: string
  /** Triggers that hold now, so that confirming may act at once; `words` say what was seen. */
  alreadyTrue: { id: string; words: string }[]
  /** Would confirming escalate, wake or reactivate at once? */
  atOnce: boolean
  refusals: { guard: string; message: string; chain: ChainLink[] }[]
  /** For a team the member who would receive it now; else the person. */
  recipientToday: Person | null
  depth: number
  maxDepth: number
  issues: Issue[]
}

/**
 * What would happen if the dialog were confirmed as it stands: changes nothing and refuses nothing but an unknown
 * workflow, so that a half-finished form can ask.
 */
export async function preview({ db, clock }: Context, caller: Caller, body: PreviewBody): Promise<Preview> {
  const { organizationId, timeZone, settings } = caller
  const conn = db.read
  const subject = await findSubject(conn, organizationId, body.workflowId)
  if (!subject) throw notFound('Workflow')
  const now = clock.now()
  const { targets, issues } = await readTriggers(conn, caller, body, now)
  const situation = await situationOf(conn, organizationId, subject, settings.maxEscalationDepth)
  const asked = body.escalateToUserId !== undefined || body.escalateToTeamId !== undefined
  const resolved = asked ? await resolveTarget(conn, organizationId, body, situation) : undefined
  if (asked && !resolved) issues.push(...(unknownTarget(body).issues ?? []))
  const recipient = resolved?.recipient ?? null
  const today = await evaluateNow(conn, caller, subject, { targets, logic: body.logic, now })
  const blocked = stateRefusals(subject, body)
  const plan = { kind: body.kind, triggers: targets.triggers, logic: body.logic }
  const summary = willHappen(
    { ...plan, ...(resolved && { recipient: { name: recipient?.name ?? null, team: resolved.team?.name ?? null } }) },
    { zone: timeZone, targetName: targets.targetName },
  )
  return {
    summary,
    alreadyTrue: today.alreadyTrue,
    atOnce: today.atOnce,
    refusals: [...blocked, ...(resolved?.refusal ? [resolved.refusal] : [])],
    recipientToday: recipient && { userId: recipient.userId, name: recipient.name },
    depth: situation.depth,
    maxDepth: situation.maxDepth,
    issues,
  }
}

/** The triggers that can be read so far, and what is wrong with the others; paths count as the form does. */
async function readTriggers(
  conn: Reader,
  { organizationId, timeZone }: Caller,
  body: PreviewBody,
  now: number,
): Promise<{ targets: Targets; issues: Issue[] }> {
  const issues: Issue[] = []
  const readable: { trigger: Trigger; index: number }[] = []
  for (const [index, written] of body.triggers.entries()) {
    const parsed = Trigger.safeParse(written)
    if (parsed.success) readable.push({ trigger: parsed.data, index })
    else
      issues.push(
        ...parsed.error.issues.map(({ path, message }) => ({ path: ['triggers', index, ...keys(path)], message })),
      )
  }
  const triggers = readable.map((one) => one.trigger)
  const asWritten = ({ path, message }: Issue): Issue => {
    const position = path[1]
    if (typeof position !== 'number') return { path, message }
    return { path: ['triggers', readable[position]?.index ?? position, ...path.slice(2)], message }
  }
  const context = { kind: body.kind, now, organizationZone: timeZone, allowPast: body.allowPast }
  const wrong = validateTriggers(triggers, context)
  const targets = await findTargets(conn, organizationId, triggers)
  issues.push(...wrong.map(asWritten), ...targets.issues.map(asWritten))
  return { targets, issues }
}

function keys(path: PropertyKey[]): (string | number)[] {
  return path.map((key) => (typeof key === 'symbol' ? String(key) : key))
}

/** How the set stands now, by the very evaluator that will decide. */
async function evaluateNow(
  conn: Reader,
  { organizationId, timeZone }: Caller,
  { workflow }: Subject,
  { targets, logic, now }: { targets: Targets; logic: PreviewBody['logic']; now: number },
): Promise<{ alreadyTrue: Preview['alreadyTrue']; atOnce: boolean }> {
  const context = { workflowId: workflow.id, customerId: workflow.customerId, organizationZone: timeZone, now }
  const stored = targets.triggers.flatMap((trigger, position) => {
    try {
      // What is pending was heard before it would be armed, so nothing has happened yet.
      return [{ ...storedTrigger(trigger, position, context), countsFrom: Number.MAX_SAFE_INTEGER }]
    } catch (error) {
      if (error instanceof DomainError) return []
      throw error
    }
  })
  const observations = await observeAll(conn, organizationId, workflow.customerId, stored)
  const decision = decide(stored, observations, logic, now)
  const told = explain(stored, observations, decision, { logic, now, zone: timeZone })
  const alreadyTrue = told.triggers
    .filter((trigger) => trigger.result === 'true')
    .map((trigger) => ({ id: trigger.id, words: trigger.observed }))
  return { alreadyTrue, atOnce: decision.result === 'true' && stored.length === targets.triggers.length }
}

/** What the state stands in the way with; replacing is asked for in the dialog. */
function stateRefusals(subject: Subject, body: PreviewBody): Preview['refusals'] {
  const { workflow, action } = subject
  if (workflow.status === 'completed')
    return [{ guard: 'completed', message: 'This workflow is completed: reopen it first', chain: [] }]
  const nextLevel = body.kind === 'escalate' && action?.kind === 'escalate' && action.state === 'fired'
  if (!action || nextLevel || body.replace) return []
  return [{ guard: 'open_action', message: alreadyOpen({ ...subject, action }).message, chain: [] }]
}
