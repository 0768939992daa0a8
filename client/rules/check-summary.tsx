import { Link } from '@tanstack/react-router'
import { type Outputs, trpc } from '../trpc.ts'
import { Callout } from '../ui/tag.tsx'

/** One line above the list when the rules get in each other's way. */
export function CheckSummary() {
  const check = trpc.rules.check.useQuery({}, { staleTime: 60_000 }).data
  if (check === undefined || check.findings.length === 0) return null
  return (
    <Callout tone={toneOf(check)}>
      {summaryOf(check)} <Link to="/rules/check">Show the check</Link>
    </Callout>
  )
}

type Check = Outputs['rules']['check']

function toneOf({ findings }: Check) {
  const kinds = new Set(findings.map(({ kind }) => kind))
  if (kinds.has('contradiction') || kinds.has('unreachable')) return 'critical'
  return kinds.has('shadowed') ? 'high' : 'accent'
}

function summaryOf({ findings, overlaps }: Check): string {
  const worse = findings.filter(({ kind }) => kind !== 'overlap').length
  const said = [
    worse > 0 && (worse === 1 ? 'One rule can do nothing as it is.' : `${worse} rules can do nothing as they are.`),
    overlaps > 0 &&
      (overlaps === 1
        ? 'Two rules match the same workflows; the first of them wins.'
        : `${overlaps.toLocaleString('en')} pairs of rules match the same workflows; the first of each wins.`),
  ]
  return said.filter(Boolean).join(' ')
}
