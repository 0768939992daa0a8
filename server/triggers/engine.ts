import type { Actor } from '../../shared/actor.ts'
import type { EndedBy, FlowKind, Outcome } from '../../shared/escalations/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { RiskLevel } from '../../shared/triggers/stored.ts'
import type { Logic, Trigger } from '../../shared/triggers/schema.ts'
import type { Writer } from '../db/engine.ts'
import type { JobStatistics } from '../jobs/job.ts'
import type { Context } from '../context.ts'
import { createPulse } from '../jobs/pulse.ts'
import { armAction } from './arm.ts'
import { createAttempt } from './attempt.ts'
import { nextWake } from './candidates.ts'
import { listDirty } from './dirty-store.ts'
import { createDrain } from './drain.ts'
import type { Effects, FlowActionRow, WorkflowRow } from './effects.ts'
import { tooLate } from './evaluator.ts'
import { createMarks } from './marks.ts'
import { endAction } from './store.ts'
import { sweep } from './sweep.ts'
import { closeTriggers } from './trigger-store.ts'

/** A flow action to put on a workflow. Everything was checked by the caller but the workflows that triggers refer to. */
export type ArmRequest = {
  organizationId: string
  /** IANA zone of the organization. */
  timeZone: string
  /** As loaded in the same transaction; no other flow action is open on it (end it first). */
  workflow: WorkflowRow
  kind: FlowKind
  /** Valid by shared/triggers/validate.ts; empty fires at once. */
  triggers: Trigger[]
  logic: Logic
  /** Null starts a chain. */
  chainId: string | null
  depth: number
  recipientId: string | null
  recipientTeamId: string | null
  originalAssigneeId: string | null
  reason: string | null
  source: 'person' | 'rule'
  ruleId: string | null
  actor: Actor
  now: Instant
}

export type Armed = {
  action: FlowActionRow
  /** As `arm` and, if it fired, the effect left it. */
  workflow: WorkflowRow
  fired: boolean
}

/** How far behind the engine is, for /readyz. */
export type Lag = {
  /** Is the pulse started? */
  running: boolean
  /** Since the pulse last looked; null before the first look. */
  sinceLookMs: number | null
  /** Of the oldest thing due or marked that has not been seen to; 0 when there is none. */
  overdueMs: number
}

export type TriggerEngine = {
  /**
   * Inserts the action with its triggers, sets the workflow's status and `flowActionId`, evaluates at once, and fires in
   * the same transaction if the set is already true. Throws `conflict` when the workflow has changed since it was loaded,
   * `bad_request` with the path of a trigger that names an unknown workflow or action.
   */
  arm(tx: Writer, request: ArmRequest): Promise<Armed>
  /**
   * Ends an open action and closes its triggers; the workflow is the caller's. Throws `conflict` when somebody was first.
   */
  end(
    tx: Writer,
    organizationId: string,
    action: Pick<FlowActionRow, 'id' | 'version'>,
    endedBy: EndedBy,
    at: { now: Instant; outcome?: Outcome | undefined },
  ): Promise<FlowActionRow>

  // Facts, told in the transaction that stores them. History (over 1 h old, or imported) is not told: it acts on nothing.
  latchLogin(tx: Writer, organizationId: string, customerId: string, receivedAt: Instant): Promise<void>
  latchManualEvent(
    tx: Writer,
    organizationId: string,
    workflowId: string,
    eventKey: string,
    receivedAt: Instant,
  ): Promise<void>
  /** @param actionId the action that was completed, or null for the workflow as a whole. */
  latchCompletion(
    tx: Writer,
    organizationId: string,
    workflowId: string,
    actionId: string | null,
    receivedAt: Instant,
  ): Promise<void>
  /**
   * An inbound message. Call it on arrival, with the risk if it is known by then; where the analysis comes later, call it
   * again with `news: 'risk'` and the `receivedAt` of the message.
   */
  latchMessage(
    tx: Writer,
    organizationId: string,
    customerId: string,
    message: { receivedAt: Instant; riskLevel: RiskLevel | null; news: 'arrival' | 'risk' },
  ): Promise<void>
  /** The current value of a metric changed. */
  markMetric(tx: Writer, organizationId: string, customerId: string, metric: string, receivedAt: Instant): Promise<void>
  /** `customer.lastInboundAt` or `lastOutboundAt` changed. */
  markReply(tx: Writer, organizationId: string, customerId: string, receivedAt: Instant): Promise<void>
  /** Evaluate this action again, for whatever reason. */
  markAction(tx: Writer, organizationId: string, actionId: string, at: Instant): Promise<void>

  /** Look now. Does nothing unless started. */
  wake(): void
  /** Resolves when everything that was due or marked before the call has been seen to. */
  drain(): Promise<void>
  /** Evaluates everything armed of one kind, in all organizations, and fires what it finds. */
  sweep(kind: FlowKind, options?: { signal?: AbortSignal }): Promise<JobStatistics>
  /** The same for everything armed in one organization, for example after an import; `fire: false` only counts. */
  review(organizationId: string, options: { fire: boolean; signal?: AbortSignal }): Promise<JobStatistics>
  start(): void
  /** Resolves when the pulse is at rest. */
  stop(): Promise<void>
  lag(): Promise<Lag>
}

