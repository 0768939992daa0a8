import { PRIORITY, STATUS } from './choices.ts'
import { MESSAGE_FIELDS, SIGNAL_FIELDS } from './fact-fields.ts'
import { customerRef, type ImportField } from './field.ts'
import type { ImportKind } from './schema.ts'
import { CUSTOMER_WORDS, EMAIL, ID, listed, OWNER, pairs } from './titles.ts'

/** What columns may feed, by kind of file. */
export const IMPORT_FIELDS: Record<ImportKind, readonly ImportField[]> = {
  customers: [
    {
      field: 'externalId',
      label: 'Id',
      type: 'text',
      required: true,
      titles: [...customerRef.titles.filter((title) => !CUSTOMER_WORDS.includes(title)), ...ID],
    },
    {
      field: 'name',
      label: 'Name',
      type: 'name',
      required: true,
      titles: [
        ...pairs(CUSTOMER_WORDS, ['name', 'title']),
        ...CUSTOMER_WORDS,
        'name',
        'title',
        'legal name',
        'business name',
      ],
    },
    {
      field: 'segment',
      label: 'Segment',
      type: 'text',
      titles: listed(
        'segment, tier, plan, customer segment, account segment, size, class, account tier, customer tier, type, account type, customer type',
      ),
    },
    {
      field: 'metrics.arr',
      label: 'ARR',
      type: 'number',
      titles: listed(
        'arr, annual recurring revenue, annual revenue, contract value, acv, annual contract value, recurring revenue, revenue, arr usd, arr eur',
      ),
    },
    {
      field: 'metrics.health_score',
      label: 'Health score',
      type: 'number',
      titles: listed(
        'health score, health, score, customer health, account health, cs health, csm health, healthscore',
      ),
    },
    {
      field: 'metrics.active_users',
      label: 'Active users',
      type: 'number',
      titles: listed(
        'active users, users, mau, monthly active users, seats used, active seats, user count, licensed users',
      ),
    },
    {
      field: 'metrics.engagement_score',
      label: 'Engagement score',
      type: 'number',
      titles: listed('engagement score, engagement'),
    },
    {
      field: 'metrics.api_calls',
      label: 'API calls',
      type: 'number',
      titles: listed('api calls, api requests, api usage'),
    },
    {
      field: 'metrics.feature_adoption',
      label: 'Feature adoption',
      type: 'number',
      titles: listed('feature adoption, adoption, adoption rate'),
    },
    {
      field: 'renewalAt',
      label: 'Renewal date',
      type: 'date',
      titles: listed(
        'renewal date, renewal, renews, renews on, renewal at, next renewal, contract end, contract end date, contract expiry, expiry date, expires, end date, subscription end, subscription end date, contract renewal date, contract renewal',
      ),
    },
    {
      field: 'ownerEmail',
      label: 'Owner (email)',
      type: 'email',
      titles: [...pairs(OWNER, EMAIL), ...OWNER, ...EMAIL, 'assigned to', 'assignee', 'assignee email', 'owned by'],
    },
    {
      field: 'timezone',
      label: 'Time zone',
      type: 'zone',
      titles: listed('time zone, timezone, tz, zone, customer time zone, account time zone, local time zone'),
    },
    {
      field: 'tags',
      label: 'Tags',
      type: 'tags',
      titles: listed('tags, tag, labels, label, categories, keywords'),
    },
  ],
  contacts: [
    {
      field: 'externalId',
      label: 'Id',
      type: 'text',
      required: true,
      titles: [...pairs(['contact', 'person', 'user', 'people'], ID), ...ID],
    },
    { ...customerRef, required: true },
    {
      field: 'name',
      label: 'Name',
      type: 'name',
      required: true,
      titles: listed('name, full name, contact name, contact, person, display name, contact person, fullname'),
    },
    {
      field: 'email',
      label: 'Email',
      type: 'email',
      titles: [...EMAIL, ...pairs(['contact', 'work', 'business', 'person'], EMAIL)],
    },
    {
      field: 'slackUserId',
      label: 'Slack user',
      type: 'text',
      titles: listed('slack user, slack, slack id, slack user id, slack member id, slack member, slack handle'),
    },
  ],
  workflows: [
    {
      field: 'externalId',
      label: 'Id',
      type: 'text',
      required: true,
      titles: [
        ...pairs(
          ['workflow', 'task', 'cta', 'playbook', 'execution', 'run', 'ticket', 'case', 'item', 'workflow execution'],
          ID,
        ),
        ...ID,
      ],
    },
    { ...customerRef, required: true },
    {
      field: 'definition',
      label: 'Workflow',
      type: 'name',
      required: true,
      titles: listed(
        'workflow, workflow name, definition, workflow definition, template, playbook, playbook name, process, type, workflow type, name, title, journey, play, motion',
      ),
    },
    {
      field: 'status',
      label: 'Status',
      type: 'choice',
      choices: STATUS,
      titles: listed('status, state, stage, workflow status, task status'),
    },
    {
      field: 'assigneeEmail',
      label: 'Assignee (email)',
      type: 'email',
      titles: [
        ...pairs(['assignee', ...OWNER], EMAIL),
        'assignee',
        'assigned to',
        ...OWNER,
        ...EMAIL,
        'assigned csm',
        'owned by',
      ],
    },
    {
      field: 'dueAt',
      label: 'Due',
      type: 'due',
      titles: listed('due, due date, due at, due on, deadline, due by, target date, finish by, complete by'),
    },
    {
      field: 'priority',
      label: 'Priority',
      type: 'choice',
      choices: PRIORITY,
      titles: listed('priority, prio, urgency, importance, severity'),
    },
  ],
  signals: SIGNAL_FIELDS,
  messages: MESSAGE_FIELDS,
}
