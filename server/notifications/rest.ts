import { z } from 'zod'
import { notFound } from '../../shared/errors.ts'
import { CHANNELS, DELIVERY_STATES, NOTIFICATION_TYPES } from '../../shared/notifications/schema.ts'
import { text } from '../../shared/text.ts'
import { toIso } from '../../shared/time/instant.ts'
import { optionalInstant, WireInstant } from '../../shared/time/wire.ts'
import { route } from '../http/rest.ts'
import { readDeliveries, sendAgain, whose } from './service.ts'
import { isMember, listInbox } from './store.ts'

const page = {
  userId: text(100).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

const Notification = z.object({
  id: z.string(),
  type: z.enum(NOTIFICATION_TYPES),
  workflowId: z.string().optional(),
  alertId: z.string().optional(),
  createdAt: z.string(),
  readAt: z.string().optional(),
  title: z.string(),
  body: z.string(),
})

const Delivery = z.object({
  id: z.string(),
  notificationId: z.string().nullable(),
  type: z.enum(NOTIFICATION_TYPES).nullable(),
  person: z.object({ userId: z.string(), name: z.string() }),
  channel: z.enum(CHANNELS),
  key: z.string(),
  state: z.enum(DELIVERY_STATES),
  title: z.string(),
  attempts: z.number(),
  nextAttemptAt: z.string().nullable(),
  lastError: z.string().nullable(),
  mayHaveArrivedTwice: z.boolean(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
})

export const notificationsRest = [
  route(
    {
      method: 'get',
      path: '/api/notifications',
      access: 'self',
      summary: 'What a person was told, newest first: one’s own or, for admins, of ?userId=',
      tag: 'Notifications',
      query: z.strictObject({ ...page, unread: z.enum(['true', 'false']).optional() }),
      response: z.object({
        notifications: z.array(Notification),
        count: z.number(),
        nextCursor: z.string().nullable(),
      }),
    },
    async (app, caller, { query }) => {
      const userId = whose(caller, query.userId) ?? caller.userId
      if (!(await isMember(app.db.read, caller.organizationId, userId))) throw notFound('Person')
      const asked = { ...query, unread: query.unread === 'true' }
      const inbox = await listInbox(app.db.read, caller.organizationId, userId, asked)
      const notifications = inbox.notifications.map((row) => ({
        id: row.id,
        type: row.type,
        ...(row.workflowId !== null && { workflowId: row.workflowId }),
        ...(row.alertId !== null && { alertId: row.alertId }),
        createdAt: toIso(row.createdAt),
        ...(row.readAt !== null && { readAt: toIso(row.readAt) }),
        title: row.title,
        body: row.body,
      }))
      return { notifications, count: inbox.count, nextCursor: inbox.nextCursor }
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/deliveries',
      access: 'self',
      summary: 'The delivery log, newest first: everybody’s for admins, else one’s own',
      tag: 'Notifications',
      query: z.strictObject({
        ...page,
        state: z.enum(DELIVERY_STATES).optional(),
        channel: z.enum(CHANNELS).optional(),
        from: WireInstant.optional(),
        to: WireInstant.optional(),
      }),
      response: z.object({ deliveries: z.array(Delivery), count: z.number(), nextCursor: z.string().nullable() }),
    },
    async (app, caller, { query }) => {
      const { from, to, ...filter } = query
      const log = await readDeliveries(app, caller, {
        ...filter,
        from: optionalInstant(from, caller.timeZone) ?? undefined,
        to: optionalInstant(to, caller.timeZone) ?? undefined,
      })
      const deliveries = log.deliveries.map((one) => ({
        ...one,
        nextAttemptAt: toIso(one.nextAttemptAt),
        createdAt: toIso(one.createdAt),
        sentAt: toIso(one.sentAt),
      }))
      return { ...log, deliveries }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/deliveries/{id}/send-again',
      access: 'self',
      summary: 'Send a delivery again that was given up',
      tag: 'Notifications',
      params: z.strictObject({ id: text(100) }),
      response: z.object({ success: z.literal(true) }),
    },
    async (app, caller, { params }) => {
      await sendAgain(app, caller, params.id)
      return { success: true as const }
    },
  ),
]
