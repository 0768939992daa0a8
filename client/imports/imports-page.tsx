import { getRouteApi } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { Page, Section } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { ImportHistory } from './import-history.tsx'
import { UploadForm } from './upload-form.tsx'

const route = getRouteApi('/shell/imports')

/** Brings a team's exports in: a file, then its preview; and what was imported before. */
export function ImportsPage() {
  const { kind } = route.useSearch()
  const navigate = route.useNavigate()
  const history = trpc.imports.list.useQuery()
  return (
    <Page title="Imports">
      <div className="h-page-narrow">
        <UploadForm
          kind={kind ?? 'customers'}
          onKind={(next) => void navigate({ search: { kind: next }, replace: true })}
          onUploaded={(importId) => void navigate({ to: '/imports/$importId', params: { importId } })}
        />
        <Section title="Imported before">
          <Loaded query={history}>{(imports) => <ImportHistory imports={imports} />}</Loaded>
        </Section>
      </div>
    </Page>
  )
}
