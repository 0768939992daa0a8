import type { ImportKind } from './schema.ts'

export type FieldType = 'text' | 'name' | 'email' | 'number' | 'date' | 'due' | 'zone' | 'tags' | 'choice' | 'timestamp'

/** A field that a column may feed. `titles` are what exports call it, normalised by `titleKey`. */
export type ImportField = {
  field: string
  label: string
  type: FieldType
  required?: boolean
  /** What exports write → what we store; keys lower case. */
  choices?: ReadonlyMap<string, string>
  titles: readonly string[]
}

const ID = ['id', 'external id', 'record id', 'key', 'ref', 'reference', 'number', 'no', 'uuid']
const CUSTOMER_WORDS = ['account', 'customer', 'client', 'company', 'organization', 'organisation', 'org', 'tenant']
const OWNER = [
  'owner',
  'csm',
  'account manager',
  'account owner',
  'customer success manager',
  'success manager',
  'manager',
  'responsible',
  'rep',
]
const EMAIL = ['email', 'e mail', 'mail', 'email address', 'e mail address']

/** Every combination of a subject and an attribute, and the reverse: "account id", "id of account". */
function pairs(subjects: readonly string[], attributes: readonly string[]): string[] {
  return subjects.flatMap((subject) =>
    attributes.flatMap((attribute) => [`${subject} ${attribute}`, `${attribute} ${subject}`]),
  )
}

const customerRef: ImportField = {
  field: 'customer',
  label: 'Customer (their id)',
  type: 'text',
  titles: [...pairs(CUSTOMER_WORDS, ID), ...CUSTOMER_WORDS, 'crm id', 'customerid', 'accountid', 'clientid'],
}

const STATUS = new Map(
  Object.entries({
    active: [
      'active',
      'open',
      'in progress',
      'running',
      'started',
      'new',
      'todo',
      'to do',
      'pending',
      'ongoing',
      'not started',
    ],
    completed: [
      'completed',
      'complete',
      'done',
      'closed',
      'finished',
      'resolved',
      'won',
      'lost',
      'cancelled',
      'canceled',
    ],
  }).flatMap(([status, words]) => words.map((word) => [word, status] as const)),
)
const PRIORITY = new Map(
  Object.entries({
    low: ['low', 'minor', 'p4', 'lowest', '4'],
    normal: ['normal', 'medium', 'standard', 'default', 'p3', '3'],
    high: ['high', 'major', 'important', 'p2', '2'],
    urgent: ['urgent', 'critical', 'highest', 'blocker', 'p1', 'p0', '1'],
  }).flatMap(([priority, words]) => words.map((word) => [word, priority] as const)),
)
const DIRECTION = new Map(
  Object.entries({
    inbound: ['inbound', 'in', 'incoming', 'received', 'from customer', 'from client'],
    outbound: ['outbound', 'out', 'outgoing', 'sent', 'to customer', 'to client'],
  }).flatMap(([direction, words]) => words.map((word) => [word, direction] as const)),
)
const SIGNAL_TYPE = new Map(
  Object.entries({
    customer_login: ['customer_login', 'login', 'sign in', 'signin', 'logged in', 'user login'],
    metric: ['metric', 'reading', 'measurement', 'usage', 'metric reading'],
    workflow_action_completed: [
      'workflow_action_completed',
      'completion',
      'completed',
      'action completed',
      'workflow completed',
    ],
    manual_event: ['manual_event', 'manual', 'event', 'manual event'],
  }).flatMap(([type, words]) => words.map((word) => [word, type] as const)),
)

