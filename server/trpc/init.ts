import { initTRPC } from '@trpc/server'
import { DomainError } from '../../shared/errors.ts'
import { type Access, mayPass } from '../../shared/roles.ts'
import type { App } from '../app.ts'
import type { Caller } from '../context.ts'
import { type ErrorShape, errorShape } from './errors.ts'

/** What a request brings. `caller` is looked up once, when first asked for; null for a visitor. */
export type RequestContext = {
  app: App
  headers: Headers
  /** Address of the client. */
  address: string
  /** Values of Set-Cookie headers to send. */
  cookies: string[]
  caller(): Promise<Caller | null>
}

const t = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter: ({ error, ctx, shape }): ErrorShape => {
    if (ctx) return errorShape(error, ctx.app.log)
    const { httpStatus } = shape.data
    return {
      code: shape.code,
      message: shape.message,
      data: { httpStatus, code: 'bad_request', message: shape.message },
    }
  },
})

export const router = t.router

/** For visitors: set-up, links, password reset. */
export const publicProcedure = t.procedure

/**
 * A procedure for members who pass this gate: `ctx` has the `app` and the `caller`.
 * Visitors get 401 and other roles 403 before the input is looked at.
 */
export function procedure(access: Access) {
  return t.procedure.use(async ({ ctx, next }) => {
    const caller = await ctx.caller()
    if (!caller) throw new DomainError('unauthorized', 'Sign in first')
    requireAccess(caller, access)
    return next({ ctx: { caller } })
  })
}

/** Throws forbidden unless the caller's role passes the gate. */
export function requireAccess(caller: Caller, access: Access): void {
  if (!mayPass(caller.role, access, caller.settings))
    throw new DomainError('forbidden', `Your role (${caller.role}) does not allow this`)
}
