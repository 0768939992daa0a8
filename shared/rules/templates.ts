import type { Condition } from './condition.ts'

export type RuleTemplate = { key: string; name: string; description: string; conditions: Condition }

/** Rules that many start with; whom to escalate to is left to choose. */
export const TEMPLATES: readonly RuleTemplate[] = [
  {
    key: 'large',
    name: 'Escalate if ARR > 100k',
    description: 'Every open workflow of a large customer goes to somebody senior.',
    conditions: { all: [{ field: 'arr', operator: '>', value: 100_000 }] },
  },
  {
    key: 'unhealthy',
    name: 'Escalate if health < 30',
    description: 'A customer whose health score has fallen low.',
    conditions: { all: [{ field: 'health_score', operator: '<', value: 30 }] },
  },
  {
    key: 'overdue',
    name: 'Escalate if overdue by 7+ days',
    description: 'Work that has been due for a week.',
    conditions: { all: [{ field: 'overdue_days', operator: '>=', value: 7 }] },
  },
  {
    key: 'renewal',
    name: 'Escalate a renewal at risk',
    description: 'The renewal is near and the customer is unhealthy, or writes as if about to leave.',
    conditions: {
      all: [
        { field: 'renewal_in_days', operator: 'between', value: [0, 60] },
        {
          any: [
            { field: 'health_score', operator: '<', value: 50 },
            { field: 'risk_level', operator: 'in', value: ['high', 'critical'] },
          ],
        },
      ],
    },
  },
  {
    key: 'silent',
    name: 'Escalate a silent large customer',
    description: 'Nobody has signed in for a month.',
    conditions: {
      all: [
        { field: 'arr', operator: '>=', value: 50_000 },
        { field: 'last_login_days', operator: '>=', value: 30 },
      ],
    },
  },
]
