import { Link } from '@tanstack/react-router'
import type { Outputs } from '../trpc.ts'
import { Callout } from '../ui/tag.tsx'

type Check = Outputs['rules']['check']

const TONES = { contradiction: 'critical', unreachable: 'critical', shadowed: 'high', overlap: 'medium' } as const

type CheckListProps = { check: Check /** So many findings are shown, the worst of them. */; most: number }

/** What holding rules against each other found, each with a workflow that shows it where there is one. */
export function CheckList({ check: { findings, overlaps }, most }: CheckListProps) {
  const shown = findings.slice(0, most)
  const told = findings.filter(({ kind }) => kind === 'overlap').length
  const more = findings.length - shown.length + overlaps - told
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {shown.map(({ kind, ruleId, otherId, message, workflowId }) => (
        <Callout key={`${kind} ${ruleId} ${otherId}`} tone={TONES[kind]}>
          {message}{' '}
          {workflowId !== null && (
            <Link to="/rules/simulate" search={{ workflowId }}>
              See it on a workflow
            </Link>
          )}
        </Callout>
      ))}
      {more > 0 && <p className="h-dim">And {more.toLocaleString('en')} more like these.</p>}
    </div>
  )
}
