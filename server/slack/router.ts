import { SetChannelCustomer } from '../../shared/slack/schema.ts'
import { procedure, router } from '../trpc/init.ts'
import { setChannelCustomer } from './set-customer.ts'
import { listNamedChannels } from './store.ts'

export const slackRouter = router({
  /** Conversations that Hoist's app is in, direct ones left out, with whose they are. */
  channels: procedure('alerts').query(({ ctx: { app, caller } }) =>
    listNamedChannels(app.db.read, caller.organizationId),
  ),

  setCustomer: procedure('alerts')
    .input(SetChannelCustomer)
    .mutation(({ ctx: { app, caller }, input }) => setChannelCustomer(app, caller, input)),
})
