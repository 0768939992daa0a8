import { httpBatchLink, type TRPCLink } from '@trpc/client'
import { createTRPCReact, type inferReactQueryProcedureOptions } from '@trpc/react-query'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../server/trpc/root.ts'
import { noteVersion } from './version.ts'

export const trpc = createTRPCReact<AppRouter>()

/** What procedures take and give: `Outputs['workflows']['get']`. */
export type Inputs = inferRouterInputs<AppRouter>
export type Outputs = inferRouterOutputs<AppRouter>
export type ProcedureOptions = inferReactQueryProcedureOptions<AppRouter>

/** Infinite queries send which way they page; ours only page forward, and the server refuses what it does not know. */
const withoutDirection: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (op.type !== 'query' || typeof op.input !== 'object' || op.input === null || !('direction' in op.input))
      return next(op)
    const { direction: _, ...input } = op.input
    return next({ ...op, input })
  }

/** The batching client. Every answer's version is noted, so that an old tab learns of an upgrade. */
export function createClient() {
  return trpc.createClient({
    links: [
      withoutDirection,
      httpBatchLink({
        url: '/trpc',
        maxItems: 10,
        async fetch(input, init) {
          const response = await fetch(input, init as RequestInit)
          noteVersion(response.headers.get('x-hoist-version'))
          return response
        },
      }),
    ],
  })
}
