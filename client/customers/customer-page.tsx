import { Button, SegmentedControl } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CustomerView } from '../../shared/customers/view.ts'
import { useMay } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { DetailLayout, Page, Section } from '../ui/page.tsx'
import { SeriesChart } from '../ui/series-chart.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time, useNow, useZone } from '../ui/time.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { Due, StatusTag } from '../workflows/columns.tsx'
import { metricLabel, metricValue } from '../workflows/customer-facts.tsx'
import { NewWorkflowDialog } from '../workflows/new-workflow-dialog.tsx'
import { storyOf } from '../workflows/story.tsx'
import { Contacts } from './contacts.tsx'
import { CustomerDialog } from './customer-dialog.tsx'
import { LastMessages } from './messages.tsx'

const route = getRouteApi('/shell/customers/$customerId')

/** One customer: facts and their history, its workflows, its people, what was written. */
export function CustomerPage() {
  const { customerId } = route.useParams()
  const query = trpc.customers.get.useQuery({ id: customerId })
  if (query.data === undefined) {
    return (
      <Page title="Customer">
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    )
  }
  return <CustomerDetail customer={query.data} />
}

function CustomerDetail({ customer }: { customer: CustomerView }) {
  const zone = useZone()
  const mayEdit = useMay('admin')
  const [editing, edit] = useDisclosure(false)
  const [creating, create] = useDisclosure(false)
  const timeline = trpc.customers.timeline.useQuery({ customerId: customer.id })
  const properties = Object.entries(customer.properties)
  return (
    <Page
      title={customer.name}
      beside={customer.segment !== null && <Tag>{customer.segment}</Tag>}
      acts={
        mayEdit && (
          <>
            <Button variant="default" onClick={create.open}>
              New workflow
            </Button>
            <Button variant="default" onClick={edit.open}>
              Change
            </Button>
          </>
        )
      }
      bare
    >
      <DetailLayout
        side={
          <Section title="Timeline">
            <Loaded query={timeline}>{({ entries }) => <Timeline items={storyOf(entries, zone)} />}</Loaded>
          </Section>
        }
      >
        <Facts>
          <Fact label="Owner">{customer.owner?.name ?? 'nobody'}</Fact>
          <Fact label="Renewal">{customer.renewalAt === null ? '–' : <Time at={customer.renewalAt} />}</Fact>
          <Fact label="Last login">{customer.lastLoginAt === null ? 'never' : <Time at={customer.lastLoginAt} />}</Fact>
          <Fact label="Time zone">{customer.timezone}</Fact>
          {customer.externalId !== null && <Fact label="Id">{customer.externalId}</Fact>}
          {properties.map(([name, value]) => (
            <Fact key={name} label={metricLabel(name)}>
              {String(value)}
            </Fact>
          ))}
        </Facts>
        {customer.tags.length > 0 && (
          <p style={{ marginTop: 8, display: 'flex', gap: 6, flexWrap: 'wrap' }}>
            {customer.tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </p>
        )}
        <Section title="Metrics">
          <Metrics customer={customer} />
        </Section>
        <Section title="Workflows">
          <Workflows customerId={customer.id} />
        </Section>
        <Section title="Contacts">
          <Contacts customerId={customer.id} />
        </Section>
        <Section title="Messages">
          <LastMessages customerId={customer.id} limit={20} />
        </Section>
      </DetailLayout>
      {mayEdit && <CustomerDialog customer={customer} opened={editing} onClose={edit.close} />}
      {mayEdit && <NewWorkflowDialog opened={creating} onClose={create.close} customerId={customer.id} />}
    </Page>
  )
}

const PERIODS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
]

function Metrics({ customer }: { customer: CustomerView }) {
  const [days, setDays] = useState('90')
  if (customer.metrics.length === 0) {
    return <p className="h-dim">No readings yet. They come with imports, /api/customers and /api/signals.</p>
  }
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <div>
        <SegmentedControl size="xs" aria-label="Period" value={days} onChange={setDays} data={PERIODS} />
      </div>
      <div style={{ display: 'grid', gap: 24, gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))' }}>
        {customer.metrics.map((reading) => (
          <MetricChart key={reading.metric} customerId={customer.id} reading={reading} days={Number(days)} />
        ))}
      </div>
    </div>
  )
}

type MetricChartProps = { customerId: string; reading: CustomerView['metrics'][number]; days: number }

function MetricChart({ customerId, reading, days }: MetricChartProps) {
  const { metric, value, at } = reading
  // To the hour, or every tick of the clock would ask again.
  const now = Math.floor(useNow() / 3_600_000) * 3_600_000
  const query = trpc.customers.metricHistory.useQuery({ customerId, metric, from: now - days * 86_400_000 })
  return (
    <div>
      <p>
        <b>{metricValue(metric, value)}</b>{' '}
        <span className="h-dim h-small">
          read <Time at={at} />
        </span>
      </p>
      <Loaded query={query}>
        {(points) => (
          <SeriesChart
            label={metricLabel(metric)}
            points={points.flatMap((point) => (point.value === null ? [] : [{ at: point.at, value: point.value }]))}
            format={(one) => metricValue(metric, one)}
            height={120}
          />
        )}
      </Loaded>
    </div>
  )
}

function Workflows({ customerId }: { customerId: string }) {
  const query = trpc.workflows.list.useQuery({ customerId, sort: 'updated', order: 'desc', limit: 50 })
  return (
    <Loaded query={query}>
      {({ workflows }) =>
        workflows.length === 0 ? (
          <p className="h-dim">No workflow on this customer yet.</p>
        ) : (
          <ul className="h-lines">
            {workflows.map((workflow) => (
              <li key={workflow.id}>
                <div className="h-grow">
                  <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }}>
                    {workflow.definition.name}
                  </Link>
                  <div className="h-dim h-small">{workflow.assignee?.name ?? 'nobody'}</div>
                </div>
                <span className="h-small">
                  <Due workflow={workflow} />
                </span>
                <StatusTag workflow={workflow} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
