import { Link } from '@tanstack/react-router'
import type { Outputs } from '../trpc.ts'
import { Callout } from '../ui/tag.tsx'

type Finding = Outputs['rules']['check'][number]

const TONES = { contradiction: 'critical', unreachable: 'critical', shadowed: 'high', overlap: 'medium' } as const

/** What holding rules against each other found, each with a workflow that shows it where there is one. */
export function CheckList({ findings }: { findings: readonly Finding[] }) {
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {findings.map(({ kind, ruleId, otherId, message, workflowId }) => (
        <Callout key={`${kind} ${ruleId} ${otherId}`} tone={TONES[kind]}>
          {message}{' '}
          {workflowId !== null && (
            <Link to="/rules/simulate" search={{ workflowId }}>
              See it on a workflow
            </Link>
          )}
        </Callout>
      ))}
    </div>
  )
}
