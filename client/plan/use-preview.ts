import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import { trpc } from '../trpc.ts'
import { type Draft, missingIn, recipientOf, triggersOf } from './draft.ts'

/** What the server says would happen, a moment after the last change; nothing is asked while something is missing. */
export function usePreview(workflowId: string, kind: FlowKind, draft: Draft, replace: boolean) {
  const [settled] = useDebouncedValue(draft, 200)
  const complete = missingIn(settled, kind).size === 0
  const preview = trpc.escalations.preview.useQuery(
    {
      workflowId,
      kind,
      triggers: triggersOf(settled),
      logic: settled.logic,
      replace,
      ...(kind === 'escalate' ? recipientOf(settled.recipient) : {}),
    },
    { enabled: complete, placeholderData: keepPreviousData, retry: false },
  )
  return { preview: complete ? preview.data : undefined, fresh: settled === draft && !preview.isFetching }
}
