import { Button, Menu, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { type Act, actsFor } from '../../shared/escalations/lifecycle.ts'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import type { WorkflowView } from '../../shared/workflows/view.ts'
import { useActingPerson } from '../acting-person.ts'
import { ACT_HINTS, ACT_LABELS, actStateOf } from '../escalations/act-labels.ts'
import { usePaletteActs } from '../layout/palette-acts.ts'
import { PlanDialog } from '../plan/plan-dialog.tsx'
import { trpc } from '../trpc.ts'
import { Keys, useShortcut } from '../ui/keys.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { planSubjectOf } from './plan-subject.ts'
import { ReassignDialog } from './reassign-dialog.tsx'
import { titleOf } from './words.ts'

/** What the command palette offers on this page. */
const OFFERED: readonly Act[] = ['escalate', 'snooze', 'skip', 'reassign', 'complete', 'reopen']

const KEYS: Partial<Record<Act, string>> = { escalate: 'e', snooze: 'z', skip: 's', reassign: 'r' }

/** Opens the dialogs and sends the acts that stand on top of a workflow. */
function useTopActs(workflow: WorkflowView) {
  const utils = trpc.useUtils()
  const [open, setOpen] = useState<FlowKind | 'reassign' | null>(null)
  const options = (what: string) => ({
    onSuccess: async (answer: { message: string }) => {
      told(answer.message)
      await utils.workflows.invalidate()
    },
    onError: (error: unknown) => failed(`${what} did not work`, error),
  })
  const complete = trpc.workflows.complete.useMutation(options('Completing'))
  const reopen = trpc.workflows.reopen.useMutation(options('Reopening'))
  const run = (act: Act) => {
    if (act === 'escalate' || act === 'snooze' || act === 'skip' || act === 'reassign') setOpen(act)
    if (act === 'complete') complete.mutate({ id: workflow.id })
    if (act === 'reopen') reopen.mutate({ id: workflow.id })
  }
  return { open, close: () => setOpen(null), run, busy: complete.isPending || reopen.isPending }
}

/** The acts on top of a workflow: what is legal now and allowed to this person. */
export function WorkflowActs({ workflow }: { workflow: WorkflowView }) {
  const person = useActingPerson()
  const legal = actsFor(person, actStateOf(workflow))
  const { open, close, run, busy } = useTopActs(workflow)
  // An open snooze, skip or scheduled escalation may be replaced; the dialog says so.
  const subject = planSubjectOf(workflow)
  const replaceable = subject.replaces !== null && legal.includes('reassign')
  const may = (act: Act) =>
    legal.includes(act) || (replaceable && (act === 'escalate' || act === 'snooze' || act === 'skip'))
  useShortcut('e', () => run('escalate'), may('escalate'))
  useShortcut('z', () => run('snooze'), may('snooze'))
  useShortcut('s', () => run('skip'), may('skip'))
  useShortcut('r', () => run('reassign'), may('reassign'))

  usePaletteActs(
    OFFERED.filter(may).map((act) => ({
      id: act,
      label: `${ACT_LABELS[act]} this workflow`,
      description: titleOf(workflow),
      run: () => run(act),
    })),
  )

  const side = (['snooze', 'skip', 'reassign'] as const).filter(may)
  return (
    <>
      {side.map((act) => (
        <ActButton key={act} act={act} run={run} />
      ))}
      {(may('complete') || may('reopen')) && (
        <Menu>
          <Menu.Target>
            <Button variant="default" loading={busy} aria-label="More acts">
              …
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {may('complete') && <Menu.Item onClick={() => run('complete')}>Complete</Menu.Item>}
            {may('reopen') && <Menu.Item onClick={() => run('reopen')}>Reopen</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
      {may('escalate') && <ActButton act="escalate" run={run} primary />}
      {(['escalate', 'snooze', 'skip'] as const).map((kind) => (
        <PlanDialog key={kind} kind={kind} subject={subject} opened={open === kind} onClose={close} />
      ))}
      <ReassignDialog workflow={workflow} opened={open === 'reassign'} onClose={close} />
    </>
  )
}

function ActButton({ act, run, primary = false }: { act: Act; run: (act: Act) => void; primary?: boolean }) {
  const key = KEYS[act]
  return (
    <Tooltip label={ACT_HINTS[act]} multiline maw={280} disabled={ACT_HINTS[act] === undefined}>
      <Button
        variant={primary ? 'filled' : 'default'}
        onClick={() => run(act)}
        rightSection={primary && key !== undefined ? <Keys of={key} /> : undefined}
      >
        {ACT_LABELS[act]}
      </Button>
    </Tooltip>
  )
}
