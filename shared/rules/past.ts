import { HOUR, type Instant } from '../time/instant.ts'
import type { Known } from './known.ts'

/** A fact as history keeps it. */
export type PastFact = {
  /** `customer:<id>` or `workflow:<id>`. */
  subject: string
  field: string
  value: unknown
  at: Instant
  receivedAt: Instant
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
type OfCustomer = 'segment' | 'tags' | 'properties' | 'renewalAt' | 'lastLoginAt' | 'riskLevel' | 'openAlerts'
export type PastCustomer = Mutable<Pick<Known, OfCustomer>> & {
  metrics: Map<string, { value: number; at: Instant }>
  workflows: PastWorkflow[]
}
export type PastWorkflow = Mutable<Pick<Known, 'definition' | 'status' | 'statusChangedAt' | 'priority' | 'dueAt'>> & {
  workflowId: string
  customerId: string
  customer: PastCustomer
  assigneeId: string | null
  createdAt: Instant
  /** When flow actions were open on it, and whether a rule had put them there. */
  actions: readonly { from: Instant; until: Instant | null; byRule: boolean }[]
}

/** What rules read of a workflow, as it was known then. */
export function knownOf({ customer, ...workflow }: PastWorkflow): Known {
  return { ...customer, ...workflow }
}

/** Was a flow action open? What a rule put there at this very instant is its doing, and not what it found. */
export function wasOpen({ actions }: PastWorkflow, now: Instant): boolean {
  return actions.some(
    ({ from, until, byRule }) => (byRule ? from < now : from <= now) && (until === null || until > now),
  )
}

/** Did a rule's escalation change the status at this instant? */
export function isOwnDoing({ actions }: PastWorkflow, { field, value, receivedAt }: PastFact): boolean {
  return field === 'status' && value === 'escalated' && actions.some((one) => one.byRule && one.from === receivedAt)
}

/** What was old when it arrived counts as history: rules do not look because of it. */
export function isLate({ at, receivedAt }: PastFact): boolean {
  return receivedAt - at > HOUR
}

/** A fact becomes known. A reading that is older than the current one never replaces it. */
export function learnOfCustomer(customer: PastCustomer, { field, value, at }: PastFact): void {
  if (field.startsWith('metric:')) {
    const metric = field.slice('metric:'.length)
    const current = customer.metrics.get(metric)
    if (value === null) customer.metrics.delete(metric)
    else if (!current || at >= current.at) customer.metrics.set(metric, { value: Number(value), at })
  } else if (field.startsWith('properties.')) {
    const properties = new Map(Object.entries(customer.properties))
    const name = field.slice('properties.'.length)
    if (value === null) properties.delete(name)
    else properties.set(name, value as string)
    customer.properties = Object.fromEntries(properties)
  } else if (field === 'login') customer.lastLoginAt = Math.max(customer.lastLoginAt ?? at, at)
  else if (field === 'segment') customer.segment = value as string | null
  else if (field === 'tags') customer.tags = (value ?? []) as string[]
  else if (field === 'renewalAt') customer.renewalAt = value as Instant | null
  else if (field === 'risk_level') customer.riskLevel = value as string | null
  else if (field === 'open_alerts') customer.openAlerts = value as number | null
}

/** @param definitions names by id */
export function learnOfWorkflow(
  workflow: PastWorkflow,
  { field, value, receivedAt }: PastFact,
  definitions: ReadonlyMap<string, string>,
): void {
  if (field === 'status') {
    if (workflow.status !== value) workflow.statusChangedAt = receivedAt
    workflow.status = String(value)
  } else if (field === 'priority') workflow.priority = String(value)
  else if (field === 'dueAt') workflow.dueAt = value as Instant | null
  else if (field === 'assigneeId') workflow.assigneeId = value as string | null
  else if (field === 'definitionId') workflow.definition = definitions.get(String(value)) ?? null
}
