import { z } from 'zod'
import { EmailInput, SlackInput } from '../../../shared/notifications/connections.ts'
import { procedure, router } from '../../trpc/init.ts'
import { connectEmail, connectSlack, disconnect, readConnections } from './service.ts'
import { tryOut } from './try-out.ts'

const OneChannel = z.strictObject({ channel: z.enum(['slack', 'email']) })

export const channelsRouter = router({
  get: procedure('admin').query(({ ctx: { app, caller } }) => readConnections(app, caller)),
  saveSlack: procedure('admin')
    .input(SlackInput)
    .mutation(({ ctx: { app, caller }, input }) => connectSlack(app, caller, input)),
  saveEmail: procedure('admin')
    .input(EmailInput)
    .mutation(({ ctx: { app, caller }, input }) => connectEmail(app, caller, input)),
  disconnect: procedure('admin')
    .input(OneChannel)
    .mutation(({ ctx: { app, caller }, input }) => disconnect(app, caller, input.channel)),
  test: procedure('admin')
    .input(OneChannel)
    .mutation(({ ctx: { app, caller }, input }) => tryOut(app, caller, input.channel)),
})
