import { Button, NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { fieldOf } from '../../shared/rules/fields.ts'
import { type Outputs, trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { failed, told } from '../ui/toasts.tsx'
import './rules.css'

type Freshness = Outputs['rules']['freshness']

/** For how long a reading of each metric counts before rules no longer believe it. */
export function FreshnessPage() {
  const freshness = trpc.rules.freshness.useQuery()
  return (
    <Page title="Age of readings">
      <div className="h-page-narrow">
        <p className="h-dim" style={{ marginBottom: 16 }}>
          A reading that is older than its limit is unknown to rules: none fires on it, and admins are told once that
          the data has gone stale. Metrics without a limit count for good.
        </p>
        <Loaded query={freshness}>
          {(metrics) =>
            metrics.length === 0 ? (
              <EmptyState title="No readings yet">
                Metrics appear here once a customer has a reading: import customers, or send signals.
              </EmptyState>
            ) : (
              <Limits metrics={metrics} />
            )
          }
        </Loaded>
      </div>
    </Page>
  )
}

const labelOf = (metric: string) => fieldOf(metric).label

function Limits({ metrics }: { metrics: Freshness }) {
  const [added, setAdded] = useState<readonly string[]>([])
  const shown = metrics.filter(({ metric, hours }) => hours !== null || added.includes(metric))
  const others = metrics.filter((one) => !shown.includes(one))
  return (
    <>
      <ul className="h-rules">
        {shown.map((limit) => (
          <Limit
            key={`${limit.metric} ${limit.hours}`}
            limit={limit}
            onGone={() => setAdded(added.filter((one) => one !== limit.metric))}
          />
        ))}
      </ul>
      {others.length > 0 && (
        <Select
          mt={16}
          maw={320}
          label="Set a limit for"
          placeholder="Choose a metric"
          searchable
          value={null}
          data={others.map(({ metric }) => ({ value: metric, label: labelOf(metric) }))}
          onChange={(metric) => metric !== null && setAdded([...added, metric])}
        />
      )}
    </>
  )
}

function Limit({ limit, onGone }: { limit: Freshness[number]; onGone: () => void }) {
  const { metric, staleCustomers } = limit
  const label = labelOf(metric)
  const [hours, setHours] = useState<number | string>(limit.hours ?? 48)
  const utils = trpc.useUtils()
  const save = trpc.rules.setFreshness.useMutation({
    onSuccess: async (_, { hours: set }) => {
      await utils.rules.invalidate()
      told(set === null ? `${label} counts for good` : `${label} counts for ${set} hours`)
    },
    onError: (error) => failed('The limit was not changed', error),
  })
  const valid = typeof hours === 'number' && hours > 0
  return (
    <li className="h-limit">
      <div className="h-grow">
        <div className="h-rule-name">{label}</div>
        {staleCustomers > 0 && (
          <div className="h-dim h-small">
            too old for {staleCustomers.toLocaleString('en')} {staleCustomers === 1 ? 'customer' : 'customers'} now
          </div>
        )}
      </div>
      <NumberInput
        aria-label={`Hours for ${label}`}
        w={150}
        suffix={hours === 1 ? ' hour' : ' hours'}
        min={1}
        max={8_760}
        allowDecimal={false}
        clampBehavior="blur"
        thousandSeparator=","
        value={hours}
        onChange={setHours}
      />
      <Button
        variant={hours === limit.hours ? 'default' : 'filled'}
        disabled={!valid || hours === limit.hours}
        loading={save.isPending}
        onClick={() => valid && save.mutate({ metric, hours })}
        aria-label={`Save the limit for ${label}`}
      >
        Save
      </Button>
      <Button
        variant="subtle"
        color="muted"
        aria-label={`No limit for ${label}`}
        onClick={() => (limit.hours === null ? onGone() : save.mutate({ metric, hours: null }, { onSuccess: onGone }))}
      >
        No limit
      </Button>
    </li>
  )
}
