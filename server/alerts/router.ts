import { MapSender } from '../../shared/messages/map.ts'
import { mapSender } from '../messages/map-sender.ts'
import { listUnmappedSenders } from '../messages/store.ts'
import { procedure, router } from '../trpc/init.ts'

export const alertsRouter = router({
  /** Senders of messages that nobody has said whose they are. */
  unmapped: procedure('alerts').query(({ ctx: { app, caller } }) =>
    listUnmappedSenders(app.db.read, caller.organizationId),
  ),

  mapSender: procedure('alerts')
    .input(MapSender)
    .mutation(({ ctx: { app, caller }, input }) => mapSender(app, caller, input)),
})
