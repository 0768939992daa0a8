import type { Context as HonoContext, Hono } from 'hono'
import { z } from 'zod'
import { DomainError, notFound } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { requireAccess } from '../trpc/init.ts'
import type { RequestEnv } from './address.ts'
import { limitBody, readJson } from './body.ts'
import { parseOrRefuse } from './issues.ts'
import type { RestRoute } from './rest.ts'

export type HttpApp = Hono<{ Bindings: RequestEnv }>

const NOTHING = z.strictObject({})
const ANY_PARAMS = z.record(z.string(), z.string())

/** Adds the REST routes. Every request: who is it, may they, then what do they want. */
export function mountRest(hono: HttpApp, app: App, routes: RestRoute[]): void {
  // A literal address before one with parameters: /api/workflows/escalated is no workflow's id.
  for (const one of routes.toSorted((a, b) => parameters(a.path) - parameters(b.path))) {
    const path = one.path.replaceAll(/\{(\w+)\}/g, ':$1')
    hono.on(one.method.toUpperCase(), path, (c) => answer(app, one, c))
  }
  hono.all('/api/*', () => {
    throw notFound('Route')
  })
}

function parameters(path: string): number {
  return path.split('{').length
}

async function answer(app: App, one: RestRoute, c: HonoContext<{ Bindings: RequestEnv }>): Promise<Response> {
  const request = c.req.raw
  const caller = await app.auth.resolve(request.headers, c.env)
  if (!caller) throw new DomainError('unauthorized', 'Sign in, or send an API key in the header x-api-key')
  requireAccess(caller, one.access)
  const params = parseOrRefuse(one.params ?? ANY_PARAMS, c.req.param())
  const query = parseOrRefuse(one.query ?? NOTHING, queryOf(request.url))
  if (one.raw) {
    const parsed = { params, query, body: undefined }
    return (await one.handle(app, caller, parsed, limitBody(request, one.bodyLimit))) as Response
  }
  const body = one.body && parseOrRefuse(one.body, await bodyOf(one.body, request, one.bodyLimit))
  const result = await one.handle(app, caller, { params, query, body }, request)
  return result instanceof Response ? result : Response.json(result, { status: one.status })
}

/** The body as JSON; undefined where none was sent and the route does without. */
async function bodyOf(schema: z.ZodType, request: Request, limit: number | undefined): Promise<unknown> {
  const sent = request.headers.has('content-type') && request.headers.get('content-length') !== '0'
  return !sent && schema.safeParse(undefined).success ? undefined : readJson(request, limit)
}

/** Query parameters; one that is repeated becomes a list, which a schema for a single value refuses. */
function queryOf(address: string): Record<string, string | string[]> {
  const search = new URL(address).searchParams
  return Object.fromEntries(
    [...new Set(search.keys())].map((key) => {
      const values = search.getAll(key)
      return [key, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}
