import { RISK_LEVELS } from '../triggers/stored.ts'
import { PRIORITIES, WORKFLOW_STATUSES } from '../workflows/schema.ts'

/** What a field of a rule can be compared with; `any` is a number, text or yes/no, as the customer's property is. */
export type FieldType = 'number' | 'text' | 'list' | 'boolean' | 'any'

export type RuleField = {
  field: string
  label: string
  type: FieldType
  group: 'Metrics' | 'Customer' | 'Workflow' | 'Risk'
  /** The only values it has. */
  values?: readonly string[]
  /** They rank from low to high, so that `>=` means something. */
  ranked?: boolean
  /** Whole numbers only. */
  whole?: boolean
}

/** Metrics everybody has a word for; others become fields once they are read. */
const METRICS = new Map([
  ['arr', 'ARR'],
  ['health_score', 'Health score'],
  ['engagement_score', 'Engagement score'],
  ['active_users', 'Active users'],
  ['api_calls', 'API calls'],
  ['feature_adoption', 'Feature adoption'],
])

const PROPERTY = 'customer.properties.'

const OTHERS: readonly RuleField[] = [
  { field: 'customer.segment', label: 'Segment', type: 'text', group: 'Customer' },
  { field: 'customer.tags', label: 'Tags', type: 'list', group: 'Customer' },
  { field: 'renewal_in_days', label: 'Days until renewal', type: 'number', group: 'Customer', whole: true },
  { field: 'last_login_days', label: 'Days since the last login', type: 'number', group: 'Customer', whole: true },
  { field: 'workflow.definition', label: 'Workflow definition', type: 'text', group: 'Workflow' },
  { field: 'workflow.status', label: 'Status', type: 'text', group: 'Workflow', values: WORKFLOW_STATUSES },
  { field: 'workflow.priority', label: 'Priority', type: 'text', group: 'Workflow', values: PRIORITIES, ranked: true },
  { field: 'overdue_days', label: 'Days overdue', type: 'number', group: 'Workflow', whole: true },
  { field: 'days_in_status', label: 'Days in this status', type: 'number', group: 'Workflow', whole: true },
  { field: 'risk_level', label: 'Risk level', type: 'text', group: 'Risk', values: RISK_LEVELS, ranked: true },
  { field: 'open_alerts', label: 'Open alerts', type: 'number', group: 'Risk', whole: true },
]
const FIXED = new Map(OTHERS.map((one) => [one.field, one]))

/** The name of the customer's property that a field reads; null where it reads none. */
export function propertyOf(field: string): string | null {
  return field.startsWith(PROPERTY) && field.length > PROPERTY.length ? field.slice(PROPERTY.length) : null
}

/** The metric that a field reads; null where it reads none. */
export function metricOf(field: string): string | null {
  return FIXED.has(field) || field.startsWith('customer.') || field.startsWith('workflow.') ? null : field
}

/** How a field is called and compared, whether or not the organization has such a metric or property. */
export function fieldOf(name: string): RuleField {
  const fixed = FIXED.get(name)
  if (fixed) return fixed
  const property = propertyOf(name)
  if (property !== null) return { field: name, label: property, type: 'any', group: 'Customer' }
  return { field: name, label: METRICS.get(name) ?? name, type: 'number', group: 'Metrics' }
}

/**
 * The catalogue of fields that rules may read.
 * @param metrics names that were ever read in the organization
 * @param properties names of customers' properties there
 */
export function ruleFields(metrics: readonly string[], properties: readonly string[]): RuleField[] {
  const own = metrics.filter((name) => metricOf(name) !== null)
  return [
    ...[...new Set([...METRICS.keys(), ...own])].map(fieldOf),
    ...OTHERS,
    ...properties.map((name) => fieldOf(`${PROPERTY}${name}`)),
  ]
}

const FACTS = new Map([
  ['customer.segment', 'segment'],
  ['customer.tags', 'tags'],
  ['renewal_in_days', 'renewalAt'],
  ['last_login_days', 'login'],
  ['workflow.definition', 'definitionId'],
  ['workflow.status', 'status'],
  ['days_in_status', 'status'],
  ['workflow.priority', 'priority'],
  ['overdue_days', 'dueAt'],
  ['risk_level', 'risk_level'],
  ['open_alerts', 'open_alerts'],
])

/** The name under which history keeps the fact behind a field. */
export function factOf(field: string): string {
  const property = propertyOf(field)
  return FACTS.get(field) ?? (property === null ? `metric:${field}` : `properties.${property}`)
}
