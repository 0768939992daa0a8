import { getRouteApi } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { PreviewStep } from './preview-step.tsx'
import { RunView } from './run-view.tsx'
import { KIND_WORDS, STATE_WORDS } from './words.ts'

const route = getRouteApi('/shell/imports/$importId')

/** One import: its preview while it waits, how far it is while it runs, what came of it after. */
export function ImportPage() {
  const { importId } = route.useParams()
  const query = trpc.imports.get.useQuery(
    { id: importId },
    { refetchInterval: ({ state }) => (state.data?.state === 'running' ? 700 : false) },
  )
  const run = query.data
  return (
    <Page
      title={run === undefined ? 'Import' : `Import of ${KIND_WORDS[run.kind].label.toLowerCase()}`}
      beside={
        run !== undefined && (
          <>
            <Tag tone={STATE_WORDS[run.state].tone}>{STATE_WORDS[run.state].label}</Tag>
            <span className="h-dim h-cut">{run.fileName}</span>
          </>
        )
      }
    >
      <Loaded query={query}>
        {(data) =>
          data.state === 'ready' ? <PreviewStep importId={importId} kind={data.kind} /> : <RunView run={data} />
        }
      </Loaded>
    </Page>
  )
}
