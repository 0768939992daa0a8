import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { Page } from '../ui/page.tsx'
import { failed, told } from '../ui/toasts.tsx'

/** A believable team to look around with, in with one button and out with another. */
export function SampleDataPage() {
  const { organization } = useMe()
  const queryClient = useQueryClient()
  const create = trpc.demo.create.useMutation({
    onSuccess: () => {
      told('Sample data is in')
      return queryClient.invalidateQueries()
    },
    onError: (error) => failed('The sample data did not go in', error),
  })
  const remove = trpc.demo.remove.useMutation({
    onSuccess: () => {
      told('The sample data is gone')
      return queryClient.invalidateQueries()
    },
    onError: (error) => failed('The sample data was not removed', error),
  })
  const ask = async () => {
    const sure = await confirm({
      title: 'Remove the sample data?',
      body: 'Its customers, workflows, people and history go. What you made yourself stays.',
      act: 'Remove',
      danger: true,
    })
    if (sure) remove.mutate()
  }
  return (
    <Page title="Sample data">
      <p className="h-dim" style={{ maxWidth: 560, marginBottom: 16 }}>
        {organization.settings.sampleData
          ? 'Sample data is in place: customers, workflows in every state and 90 days of history. It can be removed without a trace.'
          : 'Fill this organization with customers, workflows in every state and 90 days of history, so that every page shows something. It can be removed without a trace.'}
      </p>
      {organization.settings.sampleData ? (
        <Button variant="default" loading={remove.isPending} onClick={() => void ask()}>
          Remove the sample data…
        </Button>
      ) : (
        <Button loading={create.isPending} onClick={() => create.mutate()}>
          Fill with sample data
        </Button>
      )}
    </Page>
  )
}
