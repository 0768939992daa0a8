import type { Person } from '../../shared/actor.ts'
import { DomainError } from '../../shared/errors.ts'
import type { EscalateBody } from '../../shared/escalations/bodies.ts'
import { doneMessage, willHappen } from '../../shared/escalations/sentences.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Caller, Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { makeRoom } from './make-room.ts'
import { requireTriggers, requireKnownTargets } from './require-triggers.ts'
import { refused, resolveTarget, situationOf, unknownTarget } from './situation.ts'
import { openChain, type Subject } from './store.ts'
import { loadToAct } from './subject.ts'

/** What acts on flow actions need of the server. */
export type Deps = Context & { triggers: TriggerEngine }

export type EscalateAnswer = {
  success: true
  message: string
  workflowId: string
  triggerCount: number
  /** For a team, the member who would receive it today. */
  escalatedTo: Person
  willEscalate: string
}

/**
 * Arms an escalation, or escalates at once where there is no trigger or the set is already true. After an escalation
 * has fired this is the next level of its chain.
 * Throws bad_request (triggers, unknown recipient), forbidden (flag off, not one's workflow), not_found, and conflict
 * with the guard and the chain, or with the open flow action unless `replace` is set.
 */
export async function escalate(app: Deps, caller: Caller, body: EscalateBody): Promise<EscalateAnswer> {
  if (body.triggers.length > 0 && !caller.settings.escalateEnhanced)
    throw new DomainError(
      'forbidden',
      'Escalating with triggers is switched off in this organization: escalate at once',
    )
  requireTriggers(app, caller, body, 'escalate')
  return app.db.write(async (tx) => {
    const subject = await loadToAct(tx, caller, body.workflowId)
    const now = app.clock.now()
    return armEscalation(app, tx, { caller, body, subject, now })
  })
}

type Arming = { caller: Caller; body: EscalateBody; subject: Subject; now: Instant }

async function armEscalation(app: Deps, tx: Writer, { caller, body, subject, now }: Arming): Promise<EscalateAnswer> {
  const { organizationId, settings, timeZone, actor } = caller
  const { triggers, targetName } = await requireKnownTargets(tx, organizationId, body.triggers)
  const situation = await situationOf(tx, organizationId, subject, settings.maxEscalationDepth)
  const resolved = await resolveTarget(tx, organizationId, body, situation)
  if (!resolved) throw unknownTarget(body)
  const replaced = await makeRoom(app, tx, subject, { kind: 'escalate', replace: body.replace ?? false, now })
  if (resolved.refusal) throw refused(resolved.refusal, situation)
  const { recipient, team } = resolved

  const { action, workflow, fired } = await app.triggers.arm(tx, {
    organizationId,
    timeZone,
    workflow: { ...subject.workflow, flowActionId: null },
    kind: 'escalate',
    triggers,
    logic: body.logic,
    chainId: openChain(subject),
    depth: situation.depth,
    recipientId: team ? null : recipient.userId,
    recipientTeamId: team?.teamId ?? null,
    originalAssigneeId: situation.originalAssigneeId,
    reason: body.reason ?? null,
    source: 'person',
    ruleId: null,
    actor,
    now,
  })
  const escalatedTo = { userId: recipient.userId, name: recipient.name }
  const willEscalate = willHappen(
    {
      kind: 'escalate',
      triggers: body.triggers,
      logic: body.logic,
      recipient: { name: recipient.name, team: team?.name ?? null },
    },
    { zone: timeZone, targetName },
  )
  // What fired was told by its effect.
  if (!fired) {
    const { id: flowActionId, depth, reason } = action
    const details = {
      flowActionId,
      recipient: team ? null : escalatedTo,
      team,
      depth,
      reason,
      summary: willEscalate,
      replaced,
    }
    const subjectName = `workflow:${workflow.id}`
    await appendTimeline(tx, organizationId, [
      { subject: subjectName, type: 'workflow.escalation_scheduled', actor, at: now, details },
    ])
  }
  tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
  const triggerCount = body.triggers.length
  const message = doneMessage('escalate', triggerCount)
  return { success: true, message, workflowId: workflow.id, triggerCount, escalatedTo, willEscalate }
}
