import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { trpc } from '../trpc.ts'
import { CheckList } from './check-list.tsx'
import { type Catalogue, conditionOf, mistakesOf } from './condition/draft.ts'
import { fieldsOf, type RuleDraft } from './rule-draft.ts'

type DraftCheckProps = { draft: RuleDraft; catalogue: Catalogue; rule: { id: string | null; priority: number } }

/** What the rule that is being written means for the others, before it is saved. */
export function DraftCheck({ draft, catalogue, rule }: DraftCheckProps) {
  const [settled] = useDebouncedValue(draft, 400)
  const complete = settled.target !== null && mistakesOf(settled.root, catalogue).size === 0
  const fields = fieldsOf(settled)
  const check = trpc.rules.check.useQuery(
    {
      rule: {
        ...rule,
        name: fields.name === '' ? 'This rule' : fields.name,
        conditions: conditionOf(settled.root, catalogue).condition,
        escalateToUserId: ('escalateToUserId' in fields && fields.escalateToUserId) || null,
        escalateToTeamId: ('escalateToTeamId' in fields && fields.escalateToTeamId) || null,
      },
    },
    { enabled: complete, placeholderData: keepPreviousData, retry: false },
  )
  if (!complete || check.data === undefined || check.data.findings.length === 0) return null
  return (
    <div aria-live="polite">
      <CheckList check={check.data} most={5} />
    </div>
  )
}