const AT: ImportField = {
  field: 'at',
  label: 'When it was',
  type: 'timestamp',
  titles: [
    'at',
    'time',
    'timestamp',
    'date',
    'datetime',
    'date time',
    'occurred at',
    'created at',
    'created',
    'sent at',
    'received at',
    'ts',
    'when',
    'event time',
  ],
}

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
      titles: [
        'segment',
        'tier',
        'plan',
        'customer segment',
        'account segment',
        'size',
        'class',
        'account tier',
        'customer tier',
        'type',
        'account type',
        'customer type',
      ],
    },
    {
      field: 'metrics.arr',
      label: 'ARR',
      type: 'number',
      titles: [
        'arr',
        'annual recurring revenue',
        'annual revenue',
        'contract value',
        'acv',
        'annual contract value',
        'recurring revenue',
        'revenue',
        'arr usd',
        'arr eur',
      ],
    },
    {
      field: 'metrics.health_score',
      label: 'Health score',
      type: 'number',
      titles: [
        'health score',
        'health',
        'score',
        'customer health',
        'account health',
        'cs health',
        'csm health',
        'healthscore',
      ],
    },
    {
      field: 'metrics.active_users',
      label: 'Active users',
      type: 'number',
      titles: [
        'active users',
        'users',
        'mau',
        'monthly active users',
        'seats used',
        'active seats',
        'user count',
        'licensed users',
      ],
    },
    {
      field: 'metrics.engagement_score',
      label: 'Engagement score',
      type: 'number',
      titles: ['engagement score', 'engagement'],
    },
    {
      field: 'metrics.api_calls',
      label: 'API calls',
      type: 'number',
      titles: ['api calls', 'api requests', 'api usage'],
    },
    {
      field: 'metrics.feature_adoption',
      label: 'Feature adoption',
      type: 'number',
      titles: ['feature adoption', 'adoption', 'adoption rate'],
    },
    {
      field: 'renewalAt',
      label: 'Renewal date',
      type: 'date',
      titles: [
        'renewal date',
        'renewal',
        'renews',
        'renews on',
        'renewal at',
        'next renewal',
        'contract end',
        'contract end date',
        'contract expiry',
        'expiry date',
        'expires',
        'end date',
        'subscription end',
        'subscription end date',
        'contract renewal date',
        'contract renewal',
      ],
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
      titles: ['time zone', 'timezone', 'tz', 'zone', 'customer time zone', 'account time zone', 'local time zone'],
    },
    {
      field: 'tags',
      label: 'Tags',
      type: 'tags',
      titles: ['tags', 'tag', 'labels', 'label', 'categories', 'keywords'],
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
      titles: ['name', 'full name', 'contact name', 'contact', 'person', 'display name', 'contact person', 'fullname'],
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
      titles: ['slack user', 'slack', 'slack id', 'slack user id', 'slack member id', 'slack member', 'slack handle'],
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
      titles: [
        'workflow',
        'workflow name',
        'definition',
        'workflow definition',
        'template',
        'playbook',
        'playbook name',
        'process',
        'type',
        'workflow type',
        'name',
        'title',
        'journey',
        'play',
        'motion',
      ],
    },
    {
      field: 'status',
      label: 'Status',
      type: 'choice',
      choices: STATUS,
      titles: ['status', 'state', 'stage', 'workflow status', 'task status'],
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
      titles: ['due', 'due date', 'due at', 'due on', 'deadline', 'due by', 'target date', 'finish by', 'complete by'],
    },
    {
      field: 'priority',
      label: 'Priority',
      type: 'choice',
      choices: PRIORITY,
      titles: ['priority', 'prio', 'urgency', 'importance', 'severity'],
    },
  ],
  signals: [
    {
      field: 'id',
      label: 'Id',
      type: 'text',
      required: true,
      titles: [...pairs(['event', 'signal', 'record'], ID), ...ID],
    },
    {
      field: 'type',
      label: 'Type',
      type: 'choice',
      choices: SIGNAL_TYPE,
      required: true,
      titles: ['type', 'event type', 'signal type', 'event', 'kind', 'signal'],
    },
    AT,
    { ...customerRef },
    {
      field: 'workflow',
      label: 'Workflow (its id)',
      type: 'text',
      titles: [
        'workflow',
        'workflow id',
        'workflowid',
        'workflow execution id',
        'task id',
        'execution id',
        'playbook id',
        'cta id',
      ],
    },
    {
      field: 'metric',
      label: 'Metric',
      type: 'text',
      titles: ['metric', 'metric name', 'measure', 'field', 'metricname'],
    },
    {
      field: 'value',
      label: 'Value',
      type: 'number',
      titles: ['value', 'reading', 'amount', 'metric value', 'measurement'],
    },
    {
      field: 'actionId',
      label: 'Action',
      type: 'text',
      titles: ['action', 'action id', 'actionid', 'step', 'step id'],
    },
    {
      field: 'eventKey',
      label: 'Event key',
      type: 'text',
      titles: ['event key', 'eventkey', 'key name', 'event name'],
    },
  ],
  messages: [
    {
      field: 'id',
      label: 'Id',
      type: 'text',
      required: true,
      titles: [...pairs(['message', 'event', 'record', 'ticket', 'email'], ID), ...ID],
    },
    { ...customerRef },
    {
      field: 'contact',
      label: 'Contact (their id)',
      type: 'text',
      titles: [
        ...pairs(['contact', 'person', 'sender', 'user', 'author'], ID),
        'contact',
        'sender',
        'from',
        'author',
        'contactid',
        'contact email',
        'from email',
        'sender email',
      ],
    },
    {
      field: 'channel',
      label: 'Channel',
      type: 'text',
      required: true,
      titles: [
        'channel',
        'channel id',
        'conversation',
        'conversation id',
        'thread',
        'source',
        'medium',
        'slack channel',
        'channelid',
      ],
    },
    AT,
    {
      field: 'direction',
      label: 'Direction',
      type: 'choice',
      choices: DIRECTION,
      required: true,
      titles: ['direction', 'dir', 'in out', 'inbound outbound', 'way'],
    },
    {
      field: 'text',
      label: 'Text',
      type: 'text',
      required: true,
      titles: ['text', 'message', 'body', 'content', 'message text', 'message body', 'msg', 'description'],
    },
  ],
}
