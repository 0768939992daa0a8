import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage } from '../ui/form-foot.tsx'
import { Keys, useShortcut } from '../ui/keys.tsx'
import { useZone } from '../ui/time.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { emptyDraft, type Draft, missingIn, type Mode, modesOf } from './draft.ts'
import { useFieldErrors } from './field-errors.ts'
import './plan.css'
import { PreviewBox } from './preview-box.tsx'
import { RecipientField } from './recipient-field.tsx'
import { usePlan } from './use-plan.ts'
import { usePreview } from './use-preview.ts'

/** As much of a workflow as the dialog needs. */
export type PlanSubject = {
  workflowId: string
  customerId: string
  /** "Renewal · Kestrel Systems" */
  title: string
  assignee: { userId: string; name: string } | null
  /** A snooze, skip or armed escalation that this one would take the place of. */
  replaces: FlowKind | null
}

const TITLES: Record<FlowKind, string> = { escalate: 'Escalate', snooze: 'Snooze', skip: 'Skip' }
const WHEN: Record<FlowKind, string> = { escalate: 'When', snooze: 'Wake it', skip: 'Reactivate it' }
const WHY: Record<FlowKind, string> = {
  escalate: 'Why are you escalating?',
  snooze: 'Why are you snoozing it?',
  skip: 'Why are you skipping it?',
}

function leadOf(kind: FlowKind, { assignee }: PlanSubject): string {
  if (kind === 'snooze') return 'It leaves the queue until a date or an event brings it back.'
  if (kind === 'skip') return 'It is left out and counted as skipped, until a date or an event brings it back.'
  const whose = assignee === null ? 'unassigned' : `${assignee.name}’s`
  return `Somebody else is asked to help. The workflow stays ${whose}. To hand it over for good, use Reassign.`
}

function submitLabel(kind: FlowKind, mode: Mode): string {
  if (kind === 'snooze') return 'Snooze'
  if (kind === 'skip') return 'Skip'
  return mode === 'immediate' ? 'Escalate now' : 'Schedule escalation'
}

type PlanDialogProps = { kind: FlowKind; subject: PlanSubject; opened: boolean; onClose: () => void }

/** Escalate, snooze and skip: one dialog, since they differ only in what happens in the end. */
export function PlanDialog({ kind, subject, opened, onClose }: PlanDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`${TITLES[kind]} ${subject.title}`} lead={leadOf(kind, subject)}>
      {opened && <PlanForm kind={kind} subject={subject} onClose={onClose} />}
    </Dialog>
  )
}

function PlanForm({ kind, subject, onClose }: Omit<PlanDialogProps, 'opened'>) {
  const zone = useZone()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(kind, zone))
  const [tried, setTried] = useState(false)
  const replace = subject.replaces !== null
  const { preview, fresh } = usePreview(subject.workflowId, kind, draft, replace)
  const plan = usePlan(kind, subject, onClose)
  const missing = missingIn(draft, kind)
  const errors = useFieldErrors(draft, {
    missing: tried ? missing : undefined,
    issues: preview?.issues,
    failure: plan.error,
  })
  const refused = (preview?.refusals.length ?? 0) > 0

  const change = (part: Partial<Draft>) => {
    plan.reset()
    setDraft((before) => ({ ...before, ...part }))
  }
  const submit = () => {
    setTried(true)
    if (missing.size === 0 && !plan.busy) plan.send(draft)
  }
  useShortcut('mod+Enter', submit)

  return (
    <form
      className="h-plan-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {kind === 'escalate' && (
        <RecipientField
          workflowId={subject.workflowId}
          value={draft.recipient}
          onChange={(recipient) => change({ recipient })}
          error={errors.field('recipient')}
        />
      )}
      <div>
        <div className="h-plan-label" id="plan-when">
          {WHEN[kind]}
        </div>
        <SegmentedControl
          aria-labelledby="plan-when"
          className="h-plan-modes"
          value={draft.mode}
          onChange={(mode) => change({ mode: mode as Mode })}
          data={modesOf(kind).map(({ value, label }) => ({ value, label }))}
        />
      </div>
      <ConditionFields draft={draft} subject={subject} onChange={change} error={errors.field} />
      <Textarea
        label={WHY[kind]}
        description={kind === 'escalate' ? 'Who receives it reads this first.' : undefined}
        autosize
        minRows={2}
        maxLength={2_000}
        value={draft.reason}
        onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
        error={errors.field('reason')}
      />
      <div className="h-plan-end">
        <PreviewBox preview={preview} />
        <FormMessage>{errors.rest}</FormMessage>
        <DialogFoot say={kind === 'escalate' && preview ? `Level ${preview.depth} of ${preview.maxDepth}` : undefined}>
          <Button variant="subtle" color="muted" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="filled"
            loading={plan.busy}
            disabled={refused && fresh}
            rightSection={<Keys of="mod+Enter" />}
          >
            {submitLabel(kind, draft.mode)}
          </Button>
        </DialogFoot>
      </div>
    </form>
  )
}
