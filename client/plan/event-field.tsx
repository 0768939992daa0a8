import { Autocomplete, CloseButton, NumberInput, Select, TextInput } from '@mantine/core'
import type { EventType, Operator } from '../../shared/triggers/schema.ts'
import { metricWords, numberWords } from '../../shared/triggers/words.ts'
import type { RiskLevel } from '../../shared/triggers/stored.ts'
import { trpc } from '../trpc.ts'
import { EVENT_LABELS, type EventDraft } from './draft.ts'
import { OtherWorkflowField } from './other-workflow-field.tsx'

type EventFieldProps = {
  event: EventDraft
  subject: { workflowId: string; customerId: string }
  onChange: (change: Partial<EventDraft>) => void
  onRemove: (() => void) | undefined
  /** The message for a field of this event. */
  error: (field: keyof EventDraft | 'event') => string | undefined
}

const OPERATORS: readonly { value: Operator; label: string }[] = [
  { value: '>', label: 'above >' },
  { value: '>=', label: 'at least ≥' },
  { value: '<', label: 'below <' },
  { value: '<=', label: 'at most ≤' },
]

const RISKS: readonly { value: RiskLevel | 'any'; label: string }[] = [
  { value: 'any', label: 'anything' },
  { value: 'medium', label: 'with medium risk or more' },
  { value: 'high', label: 'with high risk or more' },
  { value: 'critical', label: 'with critical risk' },
]

/** One event condition of the trigger builder. */
export function EventField({ event, subject, onChange, onRemove, error }: EventFieldProps) {
  return (
    <fieldset className="h-plan-trigger" aria-label={EVENT_LABELS[event.eventType]}>
      <div className="h-row">
        <Select
          className="h-grow"
          aria-label="Event"
          allowDeselect={false}
          value={event.eventType}
          data={Object.entries(EVENT_LABELS).map(([value, label]) => ({ value, label }))}
          onChange={(value) => value !== null && onChange({ eventType: value as EventType })}
          error={error('event')}
        />
        {onRemove !== undefined && <CloseButton aria-label="Remove this condition" onClick={onRemove} />}
      </div>
      <EventDetails event={event} subject={subject} onChange={onChange} error={error} />
    </fieldset>
  )
}

function EventDetails({ event, subject, onChange, error }: Omit<EventFieldProps, 'onRemove'>) {
  switch (event.eventType) {
    case 'customer_login':
      return <p className="h-small h-dim">The next login after this is saved counts.</p>
    case 'usage_threshold_crossed':
      return <MetricFields event={event} subject={subject} onChange={onChange} error={error} />
    case 'workflow_action_completed':
      return <OtherWorkflowField event={event} subject={subject} onChange={onChange} error={error} />
    case 'manual_event':
      return (
        <div className="h-plan-pair">
          <TextInput
            label="Event key"
            description="A button on the workflow, or a program, fires it."
            placeholder="contract-signed"
            value={event.eventKey}
            onChange={({ currentTarget }) => onChange({ eventKey: currentTarget.value })}
            error={error('eventKey')}
          />
          <TextInput
            label="In words (optional)"
            description="What people read instead of the key."
            placeholder="the contract is signed"
            value={event.description}
            onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
            error={error('description')}
          />
        </div>
      )
    case 'message_received':
      return (
        <Select
          aria-label="How risky"
          allowDeselect={false}
          data={RISKS}
          value={event.minRisk ?? 'any'}
          onChange={(value) => onChange({ minRisk: value === 'any' ? null : (value as RiskLevel) })}
          error={error('minRisk')}
        />
      )
    case 'no_reply_for':
      return (
        <NumberInput
          label="Hours without an answer"
          min={0}
          max={8_760}
          value={event.hours}
          onChange={(hours) => onChange({ hours })}
          error={error('hours')}
        />
      )
  }
}

function MetricFields({ event, subject, onChange, error }: Omit<EventFieldProps, 'onRemove'>) {
  const customer = trpc.customers.get.useQuery({ id: subject.customerId }, { staleTime: 30_000 })
  const metrics = customer.data?.metrics ?? []
  const reading = metrics.find(({ metric }) => metric === event.metricName)
  return (
    <>
      <div className="h-plan-metric">
        <Autocomplete
          aria-label="Metric"
          placeholder="health_score"
          data={metrics.map(({ metric }) => metric)}
          value={event.metricName}
          onChange={(metricName) => onChange({ metricName })}
          error={error('metricName')}
        />
        <Select
          aria-label="Comparison"
          allowDeselect={false}
          data={OPERATORS}
          value={event.operator}
          onChange={(value) => value !== null && onChange({ operator: value as Operator })}
        />
        <NumberInput
          aria-label="Threshold"
          placeholder="30"
          thousandSeparator=","
          value={event.threshold}
          onChange={(threshold) => onChange({ threshold })}
          error={error('threshold')}
        />
      </div>
      {customer.data !== undefined && event.metricName !== '' && (
        <p className="h-small h-dim">
          {reading === undefined
            ? `No reading of ${metricWords(event.metricName)} yet: it will not be true until there is one.`
            : `${metricWords(event.metricName)} is ${numberWords(reading.value)} now.`}
        </p>
      )}
    </>
  )
}
