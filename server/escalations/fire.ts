import type { Candidate, Refusal, Situation } from '../../shared/escalations/guards.ts'
import type { OrganizationSettings } from '../../shared/people/settings.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { notify } from '../notifications/notify.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { Fired } from '../triggers/effects.ts'
import { setRecipient } from './level-store.ts'
import { tellFired, tellNobodyReached } from './notices.ts'
import { findMember, listAdmins } from './recipient-store.ts'
import { resolveTarget, situationOf } from './situation.ts'
import { findSettings, findSubject } from './store.ts'
import { saveWorkflow } from './workflow-store.ts'

/** Who receives a fired escalation (null: nobody could be reached), and why it is not the one asked for. */
type Received = { recipient: Candidate | null; meantFor: string | null; refusal: Refusal | null }

/**
 * What firing an escalation means: the guards are asked again, the recipient is told once with the reason and the
 * explanation, the assignee keeps the workflow and is told. Where a guard refuses it goes to the fallback admin, and
 * where there is none to the assignee and every admin: never dropped.
 */
export async function fireEscalation(tx: Writer, fired: Fired): Promise<void> {
  const { action, workflow, now } = fired
  const { organizationId } = action
  const subject = await findSubject(tx, organizationId, workflow.id)
  if (!subject) throw new Error(`The workflow ${workflow.id} of a flow action is missing`)
  const settings = await findSettings(tx, organizationId)
  const situation = await situationOf(tx, organizationId, subject, settings.maxEscalationDepth, action.depth)
  const received = await receive(tx, fired, situation, settings)
  const recipient = received.recipient && { userId: received.recipient.userId, name: received.recipient.name }
  const fallback = fallbackWords(received)
  if (action.recipientId !== (recipient?.userId ?? null) || fallback !== null)
    await setRecipient(tx, organizationId, action.id, { recipientId: recipient?.userId ?? null, fallback })
  await saveWorkflow(
    tx,
    workflow,
    { chainId: action.chainId, originalAssigneeId: situation.originalAssigneeId, status: 'escalated' },
    now,
  )
  await appendTimeline(tx, organizationId, [
    {
      subject: `workflow:${workflow.id}`,
      type: recipient ? 'workflow.escalated' : 'workflow.escalation_reached_nobody',
      actor: fired.actor,
      at: now,
      details: {
        flowActionId: action.id,
        recipient,
        depth: action.depth,
        reason: action.reason,
        fallback,
        firedTriggerId: fired.firedTriggerId,
        late: fired.late,
        explanation: fired.explanation,
      },
    },
  ])
  const facts = { fired, subject, situation, recipient, fallback }
  const admins = recipient ? [] : await listAdmins(tx, organizationId)
  await notify(tx, organizationId, recipient ? tellFired(facts, recipient) : tellNobodyReached(facts, admins), now)
  tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
}

async function receive(
  tx: Writer,
  { action }: Fired,
  situation: Situation,
  settings: OrganizationSettings,
): Promise<Received> {
  const { organizationId, recipientTeamId, recipientId } = action
  // A rule has chosen of its team already, in turn perhaps.
  const target =
    recipientTeamId === null || recipientId !== null
      ? { escalateToUserId: recipientId ?? '' }
      : { escalateToTeamId: recipientTeamId }
  const resolved = await resolveTarget(tx, organizationId, target, situation)
  if (resolved?.refusal === null) return { recipient: resolved.recipient, meantFor: null, refusal: null }
  const recipient = await findFallback(tx, organizationId, settings.fallbackUserId)
  const meantFor = resolved?.team?.name ?? resolved?.recipient?.name ?? null
  return { recipient, meantFor, refusal: resolved?.refusal ?? null }
}

/** The member of the setting, else the longest-standing admin; needs only to be active. */
async function findFallback(
  tx: Writer,
  organizationId: string,
  fallbackUserId: string | null,
): Promise<Candidate | null> {
  const chosen = fallbackUserId === null ? undefined : await findMember(tx, organizationId, fallbackUserId)
  if (chosen?.status === 'active') return chosen
  const admins = await listAdmins(tx, organizationId)
  return admins.find((admin) => admin.status === 'active') ?? null
}

function fallbackWords({ recipient, meantFor, refusal }: Received): string | null {
  if (recipient && refusal === null && meantFor === null) return null
  const meant = meantFor === null ? 'The team it was meant for is gone' : `It was meant for ${meantFor}`
  const why = refusal ? `${meant}, but: ${refusal.message}` : meant
  return recipient ? why : `Reached nobody. ${why}`
}
