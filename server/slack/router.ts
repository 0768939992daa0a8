import { SetChannelCustomer } from '../../shared/slack/schema.ts'
import { procedure, router } from '../trpc/init.ts'
import { setChannelCustomer } from './set-customer.ts'
import { listSuggestedChannels } from './suggest-channels.ts'

export const slackRouter = router({
  /** Where Slack reaches this installation, and the state of the organization's Socket Mode connection. */
  connection: procedure('admin').query(({ ctx: { app, caller } }) => ({
    url: app.config.url,
    socket: app.slackSockets.stateOf(caller.organizationId),
  })),

  /** Conversations that Hoist's app is in, direct ones left out, with whose they are or may be. */
  channels: procedure('alerts').query(({ ctx: { app, caller } }) =>
    listSuggestedChannels(app.db.read, caller.organizationId),
  ),

  setCustomer: procedure('alerts')
    .input(SetChannelCustomer)
    .mutation(({ ctx: { app, caller }, input }) => setChannelCustomer(app, caller, input)),
})
