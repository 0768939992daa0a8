// What exports write for a status, a priority …, lower case → what we store.

export const STATUS = new Map(
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
export const PRIORITY = new Map(
  Object.entries({
    low: ['low', 'minor', 'p4', 'lowest', '4'],
    normal: ['normal', 'medium', 'standard', 'default', 'p3', '3'],
    high: ['high', 'major', 'important', 'p2', '2'],
    urgent: ['urgent', 'critical', 'highest', 'blocker', 'p1', 'p0', '1'],
  }).flatMap(([priority, words]) => words.map((word) => [word, priority] as const)),
)
export const DIRECTION = new Map(
  Object.entries({
    inbound: ['inbound', 'in', 'incoming', 'received', 'from customer', 'from client'],
    outbound: ['outbound', 'out', 'outgoing', 'sent', 'to customer', 'to client'],
  }).flatMap(([direction, words]) => words.map((word) => [word, direction] as const)),
)
export const SIGNAL_TYPE = new Map(
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
