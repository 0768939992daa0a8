import { Button, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { type Act, actsFor } from '../../shared/escalations/lifecycle.ts'
import type { FlowActionView } from '../../shared/escalations/view.ts'
import type { WorkflowView } from '../../shared/workflows/view.ts'
import { useActingPerson } from '../acting-person.ts'
import { Callout } from '../ui/tag.tsx'
import { ExactTime, Time } from '../ui/time.tsx'
import { ACT_HINTS, ACT_LABELS, actStateOf } from './act-labels.ts'
import { DeEscalateDialog } from './de-escalate-dialog.tsx'
import './flow-list.css'
import { TriggerLines } from './trigger-lines.tsx'
import { useFlowActs } from './use-acts.ts'

function recipientWords({ recipient, recipientTeam }: FlowActionView): string {
  if (recipient !== null && recipientTeam !== null) return `${recipient.name} (${recipientTeam.name})`
  return recipient?.name ?? recipientTeam?.name ?? 'nobody: no one could be reached'
}

/** "Will escalate to Ines Keller", "Snoozed", … */
export function flowTitle(flowAction: FlowActionView): string {
  if (flowAction.kind === 'snooze') return 'Snoozed'
  if (flowAction.kind === 'skip') return 'Skipped'
  const to = recipientWords(flowAction)
  return flowAction.phase === 'armed' ? `Will escalate to ${to}` : `Escalated to ${to}`
}

const BUTTONS: readonly Act[] = ['acknowledge', 'take_ownership', 'de_escalate', 'cancel', 'wake_now', 'reactivate_now']

/** The open snooze, skip or escalation of a workflow: what waits for what, why, since when, and what can be done. */
export function FlowCard({ workflow, more }: { workflow: WorkflowView; more?: ReactNode }) {
  const { flowAction } = workflow
  const person = useActingPerson()
  const acts = useFlowActs(workflow.id)
  const [ending, end] = useDisclosure(false)
  if (flowAction === null) return null
  const legal = actsFor(person, actStateOf(workflow))
  const armedEscalation = flowAction.kind === 'escalate' && flowAction.phase === 'armed'
  const shown = BUTTONS.filter((act) => legal.includes(act) && !(act === 'de_escalate' && armedEscalation))
  const run: Partial<Record<Act, () => void>> = {
    acknowledge: acts.acknowledge,
    take_ownership: acts.takeOwnership,
    de_escalate: end.open,
    cancel: acts.cancel,
    wake_now: acts.wakeNow,
    reactivate_now: acts.reactivateNow,
  }
  const events = legal.includes('fire_manual_event') ? manualEvents(flowAction) : []
  return (
    <div className="h-plan-form" style={{ gap: 8 }}>
      <div className="h-row h-flow-head" data-wrap>
        <h3>{flowTitle(flowAction)}</h3>
        {more}
        {events.map(({ key, words }) => (
          <Button
            key={key}
            size="compact-sm"
            variant="default"
            disabled={acts.busy}
            onClick={() => acts.fireEvent(key)}
          >
            Fire “{words}”
          </Button>
        ))}
        {shown.map((act) => (
          <Tooltip key={act} label={ACT_HINTS[act]} disabled={ACT_HINTS[act] === undefined} multiline maw={280}>
            <Button size="compact-sm" variant="default" disabled={acts.busy} onClick={run[act]}>
              {act === 'de_escalate' ? `${ACT_LABELS[act]}…` : ACT_LABELS[act]}
            </Button>
          </Tooltip>
        ))}
      </div>
      <FlowFacts flowAction={flowAction} />
      <TriggerLines flowAction={flowAction} />
      {flowAction.fallback !== null && <Callout tone="high">{flowAction.fallback}</Callout>}
      <DeEscalateDialog
        opened={ending}
        onClose={end.close}
        returnsTo={workflow.originalAssignee?.name ?? workflow.assignee?.name ?? null}
        onConfirm={acts.deEscalate}
      />
    </div>
  )
}

function manualEvents({ triggers }: FlowActionView): { key: string; words: string }[] {
  return triggers.flatMap(({ config, isFired, satisfiedAt }) => {
    if (!('eventType' in config) || config.eventType !== 'manual_event' || isFired || satisfiedAt !== null) return []
    const { eventKey, description } = config.eventConfig
    return [{ key: eventKey, words: description ?? eventKey }]
  })
}

function FlowFacts({ flowAction }: { flowAction: FlowActionView }) {
  const { createdBy, createdAt, firedAt, estimatedAt, acknowledgedBy, acknowledgedAt, reason, depth, kind, phase } =
    flowAction
  return (
    <div className="h-dim h-small">
      {reason !== null && <p style={{ color: 'var(--h-ink)', fontSize: 14 }}>“{reason}”</p>}
      <p>
        {createdBy === null ? 'Put there by a rule' : `By ${createdBy.name}`} <Time at={createdAt} />
        {kind === 'escalate' && ` · level ${depth}`}
        {kind === 'escalate' && phase === 'fired' && firedAt !== null && (
          <>
            {' · escalated '}
            <Time at={firedAt} />
          </>
        )}
        {phase === 'armed' && estimatedAt !== null && (
          <>
            {' · by its dates on '}
            <ExactTime at={estimatedAt} />
          </>
        )}
        {acknowledgedAt !== null && (
          <>
            {` · acknowledged${acknowledgedBy === null ? '' : ` by ${acknowledgedBy.name}`} `}
            <Time at={acknowledgedAt} />
          </>
        )}
      </p>
    </div>
  )
}
