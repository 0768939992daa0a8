import type { z } from 'zod'
import type { Access } from '../../shared/roles.ts'
import type { App } from '../app.ts'
import type { Caller } from '../context.ts'

type Schema = z.ZodType

/** Everything about a request that a handler may look at. */
export type Parsed<P, Q, B> = { params: P; query: Q; body: B }

type Shape<P extends Schema, Q extends Schema, B extends Schema> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** `/api/workflows/{id}` */
  path: `/api/${string}`
  access: Access
  /** One line for the reference. */
  summary: string
  /** Chapter of the reference. */
  tag: string
  params?: P
  query?: Q
  /** Strict: an unknown key is refused. */
  body?: B
  /** Bytes; 256 KiB unless said otherwise. */
  bodyLimit?: number
}

/** One REST route as data: the server mounts it, the reference describes it, the matrix test walks it. */
export type RestRoute = Shape<Schema, Schema, Schema> & {
  status: number
  response: Schema | null
  /** Takes the body as it comes: nothing is parsed and no length is checked but `bodyLimit`. */
  raw: boolean
  handle(app: App, caller: Caller, parsed: Parsed<unknown, unknown, unknown>, request: Request): Promise<unknown>
}

/**
 * A JSON route. The handler gets parsed and strict `params`, `query` and `body` and returns what `response`
 * describes, or a whole answer where the status says something (202); it throws DomainError to refuse.
 */
export function route<
  R extends Schema,
  P extends Schema = z.ZodObject,
  Q extends Schema = z.ZodObject,
  B extends Schema = z.ZodUndefined,
>(
  shape: Shape<P, Q, B> & { status?: number; response: R },
  handle: (
    app: App,
    caller: Caller,
    parsed: Parsed<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<z.input<R> | Response>,
): RestRoute {
  return { status: 200, ...shape, raw: false, handle: handle as RestRoute['handle'] }
}

/**
 * A route that reads the request itself (`request.body` is limited to `bodyLimit`) or answers something else
 * than JSON: uploads, exports, streams.
 */
export function rawRoute<P extends Schema = z.ZodObject, Q extends Schema = z.ZodObject>(
  shape: Omit<Shape<P, Q, z.ZodUndefined>, 'body'> & { status?: number; response?: Schema },
  handle: (
    app: App,
    caller: Caller,
    parsed: Parsed<z.output<P>, z.output<Q>, undefined>,
    request: Request,
  ) => Promise<Response>,
): RestRoute {
  return { status: 200, response: null, ...shape, raw: true, handle: handle as RestRoute['handle'] }
}
