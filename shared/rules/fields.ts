/** What a field of a rule can be compared with. */
export type FieldType = 'number' | 'text' | 'list' | 'boolean'

export type RuleField = {
  field: string
  label: string
  type: FieldType
  group: 'Metrics' | 'Customer' | 'Workflow' | 'Risk'
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

const OTHERS: readonly RuleField[] = [
  { field: 'customer.segment', label: 'Segment', type: 'text', group: 'Customer' },
  { field: 'customer.tags', label: 'Tags', type: 'list', group: 'Customer' },
  { field: 'renewal_in_days', label: 'Days until renewal', type: 'number', group: 'Customer' },
  { field: 'last_login_days', label: 'Days since the last login', type: 'number', group: 'Customer' },
  { field: 'workflow.definition', label: 'Workflow definition', type: 'text', group: 'Workflow' },
  { field: 'workflow.status', label: 'Status', type: 'text', group: 'Workflow' },
  { field: 'workflow.priority', label: 'Priority', type: 'text', group: 'Workflow' },
  { field: 'overdue_days', label: 'Days overdue', type: 'number', group: 'Workflow' },
  { field: 'days_in_status', label: 'Days in this status', type: 'number', group: 'Workflow' },
  { field: 'risk_level', label: 'Risk level', type: 'text', group: 'Risk' },
  { field: 'open_alerts', label: 'Open alerts', type: 'number', group: 'Risk' },
]

/**
 * The catalogue of fields that rules may read.
 * @param metrics names that were ever read in the organization
 * @param properties names of customers' properties there
 */
export function ruleFields(metrics: readonly string[], properties: readonly string[]): RuleField[] {
  const names = new Set([...METRICS.keys(), ...metrics])
  return [
    ...[...names].map((name) => ({
      field: name,
      label: METRICS.get(name) ?? name,
      type: 'number' as const,
      group: 'Metrics' as const,
    })),
    ...OTHERS,
    ...properties.map((name) => ({
      field: `customer.properties.${name}`,
      label: name,
      type: 'text' as const,
      group: 'Customer' as const,
    })),
  ]
}
