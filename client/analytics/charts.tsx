import type { Days } from '../../shared/analytics/periods.ts'
import type { Outputs } from '../trpc.ts'
import { AdoptionCard } from './adoption-card.tsx'
import { AgeingCard } from './ageing-card.tsx'
import { AlertCards } from './alert-cards.tsx'
import { BreakdownCard } from './breakdown-card.tsx'
import { HeatCard } from './heat-card.tsx'
import { TrendCard } from './trend-card.tsx'
import { TriggerCard } from './trigger-card.tsx'
import { LOGICS } from '../../shared/analytics/schema.ts'

/** What one answer of the server shows. */
export function Charts({ data, days }: { data: Outputs['analytics']['dashboard']; days: Days }) {
  return (
    <>
      <TrendCard trend={data.trend} previousTrend={data.previousTrend} step={data.step} />
      <TriggerCard rows={data.triggerTypes} />
      <BreakdownCard
        title="By recipient"
        noun="Recipient"
        rows={data.recipients}
        drill={(key) => ({ recipient: key })}
      />
      <BreakdownCard
        title="By workflow"
        noun="Workflow"
        rows={data.definitions}
        drill={(key) => ({ definition: key })}
      />
      <BreakdownCard
        title="By team"
        noun="Team"
        rows={data.teams}
        drill={(key) => ({ team: key })}
        note="of the recipient"
      />
      <HeatCard heat={data.heat} />
      <AgeingCard ageing={data.ageing} />
      <BreakdownCard
        title="Number of triggers"
        noun="Triggers"
        rows={data.triggerCounts}
        drill={(key) => ({ triggers: Number(key) })}
      />
      <BreakdownCard
        title="All or any of them"
        noun="Logic"
        rows={data.logics}
        drill={(key) => ({ logic: LOGICS.find((one) => one === key) })}
      />
      <AdoptionCard trend={data.trend} step={data.step} />
      {data.alerts !== null && <AlertCards alerts={data.alerts} days={days} />}
    </>
  )
}
