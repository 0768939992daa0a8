import { Button, SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportKind, ImportPreview, ImportSettings } from '../../shared/imports/schema.ts'
import { trpc } from '../trpc.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { FormMessage } from '../ui/form-foot.tsx'
import { Section } from '../ui/page.tsx'
import { messageOf } from '../ui/server-issues.ts'
import { Loaded } from '../ui/states.tsx'
import { Callout } from '../ui/tag.tsx'
import { failed } from '../ui/toasts.tsx'
import { ColumnsTable } from './columns-table.tsx'
import { IssuesTable } from './issues-table.tsx'
import { counted } from './words.ts'

/** What would happen, and what must be said first. Every change of an answer previews again. */
export function PreviewStep({ importId, kind }: { importId: string; kind: ImportKind }) {
  const [settings, setSettings] = useState<ImportSettings>({})
  const { client } = trpc.useUtils()
  const preview = useQuery({
    queryKey: ['import-preview', importId, settings],
    queryFn: () => client.imports.preview.mutate({ id: importId, ...settings }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loaded query={preview}>
      {(data) => (
        <Preview preview={data} kind={kind} settings={settings} onSettings={setSettings} busy={preview.isFetching} />
      )}
    </Loaded>
  )
}

type PreviewProps = {
  preview: ImportPreview
  kind: ImportKind
  settings: ImportSettings
  onSettings: (settings: ImportSettings) => void
  busy: boolean
}

function Preview({ preview, kind, settings, onSettings, busy }: PreviewProps) {
  const utils = trpc.useUtils()
  const navigate = useNavigate()
  const refresh = () => utils.imports.invalidate()
  const start = trpc.imports.start.useMutation({ onSuccess: refresh })
  const drop = trpc.imports.cancel.useMutation({
    onSuccess: async () => {
      await refresh()
      await navigate({ to: '/imports', search: { kind } })
    },
    onError: (error) => failed('The import was not dropped', error),
  })
  const asked = preview.missingFields.length > 0 || preview.dateQuestions.length > 0
  const mapping = Object.fromEntries(preview.columns.map(({ title, field }) => [title, field]))
  return (
    <div style={{ opacity: busy ? 0.6 : 1, transition: 'opacity 120ms' }} aria-busy={busy}>
      <Facts>
        <Fact label="Rows">{preview.rows.toLocaleString('en')}</Fact>
        <Fact label="Go in">{preview.good.toLocaleString('en')}</Fact>
        <Fact label="Have a mistake">{preview.rejected.toLocaleString('en')}</Fact>
        <Fact label="People invited">{preview.invites.length.toLocaleString('en')}</Fact>
      </Facts>
      <Questions preview={preview} settings={settings} onSettings={onSettings} />
      <div className="h-row" style={{ margin: '20px 0 4px' }}>
        <Button
          disabled={asked || busy || preview.good === 0}
          loading={start.isPending}
          onClick={() => start.mutate({ id: preview.id, ...settings, mapping, live: false })}
        >
          Import {counted(preview.good, 'row')}
        </Button>
        <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate({ id: preview.id })}>
          Drop this file
        </Button>
        {preview.good > 0 && preview.rejected > 0 && (
          <span className="h-dim">Rows with a mistake stay out; you can download them afterwards.</span>
        )}
      </div>
      <FormMessage>{start.error && messageOf(start.error)}</FormMessage>
      <ColumnsTable preview={preview} onMapping={(next) => onSettings({ ...settings, mapping: next })} />
      {preview.invites.length > 0 && (
        <Section title={`${counted(preview.invites.length, 'person', 'people')} will be invited`}>
          <p className="h-dim">
            Nobody here has these addresses. They become members without a login; make their links under Settings,
            Members.
          </p>
          <p style={{ marginTop: 8, overflowWrap: 'anywhere' }}>{preview.invites.join(', ')}</p>
        </Section>
      )}
      {preview.rejected > 0 && (
        <Section title={`${counted(preview.rejected, 'row')} with a mistake`}>
          <IssuesTable issues={preview.issues} />
        </Section>
      )}
    </div>
  )
}

/** What the file does not say itself. */
function Questions({ preview, settings, onSettings }: Pick<PreviewProps, 'preview' | 'settings' | 'onSettings'>) {
  const answered = settings.dates !== undefined
  if (preview.missingFields.length === 0 && preview.dateQuestions.length === 0 && !answered) return null
  return (
    <div style={{ display: 'grid', gap: 8, marginTop: 20 }}>
      {preview.missingFields.length > 0 && (
        <Callout tone="high">
          No column is <b>{preview.missingFields.join(', ')}</b> yet. Say below which one it is.
        </Callout>
      )}
      {(preview.dateQuestions.length > 0 || answered) && (
        <Callout tone={answered ? 'accent' : 'high'}>
          <div className="h-row" data-wrap>
            <span className="h-grow">
              {answered ? (
                'Dates with slashes are read as'
              ) : (
                <>
                  Is 03/04 in <b>{preview.dateQuestions.join(', ')}</b> the 3rd of April or the 4th of March?
                </>
              )}
            </span>
            <SegmentedControl
              size="xs"
              aria-label="Order of dates with slashes"
              value={settings.dates ?? ''}
              onChange={(dates) => (dates === 'dmy' || dates === 'mdy') && onSettings({ ...settings, dates })}
              data={[
                { value: 'dmy', label: 'Day first: 3 April' },
                { value: 'mdy', label: 'Month first: 4 March' },
              ]}
            />
          </div>
        </Callout>
      )}
    </div>
  )
}
