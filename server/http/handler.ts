import { Hono } from 'hono'
import type { App } from '../app.ts'
import { newSecret } from '../clock.ts'
import { VERSION } from '../version.ts'
import type { RequestEnv } from './address.ts'
import { mountDoors } from './doors.ts'
import { errorResponse } from './errors.ts'
import { mountHealth } from './health.ts'
import { type HttpApp, mountRest } from './mount.ts'
import { mountReference } from './openapi.ts'
import { checkOrigin } from './origin.ts'
import { restRoutes } from './routes.ts'
import { securityHeaders } from './security.ts'
import { mountStatic } from './static.ts'
import { handleTrpc } from './trpc.ts'

/** Everything that answers a request, from the Origin check to the log line. */
export function createHandler(app: App) {
  const hono: HttpApp = new Hono()
  hono.onError((error) => errorResponse(error, app.log))
  mountHealth(hono, app)
  hono.all('/api/auth/*', (c) => app.auth.handle(c.req.raw, c.env))
  mountReference(hono, restRoutes)
  mountDoors(hono, app)
  mountRest(hono, app, restRoutes)
  mountStatic(hono)
  const security = securityHeaders({ version: VERSION, https: app.config.url.startsWith('https:') })

  async function dispatch(request: Request, path: string, env: RequestEnv): Promise<Response> {
    try {
      checkOrigin(request, app.config)
      // Its answer has all headers: touching them again would cost more than the query.
      if (path.startsWith('/trpc/')) return await handleTrpc(app, request, env, security.data)
      return secured(await hono.fetch(request, env), path)
    } catch (error) {
      return secured(errorResponse(error, app.log), path)
    }
  }

  function secured(response: Response, path: string): Response {
    security.apply(response.headers, path)
    return response
  }

  return async (request: Request, reached?: RequestEnv): Promise<Response> => {
    const requestId = newSecret(9)
    const env = { ...reached, requestId }
    const started = app.clock.monotonic()
    const path = pathOf(request.url)
    const response = await dispatch(request, path, env)
    const ms = Math.round((app.clock.monotonic() - started) * 10) / 10
    app.metrics?.request(kindOf(path), response.status, ms)
    app.log.info(
      { requestId, method: request.method, path: withoutToken(path), status: response.status, ms },
      'request',
    )
    return response
  }
}

/** A handful of kinds: a label for every address would fill the memory of whoever collects them. */
function kindOf(path: string): string {
  if (path.startsWith('/api/')) return 'api'
  if (path.startsWith('/trpc/')) return 'trpc'
  return /^\/(healthz|readyz|metrics)$/.test(path) ? 'health' : 'page'
}

/** The address of a one-time link, or for mail, is itself the secret. */
function withoutToken(path: string): string {
  return path.replace(/^(\/accept|\/api\/inbound\/email)\/.*/, '$1/[secret]')
}

/** The path without parsing the whole address: this runs on every request. */
function pathOf(address: string): string {
  const start = address.indexOf('/', address.indexOf('://') + 3)
  if (start < 0) return '/'
  const end = address.indexOf('?', start)
  return end < 0 ? address.slice(start) : address.slice(start, end)
}
