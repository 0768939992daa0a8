import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { WorkflowView } from '../../shared/workflows/view.ts'
import { trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { told } from '../ui/toasts.tsx'

const FIELDS = ['userId'] as const

type ReassignDialogProps = { workflow: WorkflowView; opened: boolean; onClose: () => void }

/** Hands a workflow over for good. */
export function ReassignDialog({ workflow, opened, onClose }: ReassignDialogProps) {
  const lead = 'Somebody else becomes the assignee and is told. To ask for help without handing it over, use Escalate.'
  return (
    <Dialog opened={opened} onClose={onClose} title="Reassign" lead={lead} size={480}>
      {opened && <ReassignForm workflow={workflow} onClose={onClose} />}
    </Dialog>
  )
}

function ReassignForm({ workflow, onClose }: Omit<ReassignDialogProps, 'opened'>) {
  const [userId, setUserId] = useState<string | null>(null)
  const utils = trpc.useUtils()
  const members = trpc.members.list.useQuery(undefined, { staleTime: 60_000 }).data?.members ?? []
  const before = workflow.assignee?.userId
  const back = trpc.workflows.reassign.useMutation({ onSuccess: () => utils.workflows.invalidate() })
  const reassign = trpc.workflows.reassign.useMutation({
    onSuccess: async (answer) => {
      told(answer.message, before === undefined ? undefined : () => back.mutate({ id: workflow.id, userId: before }))
      onClose()
      await utils.workflows.invalidate()
    },
  })
  const issues = useServerIssues(reassign.error, FIELDS)
  return (
    <form
      style={{ display: 'grid', gap: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (userId !== null) reassign.mutate({ id: workflow.id, userId })
      }}
    >
      <Select
        label="New assignee"
        placeholder="Select a person"
        searchable
        data-autofocus
        withAsterisk
        value={userId}
        onChange={setUserId}
        data={members
          .filter((member) => member.userId !== before)
          .map((member) => ({ value: member.userId, label: member.name }))}
        error={issues.field('userId')}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={reassign.isPending}>Reassign</Submit>
      </DialogFoot>
    </form>
  )
}
