import { type AnyProcedure, getTRPCErrorFromUnknown } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { notFound } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { type ErrorShape, errorShape } from '../trpc/errors.ts'
import type { RequestContext } from '../trpc/init.ts'
import { appRouter } from '../trpc/root.ts'
import { clientAddress, type RequestEnv } from './address.ts'
import { limitBody, requireJson } from './body.ts'
import { decodedPath } from './decode.ts'

const MAX_BATCH = 10
const ENDPOINT = '/trpc'
const JSON_TYPE = 'application/json'

type Outcome = { result: { data: unknown } } | { error: ErrorShape }
type Call = { name: string; procedure: AnyProcedure; input: unknown }

// Procedures by their full names; none of ours is lazy.
const procedures = new Map(Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>))

/**
 * Answers /trpc: JSON only, at most ten calls in a batch. Well-formed calls, which is all our screen sends, are
 * answered right here at a third of the adapter's cost; whatever else comes is left to the adapter, and
 * test/api/trpc-wire.test.ts holds the two against each other.
 */
export async function handleTrpc(
  app: App,
  request: Request,
  env: RequestEnv | undefined,
  extra: Record<string, string>,
): Promise<Response> {
  const post = request.method === 'POST'
  if (post) requireJson(request)
  const body = post ? await limitBody(request).text() : null
  const ctx = contextOf(app, request, env)
  const { calls, batch } = readCalls(request, body)
  if (calls === null && decodedPath(request.url) === null) throw notFound('Procedure')
  if (calls === null) return viaAdapter(ctx, body === null ? request : withBody(request, body), extra)
  const outcomes = await Promise.all(calls.map((call) => perform(ctx, call)))
  const headers: [string, string][] = ctx.cookies.map((cookie) => ['set-cookie', cookie])
  const plain = { ...extra, 'content-type': JSON_TYPE, vary: 'trpc-accept, accept' }
  return new Response(JSON.stringify(batch ? outcomes : outcomes[0]), {
    status: statusOfAll(outcomes),
    headers: headers.length === 0 ? plain : [...Object.entries(plain), ...headers],
  })
}

function contextOf(app: App, { headers }: Request, env: RequestEnv | undefined): RequestContext {
  let caller: ReturnType<RequestContext['caller']> | undefined
  return {
    app,
    headers,
    address: clientAddress(env, headers, app.config.trustedProxies),
    cookies: [],
    caller: () => (caller ??= app.auth.resolve(headers, env)),
  }
}

/** The calls of a request, or null where it is anything but plain JSON calls of known procedures. */
function readCalls(request: Request, body: string | null): { calls: Call[] | null; batch: boolean } {
  const url = new URL(request.url)
  const batch = url.searchParams.get('batch') === '1'
  const path = url.pathname.slice(ENDPOINT.length + 1)
  const names = batch ? path.split(',') : [path]
  const type = request.method === 'GET' ? 'query' : 'mutation'
  const known = names.length <= MAX_BATCH && (body !== null || type === 'query') && !request.headers.has('trpc-accept')
  const input = known ? parsed(body ?? (url.searchParams.get('input') || null)) : NOT_JSON
  if (input === NOT_JSON) return { calls: null, batch }
  if (batch && (typeof input !== 'object' || input === null) && input !== undefined) return { calls: null, batch }
  const calls: Call[] = []
  for (const [index, name] of names.entries()) {
    const procedure = procedures.get(name)
    if (procedure?._def.type !== type) return { calls: null, batch }
    calls.push({ name, procedure, input: batch ? (input as Record<string, unknown> | undefined)?.[index] : input })
  }
  return { calls, batch }
}

const NOT_JSON = Symbol('not JSON')

function parsed(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return NOT_JSON
  }
}

async function perform(ctx: RequestContext, { name, procedure, input }: Call): Promise<Outcome> {
  try {
    const data = await procedure({
      ctx,
      path: name,
      type: procedure._def.type,
      getRawInput: async () => input,
      signal: undefined,
      batchIndex: 0,
    })
    return { result: { data } }
  } catch (cause) {
    return { error: errorShape(getTRPCErrorFromUnknown(cause), ctx.app.log) }
  }
}

/** The status they share; 207 where they differ. */
function statusOfAll(outcomes: Outcome[]): number {
  const statuses = new Set(outcomes.map((one) => ('error' in one ? one.error.data.httpStatus : 200)))
  const [first = 200] = statuses
  return statuses.size > 1 ? 207 : first
}

function withBody(request: Request, body: string): Request {
  return new Request(request.url, { method: request.method, headers: request.headers, body })
}

/** tRPC's own adapter: the reference for the wire format. */
export function viaAdapter(ctx: RequestContext, request: Request, extra: Record<string, string>): Promise<Response> {
  return fetchRequestHandler({
    endpoint: ENDPOINT,
    router: appRouter,
    req: request,
    maxBatchSize: MAX_BATCH,
    createContext: () => ctx,
    responseMeta({ errors, info }) {
      const headers = new Headers([
        ...Object.entries(extra),
        ...ctx.cookies.map((one): [string, string] => ['set-cookie', one]),
      ])
      const error = info?.isBatchCall ? undefined : errors[0]
      return error ? { headers, status: errorShape(error, ctx.app.log).data.httpStatus } : { headers }
    },
  })
}
