import { useMemo } from 'react'
import { trpc } from '../trpc.ts'
import type { Catalogue } from './condition/draft.ts'

/** The facts that a condition may ask for in this organization, by name. */
export function useCatalogue(): { data: Catalogue | undefined; error: unknown; refetch: () => unknown } {
  const { data, error, refetch } = trpc.rules.fields.useQuery(undefined, { staleTime: 60_000 })
  const catalogue = useMemo(() => data && new Map(data.map((field) => [field.field, field])), [data])
  return { data: catalogue, error, refetch }
}
