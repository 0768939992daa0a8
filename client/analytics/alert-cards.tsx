import { SEVERITIES } from '../../shared/alerts/schema.ts'
import type { Days } from '../../shared/analytics/periods.ts'
import type { Outputs } from '../trpc.ts'
import type { AlertsSearch } from '../routes/alerts.ts'
import { AlertsLink } from './alerts-link.tsx'
import { ChartCard } from './chart-card.tsx'
import { countWords, hoursWords, percentWords } from './figures.ts'
import { LinkBars } from './link-bars.tsx'

type Alerts = NonNullable<Outputs['analytics']['dashboard']['alerts']>
type Rows = Alerts['bySeverity']

/** Alerts of these days by severity and by what was found in the messages, for those who may see alerts. */
export function AlertCards({ alerts, days }: { alerts: Alerts; days: Days }) {
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')
  const card = (title: string, noun: string, rows: Rows, searchOf: (key: string) => Partial<AlertsSearch>) => (
    <ChartCard
      title={title}
      empty={rows.length === 0}
      note={rows.length === 0 ? undefined : 'whatever else is filtered'}
      table={{
        titles: [noun, 'Alerts', 'False positives', 'Hours to acknowledge'],
        rows: rows.map((row) => [capital(row.key), row.alerts, row.falsePositives, row.mtta]),
        formats: [undefined, undefined, undefined, (value) => value.toFixed(1)],
      }}
    >
      <LinkBars
        bars={rows.map((row) => ({
          key: row.key,
          label: capital(row.key),
          value: row.alerts,
          note: `${capital(row.key)}: ${countWords(row.alerts)}, ${percentWords(row.falsePositives / row.alerts)} false positives, acknowledged after ${hoursWords(row.mtta)}`,
          link: (parts) => <AlertsLink days={days} search={searchOf(row.key)} {...parts} />,
        }))}
      />
    </ChartCard>
  )
  return (
    <>
      {card('Alerts by severity', 'Severity', alerts.bySeverity, (key) => ({
        severity: SEVERITIES.find((one) => one === key),
      }))}
      {card('Alerts by indicator', 'Indicator', alerts.byIndicator, (key) => ({ indicator: key }))}
    </>
  )
}
