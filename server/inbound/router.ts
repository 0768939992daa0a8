import { procedure, router } from '../trpc/init.ts'
import { closeInbound, readInbound, renewInbound } from './service.ts'

export const inboundRouter = router({
  /** The secret address for mail, null where there is none. */
  get: procedure('admin').query(({ ctx: { app, caller } }) => readInbound(app, caller)),
  renew: procedure('admin').mutation(({ ctx: { app, caller } }) => renewInbound(app, caller)),
  close: procedure('admin').mutation(({ ctx: { app, caller } }) => closeInbound(app, caller)),
})
