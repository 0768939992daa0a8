import type { Person } from '../../shared/actor.ts'
import { chainInWords, type Situation } from '../../shared/escalations/guards.ts'
import { whyFired } from '../../shared/escalations/sentences.ts'
import type { Notice } from '../notifications/notify.ts'
import type { Fired } from '../triggers/effects.ts'
import type { Subject } from './store.ts'

// What people are told of an escalation: composed here, sent by notifications.

/** `Renewal at risk for Acme Corp`. */
export function workflowName({
  definitionName,
  customerName,
}: Pick<Subject, 'definitionName' | 'customerName'>): string {
  return `${definitionName} for ${customerName}`
}

/** Names of the causes that a fired escalation tells about; an acknowledge calls off what waits under them. */
export function firedKeys(actionId: string): { recipient: string; others: string } {
  return { recipient: `escalation:${actionId}:fired`, others: `escalation:${actionId}:update` }
}

type FiredFacts = { fired: Fired; subject: Subject; situation: Situation; fallback: string | null }

/** The recipient is told with reason and explanation, once per level; the assignee that it is still theirs. */
export function tellFired({ fired, subject, situation, fallback }: FiredFacts, recipient: Person): Notice[] {
  const { action } = fired
  const name = workflowName(subject)
  const keys = firedKeys(action.id)
  const notices: Notice[] = [
    {
      userId: recipient.userId,
      type: 'escalation_received',
      dedupKey: keys.recipient,
      workflowId: action.workflowId,
      title: `Escalated to you: ${name}`,
      body: lines(
        action.reason === null ? null : `Reason: ${action.reason}`,
        because(fired),
        subject.assigneeName === null ? 'Nobody works on it yet.' : `${subject.assigneeName} works on it.`,
        situation.depth > 1 ? `Level ${situation.depth}, after ${chainInWords(situation.chain)}.` : null,
        fallback === null ? null : `It comes to you as the fallback. ${fallback}`,
      ),
    },
  ]
  const { assigneeId } = subject.workflow
  if (assigneeId !== null && assigneeId !== recipient.userId)
    notices.push({
      userId: assigneeId,
      type: 'escalation_update',
      dedupKey: keys.others,
      workflowId: action.workflowId,
      title: `${name} was escalated to ${recipient.name}`,
      body: lines(
        'It stays with you.',
        action.reason === null ? null : `Reason: ${action.reason}`,
        because(fired),
        fallback,
      ),
    })
  return notices
}

/** Nobody was left to receive it: the assignee and every admin hear of it, whatever their preferences. */
export function tellNobodyReached({ fired, subject, fallback }: FiredFacts, admins: readonly Person[]): Notice[] {
  const { assigneeId } = subject.workflow
  const everyone = new Set([...(assigneeId === null ? [] : [assigneeId]), ...admins.map((admin) => admin.userId)])
  return [...everyone].map((userId) => ({
    userId,
    type: userId === assigneeId ? 'escalation_update' : 'escalation_received',
    dedupKey: userId === assigneeId ? firedKeys(fired.action.id).others : firedKeys(fired.action.id).recipient,
    workflowId: fired.action.workflowId,
    title: `Escalation reached nobody: ${workflowName(subject)}`,
    body: lines(
      fallback,
      fired.action.reason === null ? null : `Reason: ${fired.action.reason}`,
      because(fired),
      'Escalate it to somebody else, or take ownership.',
    ),
    critical: true,
  }))
}

function because({ action, explanation }: Fired): string {
  if (action.triggerCount > 0) return `It was escalated because: ${whyFired(explanation)}.`
  const by = 'name' in action.createdBy ? ` by ${action.createdBy.name}` : ''
  return `It was escalated at once${by}.`
}

/** A later turn of an escalation, told to those it concerns but not to the one who did it. */
export function tellUpdate(
  actionId: string,
  workflowId: string,
  act: { name: string; title: string; body: (string | null)[] },
  people: (string | null | undefined)[],
  actorId: string,
): Notice[] {
  const others = new Set(people.filter((userId) => typeof userId === 'string' && userId !== actorId))
  return [...others].map((userId) => ({
    userId: String(userId),
    type: 'escalation_update',
    dedupKey: `escalation:${actionId}:${act.name}`,
    workflowId,
    title: act.title,
    body: lines(...act.body),
  }))
}

function lines(...parts: (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n')
}
