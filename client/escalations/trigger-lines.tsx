import { VisuallyHidden } from '@mantine/core'
import type { FlowActionView, TriggerView } from '../../shared/escalations/view.ts'
import { conditionWords } from '../../shared/triggers/words.ts'
import { relativeWords } from '../ui/relative.ts'
import { Dot, Tag } from '../ui/tag.tsx'
import { Time, useNow, useZone } from '../ui/time.tsx'
import '../plan/plan.css'

function stateOf(trigger: TriggerView): 'yes' | 'no' | 'unknown' {
  if (trigger.isFired || trigger.satisfiedAt !== null) return 'yes'
  return trigger.errorMessage !== null || trigger.explanation?.result === 'unknown' ? 'unknown' : 'no'
}

const STATE_WORDS = { yes: 'true', no: 'not true yet', unknown: 'not known' }

function StateTag({ trigger, phase }: { trigger: TriggerView; phase: FlowActionView['phase'] }) {
  const now = useNow()
  if (phase === 'fired' && trigger.isFired) return <Tag tone="ok">fired</Tag>
  if (trigger.satisfiedAt !== null)
    return <Tag tone="ok">{trigger.mode === 'latched' ? 'true for good' : 'true now'}</Tag>
  if (trigger.dueAt !== null) return <Tag>{relativeWords(trigger.dueAt, now)}</Tag>
  return <Tag>{stateOf(trigger) === 'unknown' ? 'no data yet' : 'waiting'}</Tag>
}

/** Each trigger of a flow action: what it waits for, what was last seen, and whether it holds. */
export function TriggerLines({ flowAction }: { flowAction: FlowActionView }) {
  const zone = useZone()
  if (flowAction.triggers.length === 0) return null
  const several = flowAction.triggers.length > 1
  const together = flowAction.logic === 'AND' ? 'When all of these hold' : 'When any of these holds'
  return (
    <>
      {several && (
        <p className="h-small h-dim" aria-hidden>
          {together}
        </p>
      )}
      <ul className="h-plan-lines" aria-label={several ? together : 'When this holds'}>
        {flowAction.triggers.map((trigger) => {
          // What was seen of a date is the time of day; the date itself says all.
          const explanation = trigger.type === 'date' ? null : trigger.explanation
          const words = trigger.explanation?.expected ?? conditionWords(trigger.config, trigger.dueAt, { zone })
          const decided = flowAction.firedTrigger?.id === trigger.id
          return (
            <li key={trigger.id} className="h-row">
              <Dot state={stateOf(trigger)} />
              <span className="h-grow">
                {words.replace(/^(on|when) /, '')}
                <VisuallyHidden> ({STATE_WORDS[stateOf(trigger)]})</VisuallyHidden>
                {explanation && <span className="h-dim"> — {explanation.observed}</span>}
                {explanation?.at != null && (
                  <span className="h-dim">
                    {', '}
                    <Time at={explanation.at} />
                  </span>
                )}
                {decided && <span className="h-dim"> · decided</span>}
              </span>
              <StateTag trigger={trigger} phase={flowAction.phase} />
            </li>
          )
        })}
      </ul>
    </>
  )
}
