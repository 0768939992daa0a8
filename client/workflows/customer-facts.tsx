import { Link } from '@tanstack/react-router'
import { metricWords, numberWords } from '../../shared/triggers/words.ts'
import type { CustomerView } from '../../shared/customers/view.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Time } from '../ui/time.tsx'

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })

/** A metric's value as people read it. */
export function metricValue(metric: string, value: number): string {
  return metric === 'arr' || metric === 'mrr' ? money.format(value) : numberWords(Math.round(value * 100) / 100)
}

/** `health_score` → `Health score`, to stand over a value. */
export function metricLabel(metric: string): string {
  const words = metricWords(metric)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function Metric({ reading }: { reading: CustomerView['metrics'][number] }) {
  const { metric, value, previousValue } = reading
  const change = previousValue === null ? 0 : value - previousValue
  return (
    <Fact label={metricLabel(metric)}>
      {metricValue(metric, value)}
      {change !== 0 && (
        <span className="h-small h-faint">
          {' '}
          {change > 0 ? '▲' : '▼'} {metricValue(metric, Math.abs(change))}
        </span>
      )}
    </Fact>
  )
}

/** What one wants to know of a customer before acting on a workflow. */
export function CustomerFacts({ customer }: { customer: CustomerView }) {
  const known = new Map(customer.metrics.map((reading) => [reading.metric, reading]))
  const [arr, health] = [known.get('arr'), known.get('health_score')]
  return (
    <Facts>
      <Fact label="Customer">
        <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
          {customer.name}
        </Link>
      </Fact>
      {arr && <Metric reading={arr} />}
      {health && <Metric reading={health} />}
      <Fact label="Renewal">{customer.renewalAt === null ? '–' : <Time at={customer.renewalAt} />}</Fact>
      <Fact label="Last login">{customer.lastLoginAt === null ? '–' : <Time at={customer.lastLoginAt} />}</Fact>
    </Facts>
  )
}
