import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { refusalOf } from './ui/server-issues.ts'

/** Refusals do not get better by asking again; a server that is busy or away may. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  const { code } = refusalOf(error)
  const final = ['unauthorized', 'forbidden', 'not_found', 'bad_request', 'conflict', 'too_large']
  return failures < 2 && !final.includes(code)
}

/** The cache of what the server said. `onSignedOut` runs when any call comes back with 401. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (refusalOf(error).code === 'unauthorized') onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // The live stream says what changed; until it does, what was read a moment ago is good.
        staleTime: 30_000,
        retry: worthAnotherTry,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  })
}
