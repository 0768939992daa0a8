import { type Person, personOf } from '../../shared/actor.ts'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import { DomainError, notFound } from '../../shared/errors.ts'
import { maySpeakForRecipient } from '../../shared/escalations/lifecycle.ts'
import { mayActOn } from '../../shared/roles.ts'
import { toIso } from '../../shared/time/instant.ts'
import type { Caller } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { listTimeline } from '../timeline/store.ts'
import { chainLevels } from './level-store.ts'
import { teammatesOf } from './recipient-store.ts'
import { type FlowActionRow, findSubject, openChain, type Subject } from './store.ts'

const NOBODY: ReadonlySet<string> = new Set()

/**
 * The workflow of an act, once it is sure that the caller may act on it.
 * Throws not_found for an unknown workflow, forbidden for one that is neither assigned nor escalated to the caller (or
 * their team, for managers).
 */
export async function loadToAct(conn: Reader, caller: Caller, reference: string): Promise<Subject> {
  const subject = await findSubject(conn, caller.organizationId, reference)
  if (!subject) throw notFound('Workflow')
  if (await mayAct(conn, caller, subject)) return subject
  const whose = caller.role === 'manager' ? 'you or your teams' : 'you'
  throw new DomainError('forbidden', `This workflow is neither assigned nor escalated to ${whose}: ask an admin`)
}

async function mayAct(conn: Reader, caller: Caller, { workflow, action }: Subject): Promise<boolean> {
  const { organizationId, userId, role } = caller
  const concerned = { assigneeId: workflow.assigneeId, recipientId: action?.recipientId ?? null }
  if (mayActOn({ userId, role, teammates: NOBODY }, concerned)) return true
  if (role === 'viewer') return false
  const teammates = role === 'manager' ? await teammatesOf(conn, organizationId, userId) : NOBODY
  if (mayActOn({ userId, role, teammates }, concerned)) return true
  // Whoever received an earlier level still has it escalated to them while the next level only waits.
  const chainId = openChain({ workflow, action })
  if (chainId === null) return false
  const levels = await chainLevels(conn, organizationId, chainId)
  return levels.some((level) => mayActOn({ userId, role, teammates }, { assigneeId: null, recipientId: level.userId }))
}

/** Throws forbidden unless the caller is the recipient, or an admin or manager who may stand in for them. */
export async function requireRecipient(
  conn: Reader,
  caller: Caller,
  recipientId: string | null,
  act: string,
): Promise<void> {
  const { organizationId, userId, role } = caller
  if (maySpeakForRecipient({ userId, role, teammates: NOBODY }, recipientId)) return
  const teammates = role === 'manager' ? await teammatesOf(conn, organizationId, userId) : NOBODY
  if (maySpeakForRecipient({ userId, role, teammates }, recipientId)) return
  throw new DomainError('forbidden', `Only the person it was escalated to can ${act}`)
}

/** What one sees of an open flow action in a refusal. */
function openDetails({ action, recipientName }: Subject & { action: FlowActionRow }) {
  return {
    id: action.id,
    kind: action.kind,
    phase: action.state === 'armed' ? 'armed' : 'fired',
    recipient: action.recipientId === null ? null : { userId: action.recipientId, name: recipientName ?? '' },
    reason: action.reason,
    createdBy: personOf(action.createdBy),
    createdAt: toIso(action.createdAt),
  }
}

const OPEN_WORDS: Record<FlowKind, string> = { snooze: 'snoozed', skip: 'skipped', escalate: 'scheduled to escalate' }

/** The 409 of an act that would put a second flow action on a workflow; it names the open one and who was first. */
export function alreadyOpen(subject: Subject & { action: FlowActionRow }): DomainError {
  const { action } = subject
  const state = action.state === 'fired' ? 'escalated' : OPEN_WORDS[action.kind]
  const first = personOf(action.createdBy)
  const by = first ? ` by ${first.name}` : ''
  return new DomainError('conflict', `This workflow is already ${state}${by}: end that first, or send replace: true`, {
    details: { flowAction: openDetails(subject as Subject & { action: FlowActionRow }), by: first },
  })
}

/**
 * The 409 of an act that the state does not allow: says what is open, or what ended it last and by whom.
 * @param message for example "This workflow is not snoozed"
 */
export async function notInState(
  conn: Reader,
  organizationId: string,
  subject: Subject,
  message: string,
): Promise<DomainError> {
  const { workflow, action } = subject
  if (action) {
    const flowAction = openDetails({ ...subject, action })
    return new DomainError('conflict', message, { details: { status: workflow.status, flowAction } })
  }
  const { entries } = await listTimeline(conn, organizationId, `workflow:${workflow.id}`, undefined, 1)
  const [last] = entries
  const by: Person | null = last ? personOf(last.actor) : null
  const was = last && by ? `: ${by.name} was first` : ''
  return new DomainError('conflict', `${message}${was}`, {
    details: {
      status: workflow.status,
      flowAction: null,
      last: last ? { type: last.type, by, at: toIso(last.at) } : null,
    },
  })
}
