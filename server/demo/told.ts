import { and, eq, inArray } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import { tellOf } from '../../shared/alerts/words.ts'
import { type Instant, MINUTE, SECOND } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Reader } from '../db/engine.ts'
import { firedKeys, workflowName } from '../escalations/notices.ts'
import { PEOPLE } from './cast.ts'
import type { CustomerPlan, Setting } from './plan-customers.ts'
import type { WorkflowPlan } from './plan-flow.ts'

type Notification = Schema['notification']['$inferInsert']
type Told = {
  notification: Notification[]
  delivery: Schema['delivery']['$inferInsert'][]
}
type Saying = Pick<Notification, 'userId' | 'type' | 'dedupKey' | 'title' | 'body'> &
  Partial<Pick<Notification, 'workflowId' | 'alertId'>>
type Channel = 'slack' | 'email'

/** What sample people heard of the escalations of the past. It was sent long ago: nothing of it goes out any more. */
export function toldOfEscalations(
  setting: Setting,
  { customer, workflow, flowAction }: CustomerPlan & WorkflowPlan,
  definitions: ReadonlyMap<string, string>,
): Told {
  const { people } = setting
  const told: Told = { notification: [], delivery: [] }
  const customers = new Map(customer.map(({ id, name }) => [id, name]))
  const definitionNames = new Map([...definitions].map(([name, id]) => [id, name]))
  const names = new Map(
    workflow.map(({ id, customerId, definitionId }) => {
      const customerName = customers.get(customerId) ?? ''
      return [id, workflowName({ definitionName: definitionNames.get(definitionId) ?? '', customerName })]
    }),
  )
  const everybody = new Map(PEOPLE.map(({ key, name }) => [people.get(key), name]))
  for (const [index, { id, workflowId, firedAt, recipientId, assigneeId, reason }] of flowAction.entries()) {
    if (!firedAt || !recipientId) continue
    const [keys, name, body] = [firedKeys(id), names.get(workflowId) ?? '', `Reason: ${reason}`]
    const received = {
      type: 'escalation_received',
      dedupKey: keys.recipient,
      title: `Escalated to you: ${name}`,
    } as const
    say(told, setting, firedAt, index % 4 === 0 ? ['email'] : ['slack', 'email'], {
      ...received,
      userId: recipientId,
      workflowId,
      body,
    })
    if (!assigneeId || assigneeId === recipientId) continue
    const title = `${name} was escalated to ${everybody.get(recipientId) ?? ''}`
    const update = { type: 'escalation_update', dedupKey: keys.others, title, workflowId, body } as const
    say(told, setting, firedAt, ['slack'], { ...update, userId: assigneeId })
  }
  return told
}

/** What the sample's managers heard of its alerts, by mail: a message in Slack would be rewritten with its alert. */
export async function toldOfAlerts(conn: Reader, setting: Setting, { customer }: CustomerPlan): Promise<Told> {
  const { organizationId, people } = setting
  const told: Told = { notification: [], delivery: [] }
  const { alert } = conn.t
  const ids = customer.map(({ id }) => id)
  const alerts = await conn
    .select()
    .from(alert)
    .where(and(eq(alert.organizationId, organizationId), inArray(alert.customerId, ids)))
  for (const { id, createdAt, ...one } of alerts) {
    const { title, body } = tellOf({ ...one, by: null, notes: null, status: 'open' })
    for (const { key, role } of PEOPLE) {
      const userId = people.get(key)
      if (role !== 'manager' || userId === undefined) continue
      const notice = { type: 'alert', dedupKey: `alert:${id}:1`, alertId: id } as const
      say(told, setting, createdAt, ['email'], { ...notice, userId, title, body })
    }
  }
  return told
}

/** One thing one person was told at once, sent by these channels seconds later and read in the hour after. */
function say(
  told: Told,
  { organizationId, now }: Setting,
  at: Instant,
  channels: readonly Channel[],
  saying: Saying,
): void {
  const id = newId(at)
  const readAt = Math.min(now, at + (told.notification.length % 12) * 5 * MINUTE)
  told.notification.push({ organizationId, id, ...saying, createdAt: at, readAt, digest: false })
  for (const channel of channels)
    told.delivery.push({
      organizationId,
      id: newId(at),
      notificationId: id,
      userId: saying.userId,
      channel,
      key: `${id}.${channel}`,
      state: 'sent',
      title: '',
      body: '',
      attempts: 1,
      nextAttemptAt: null,
      fence: 1,
      uncertain: false,
      createdAt: at,
      sentAt: at + 2 * SECOND,
    })
}
