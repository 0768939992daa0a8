import { z } from 'zod'
import { FlowKind } from '../../shared/escalations/schema.ts'
import { Logic } from '../../shared/triggers/schema.ts'
import { Priority, WorkflowStatus } from '../../shared/workflows/schema.ts'

// What the reference says of workflows. Instants are ISO 8601.

export const Person = z.object({ userId: z.string(), name: z.string() })
const instant = z.string().nullable()

const TriggerWire = z.object({
  id: z.string(),
  type: z.enum(['date', 'event']),
  config: z.unknown(),
  mode: z.enum(['latched', 'live']),
  isFired: z.boolean(),
  firedAt: instant,
  satisfiedAt: instant,
  evaluatedAt: instant,
  evaluationCount: z.number(),
  errorMessage: z.string().nullable(),
  /** Expected, observed, at, result. */
  explanation: z.unknown(),
  dueAt: instant,
})

const FlowActionWire = z.object({
  id: z.string(),
  kind: FlowKind,
  phase: z.enum(['armed', 'fired']),
  logic: Logic,
  triggers: z.array(TriggerWire),
  firedTrigger: z.object({ id: z.string(), type: z.enum(['date', 'event']) }).nullable(),
  lastEvaluatedAt: instant,
  recipient: Person.nullable(),
  recipientTeam: z.object({ teamId: z.string(), name: z.string() }).nullable(),
  depth: z.number(),
  reason: z.string().nullable(),
  createdAt: z.string(),
  createdBy: Person.nullable(),
  firedAt: instant,
  estimatedAt: instant,
  acknowledgedAt: instant,
  acknowledgedBy: Person.nullable(),
  fallback: z.string().nullable(),
})

export const WorkflowWire = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  status: WorkflowStatus,
  statusChangedAt: z.string(),
  customer: z.object({ id: z.string(), externalId: z.string().nullable(), name: z.string() }),
  definition: z.object({ id: z.string(), name: z.string() }),
  assignee: Person.nullable(),
  originalAssignee: Person.nullable(),
  priority: Priority,
  dueAt: instant,
  completedAt: instant,
  createdAt: z.string(),
  updatedAt: z.string(),
  flowAction: FlowActionWire.nullable(),
})

export const WorkflowListWire = z.object({
  workflows: z.array(WorkflowWire),
  count: z.number(),
  nextCursor: z.string().nullable(),
})

export const WorkflowDetailWire = z.object({
  workflow: WorkflowWire.extend({
    actions: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        dueAt: instant,
        completedAt: instant,
        completedBy: Person.nullable(),
      }),
    ),
  }),
  timeline: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      actor: z.unknown(),
      at: z.string(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
})
