import { DIRECTION, SIGNAL_TYPE } from './choices.ts'
import { customerRef, type ImportField } from './field.ts'
import { ID, listed, pairs } from './titles.ts'

const AT: ImportField = {
  field: 'at',
  label: 'When it was',
  type: 'timestamp',
  titles: listed(
    'at, time, timestamp, date, datetime, date time, occurred at, created at, created, sent at, received at, ts, when, event time',
  ),
}

/** Fields of a file of signals. */
export const SIGNAL_FIELDS: readonly ImportField[] = [
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
    titles: listed('type, event type, signal type, event, kind, signal'),
  },
  AT,
  { ...customerRef },
  {
    field: 'workflow',
    label: 'Workflow (its id)',
    type: 'text',
    titles: listed(
      'workflow, workflow id, workflowid, workflow execution id, task id, execution id, playbook id, cta id',
    ),
  },
  {
    field: 'metric',
    label: 'Metric',
    type: 'text',
    titles: listed('metric, metric name, measure, field, metricname'),
  },
  {
    field: 'value',
    label: 'Value',
    type: 'number',
    titles: listed('value, reading, amount, metric value, measurement'),
  },
  {
    field: 'actionId',
    label: 'Action',
    type: 'text',
    titles: listed('action, action id, actionid, step, step id'),
  },
  {
    field: 'eventKey',
    label: 'Event key',
    type: 'text',
    titles: listed('event key, eventkey, key name, event name'),
  },
]

/** Fields of a file of messages. */
export const MESSAGE_FIELDS: readonly ImportField[] = [
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
    titles: listed(
      'channel, channel id, conversation, conversation id, thread, source, medium, slack channel, channelid',
    ),
  },
  AT,
  {
    field: 'direction',
    label: 'Direction',
    type: 'choice',
    choices: DIRECTION,
    required: true,
    titles: listed('direction, dir, in out, inbound outbound, way'),
  },
  {
    field: 'text',
    label: 'Text',
    type: 'text',
    required: true,
    titles: listed('text, message, body, content, message text, message body, msg, description'),
  },
]
