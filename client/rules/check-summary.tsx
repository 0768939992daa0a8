import { Link } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { Callout } from '../ui/tag.tsx'

/** One line above the list when the rules get in each other's way. */
export function CheckSummary() {
  const findings = trpc.rules.check.useQuery({}, { staleTime: 60_000 }).data ?? []
  if (findings.length === 0) return null
  const bad = findings.some(({ kind }) => kind === 'contradiction' || kind === 'unreachable')
  return (
    <Callout tone={bad ? 'critical' : 'high'}>
      {findings.length === 1 ? 'One thing' : `${findings.length} things`} about these rules should be looked at.{' '}
      <Link to="/rules/check">Show the check</Link>
    </Callout>
  )
}
