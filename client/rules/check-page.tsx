import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { CheckList } from './check-list.tsx'

/** All rules held against each other: what can never match, what takes what away, who cannot be reached. */
export function CheckPage() {
  const check = trpc.rules.check.useQuery({}, { staleTime: 0 })
  return (
    <Page title="Check of the rules">
      <div className="h-page-narrow">
        <Loaded query={check}>
          {(found) => (
            <>
              {found.findings.length === 0 ? (
                <EmptyState title="Nothing to mend">
                  No rule contradicts itself, none takes everything from another, and everybody can be reached.
                </EmptyState>
              ) : (
                <CheckList check={found} most={200} />
              )}
              {found.unchecked > 0 && (
                <p className="h-dim">
                  The first 200 rules were held against each other; {found.unchecked.toLocaleString('en')} further down
                  were not.
                </p>
              )}
            </>
          )}
        </Loaded>
      </div>
    </Page>
  )
}
