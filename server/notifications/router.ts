import { z } from 'zod'
import { Channel, DeliveryState, Frequency, NotificationType } from '../../shared/notifications/schema.ts'
import { text } from '../../shared/text.ts'
import { procedure, router } from '../trpc/init.ts'
import { choosePreference, readDeliveries, readNotifications, readPreferences, sendAgain } from './service.ts'
import { countUnread, listInbox } from './store.ts'

const page = { cursor: z.string().max(500).optional(), limit: z.number().int().min(1).max(200).default(50) }
const id = text(100)

export const notificationsRouter = router({
  inbox: procedure('self')
    .input(z.strictObject({ ...page, unread: z.boolean().optional() }))
    .query(({ ctx: { app, caller }, input }) => listInbox(app.db.read, caller.organizationId, caller.userId, input)),
  unreadCount: procedure('self').query(async ({ ctx: { app, caller } }) => ({
    unread: await countUnread(app.db.read, caller.organizationId, caller.userId),
  })),
  markRead: procedure('self')
    .input(z.union([z.strictObject({ ids: z.array(id).min(1).max(500) }), z.strictObject({ all: z.literal(true) })]))
    .mutation(async ({ ctx: { app, caller }, input }) => ({
      read: await readNotifications(app, caller, 'all' in input ? 'all' : input.ids),
    })),
  preferences: procedure('self').query(({ ctx: { app, caller } }) => readPreferences(app, caller)),
  setPreference: procedure('self')
    .input(z.strictObject({ type: NotificationType, frequency: Frequency }))
    .mutation(({ ctx: { app, caller }, input }) => choosePreference(app, caller, input)),
  deliveries: procedure('self')
    .input(
      z.strictObject({
        ...page,
        state: DeliveryState.optional(),
        channel: Channel.optional(),
        userId: id.optional(),
        from: z.number().int().optional(),
        to: z.number().int().optional(),
      }),
    )
    .query(({ ctx: { app, caller }, input }) => readDeliveries(app, caller, input)),
  sendAgain: procedure('self')
    .input(z.strictObject({ id }))
    .mutation(({ ctx: { app, caller }, input }) => sendAgain(app, caller, input.id)),
})
