import { Button, SegmentedControl } from '@mantine/core'
import { useRef } from 'react'
import type { Logic } from '../../shared/triggers/schema.ts'
import { DateField } from './date-field.tsx'
import { activeEvents, type Draft, type EventDraft, eventRoom, hasDate, newEvent } from './draft.ts'
import { EventField } from './event-field.tsx'

type ConditionFieldsProps = {
  draft: Draft
  subject: { workflowId: string; customerId: string }
  onChange: (change: Partial<Draft>) => void
  /** The message for a field: `date`, `event-1.threshold`. */
  error: (field: string) => string | undefined
}

/** The trigger builder: a date, up to three conditions in all, and whether all or any of them count. */
export function ConditionFields({ draft, subject, onChange, error }: ConditionFieldsProps) {
  const events = activeEvents(draft)
  const numbers = useRef(draft.events.length)
  const conditions = events.length + (hasDate(draft.mode) ? 1 : 0)
  const change = (id: string, part: Partial<EventDraft>) =>
    onChange({ events: draft.events.map((event) => (event.id === id ? { ...event, ...part } : event)) })
  const add = () => {
    numbers.current += 1
    onChange({ events: [...events, newEvent(`event-${numbers.current}`)] })
  }
  const logic = conditions > 1 && (
    <SegmentedControl
      aria-label="Which conditions must hold"
      style={{ justifySelf: 'start' }}
      size="xs"
      value={draft.logic}
      onChange={(value) => onChange({ logic: value as Logic })}
      data={[
        { value: 'AND', label: 'all of' },
        { value: 'OR', label: 'any of' },
      ]}
    />
  )
  return (
    <div className="h-plan-form">
      {hasDate(draft.mode) && (
        <DateField date={draft.date} zone={draft.zone} onChange={onChange} error={error('date')} />
      )}
      {hasDate(draft.mode) && logic}
      {events.map((event, at) => (
        <div key={event.id} className="h-plan-form">
          <EventField
            event={event}
            subject={subject}
            onChange={(part) => change(event.id, part)}
            onRemove={
              events.length > 1
                ? () => onChange({ events: draft.events.filter(({ id }) => id !== event.id) })
                : undefined
            }
            error={(field) => error(`${event.id}.${field}`)}
          />
          {at === 0 && !hasDate(draft.mode) && logic}
        </div>
      ))}
      {events.length > 0 && events.length < eventRoom(draft.mode) && (
        <div>
          <Button variant="default" size="compact-sm" onClick={add}>
            Add a condition
          </Button>
        </div>
      )}
    </div>
  )
}
