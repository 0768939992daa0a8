import { initTRPC } from '@trpc/server'
import { DomainError } from '../../shared/errors.ts'
import { type Access, mayPass } from '../../shared/roles.ts'
import type { App } from '../app.ts'
import type { Caller } from '../context.ts'
import { errorBody } from '../http/errors.ts'
import { asTrpcError, domainErrorOf } from './errors.ts'

/** What a request brings. `caller` is looked up once, when first asked for; null for a visitor. */
export type RequestContext = {
  app: App
  headers: Headers
  /** Address of the client. */
  address: string
  /** Set-Cookie and the like go here. */
  resHeaders: Headers
  caller(): Promise<Caller | null>
}

const t = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const known = ctx ? domainErrorOf(error, ctx.app.log) : new DomainError('internal', 'internal error')
    return {
      code: shape.code,
      message: known.message,
      data: { httpStatus: shape.data.httpStatus, ...errorBody(known) },
    }
  },
})

export const router = t.router

/** The one place where errors are translated for our own screen. */
const base = t.procedure.use(async ({ ctx, next }) => {
  const result = await next()
  if (result.ok || result.error.code !== 'INTERNAL_SERVER_ERROR') return result
  throw asTrpcError(domainErrorOf(result.error, ctx.app.log))
})

/** For visitors: set-up, links, password reset. */
export const publicProcedure = base

/**
 * A procedure for members who pass this gate: `ctx` has the `app` and the `caller`.
 * Visitors get 401 and other roles 403 before the input is looked at.
 */
export function procedure(access: Access) {
  return base.use(async ({ ctx, next }) => {
    const caller = await ctx.caller()
    if (!caller) throw asTrpcError(new DomainError('unauthorized', 'Sign in first'))
    requireAccess(caller, access)
    return next({ ctx: { ...ctx, caller } })
  })
}

/** Throws forbidden unless the caller's role passes the gate. */
export function requireAccess(caller: Caller, access: Access): void {
  if (!mayPass(caller.role, access, caller.settings))
    throw new DomainError('forbidden', `Your role (${caller.role}) does not allow this`)
}
