import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AlertView } from '../../shared/alerts/view.ts'
import { actsFor } from '../../shared/escalations/lifecycle.ts'
import type { WorkflowView } from '../../shared/workflows/view.ts'
import { useActingPerson } from '../acting-person.ts'
import { actStateOf } from '../escalations/act-labels.ts'
import { PlanDialog } from '../plan/plan-dialog.tsx'
import { trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { Loaded } from '../ui/states.tsx'
import { StatusTag } from '../workflows/columns.tsx'
import { NewWorkflowDialog } from '../workflows/new-workflow-dialog.tsx'
import { planSubjectOf } from '../workflows/plan-subject.ts'

type Step = 'choose' | 'new' | WorkflowView

/** Escalates what an alert is about: a workflow of its customer, or a new one. */
export function EscalateThis({ alert, onClose }: { alert: AlertView | null; onClose: () => void }) {
  const customer = alert?.customer
  // Another alert begins anew.
  return customer ? <Steps key={alert?.id} customer={customer} onClose={onClose} /> : null
}

function Steps({ customer, onClose }: { customer: { id: string; name: string }; onClose: () => void }) {
  const [step, setStep] = useState<Step>('choose')
  const utils = trpc.useUtils()
  const created = async (id: string) => setStep((await utils.workflows.get.fetch({ id })).workflow)
  if (typeof step === 'object') {
    return <PlanDialog kind="escalate" subject={planSubjectOf(step)} opened onClose={onClose} />
  }
  return (
    <>
      <Choose customer={customer} opened={step === 'choose'} onClose={onClose} onChoose={setStep} />
      <NewWorkflowDialog
        opened={step === 'new'}
        // The dialog also closes itself once the workflow is there, which is not the end here.
        onClose={() => setStep('choose')}
        customerId={customer.id}
        onCreated={(id) => void created(id)}
      />
    </>
  )
}

type ChooseProps = {
  customer: { id: string; name: string }
  opened: boolean
  onClose: () => void
  onChoose: (step: Step) => void
}

function Choose({ customer, opened, onClose, onChoose }: ChooseProps) {
  const person = useActingPerson()
  const query = trpc.workflows.list.useQuery({ customerId: customer.id, sort: 'updated', order: 'desc', limit: 50 })
  const mayEscalate = (workflow: WorkflowView) =>
    actsFor(person, actStateOf(workflow)).includes('escalate') || workflow.flowAction?.phase === 'armed'
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size={520}
      title={`Escalate ${customer.name}`}
      lead="Which piece of work does it belong to?"
    >
      <Loaded query={query}>
        {({ workflows }) => {
          const open = workflows.filter(({ status }) => status !== 'completed').filter(mayEscalate)
          if (open.length === 0) return <p className="h-dim">No open workflow of this customer can be escalated.</p>
          return (
            <ul className="h-lines">
              {open.map((workflow) => (
                <li key={workflow.id}>
                  <div className="h-grow">
                    {workflow.definition.name}
                    <div className="h-dim h-small">{workflow.assignee?.name ?? 'unassigned'}</div>
                  </div>
                  <StatusTag workflow={workflow} />
                  <Button size="compact-sm" variant="default" onClick={() => onChoose(workflow)}>
                    Escalate…
                  </Button>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
      <DialogFoot>
        <Button variant="default" onClick={() => onChoose('new')}>
          New workflow…
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
