import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { DomainError, statusOf } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import type { RequestContext } from '../trpc/init.ts'
import { appRouter } from '../trpc/root.ts'
import { clientAddress, type RequestEnv } from './address.ts'
import { limitBody, requireJson } from './body.ts'

const MAX_BATCH = 10

/** Answers /trpc: JSON only, at most ten calls in a batch. */
export async function handleTrpc(app: App, request: Request, env: RequestEnv | undefined): Promise<Response> {
  if (request.method === 'POST') requireJson(request)
  return fetchRequestHandler({
    endpoint: '/trpc',
    router: appRouter,
    req: request.method === 'POST' ? limitBody(request) : request,
    maxBatchSize: MAX_BATCH,
    createContext: ({ resHeaders }): RequestContext => {
      let caller: ReturnType<RequestContext['caller']> | undefined
      return {
        app,
        headers: request.headers,
        address: clientAddress(env, request.headers, app.config.trustedProxies),
        resHeaders,
        caller: () => (caller ??= app.auth.resolve(request.headers, env)),
      }
    },
    responseMeta({ errors }) {
      const cause = errors.length === 1 ? errors[0]?.cause : undefined
      return cause instanceof DomainError ? { status: statusOf(cause.code) } : {}
    },
  })
}