/** What never is due at once again, in milliseconds: what could not be settled must not spin. */
const SHORTEST_SLEEP = 50

/** @param effects what firing means, by kind: app.ts brings them, the engine knows none. */
export function createTriggerEngine(context: Context, effects: Effects): TriggerEngine {
  const { db, clock } = context
  const attempt = createAttempt(context, effects, { type: 'job', job: 'triggers' })
  const drainOnce = createDrain(context, attempt)
  let running = false
  let lookedAt: number | null = null

  let draining: Promise<void> | null = null
  let again = false
  /** One drain at a time; whoever asks while one is under way waits for the next look as well. */
  function drain(): Promise<void> {
    again = true
    draining ??= (async () => {
      while (again) {
        again = false
        await drainOnce()
      }
    })().finally(() => {
      draining = null
    })
    return draining
  }

  const idle = async () => {
    // Whether what is under way succeeds is the business of whoever asked for it.
    await draining?.catch(() => {})
  }

  const pulse = createPulse('triggers', context, async () => {
    await drain()
    lookedAt = clock.monotonic()
    const next = await nextWake(db.read)
    return next === null ? null : Math.max(next, clock.now() + SHORTEST_SLEEP)
  })

  return {
    ...createMarks(() => pulse.wake()),
    arm: async (tx, request) => {
      const armed = await armAction(tx, effects, request)
      // What it waits for may be due before the pulse would wake by itself.
      tx.afterCommit(() => pulse.wake())
      return armed
    },
    async end(tx, organizationId, action, endedBy, { now, outcome }) {
      const ended = await endAction(tx, organizationId, action, { endedAt: now, endedBy, outcome: outcome ?? null })
      if (!ended) throw tooLate()
      await closeTriggers(tx, organizationId, action.id, now)
      return ended
    },
    drain,
    sweep: (kind, options = {}) =>
      sweep(
        context,
        createAttempt(context, effects, { type: 'job', job: `sweep-${kind}` }),
        { kind },
        { fire: true, signal: options.signal, idle },
      ),
    review: (organizationId, options) => sweep(context, attempt, { organizationId }, { ...options, idle }),
    wake: () => pulse.wake(),
    start() {
      running = true
      pulse.start()
    },
    async stop() {
      running = false
      await pulse.stop()
      await draining
    },
    async lag() {
      const [dirty] = await listDirty(db.read, 1)
      const due = await nextWake(db.read)
      const oldest = Math.min(dirty?.firstAt ?? Number.POSITIVE_INFINITY, due ?? Number.POSITIVE_INFINITY)
      const overdueMs = Number.isFinite(oldest) ? Math.max(0, clock.now() - oldest) : 0
      return { running, sinceLookMs: lookedAt === null ? null : clock.monotonic() - lookedAt, overdueMs }
    },
  }
}
