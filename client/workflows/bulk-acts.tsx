import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { failed, told } from '../ui/toasts.tsx'
import type { WorkflowRow } from './words.ts'

/** Does the same to each of several workflows and says how many it worked for; one refusal stops no other. */
function useEach(workflows: WorkflowRow[], onDone: () => void) {
  const utils = trpc.useUtils()
  const [left, setLeft] = useState<number | null>(null)
  const run = async (said: string, act: (workflow: WorkflowRow) => Promise<unknown>) => {
    let refusal: unknown
    let done = 0
    for (const [at, workflow] of workflows.entries()) {
      setLeft(workflows.length - at)
      try {
        await act(workflow)
        done += 1
      } catch (error) {
        refusal = error
      }
    }
    setLeft(null)
    if (refusal !== undefined) failed(`${workflows.length - done} of ${workflows.length} could not be changed`, refusal)
    if (done > 0) told(`${done} ${said}`)
    await utils.workflows.invalidate()
    onDone()
  }
  return { left, run }
}

/** Acts on the selected rows of a list. */
export function BulkActs({ workflows, onDone }: { workflows: WorkflowRow[]; onDone: () => void }) {
  const { left, run } = useEach(workflows, onDone)
  const members = trpc.members.list.useQuery(undefined, { staleTime: 60_000 }).data?.members ?? []
  const reassign = trpc.workflows.reassign.useMutation()
  const complete = trpc.workflows.complete.useMutation()
  const busy = left !== null
  const askComplete = async () => {
    const sure = await confirm({
      title: `Complete ${workflows.length} ${workflows.length === 1 ? 'workflow' : 'workflows'}?`,
      body: 'Open snoozes, skips and escalations on them end. Each can be reopened.',
      act: 'Complete',
    })
    if (sure) await run('completed', ({ id }) => complete.mutateAsync({ id }))
  }
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <Button size="compact-sm" variant="default" loading={busy && reassign.isPending}>
            Reassign…
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {members.map(({ userId, name }) => (
            <Menu.Item
              key={userId}
              onClick={() => void run(`reassigned to ${name}`, ({ id }) => reassign.mutateAsync({ id, userId }))}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void askComplete()}>
        Complete…
      </Button>
      {left !== null && <span role="status">{left} left</span>}
    </>
  )
}
