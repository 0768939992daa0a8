import type { Outputs } from '../trpc.ts'
import { ChartCard } from './chart-card.tsx'
import { countWords, hoursWords, percentWords } from './figures.ts'
import { LinkBars } from './link-bars.tsx'

type Alerts = NonNullable<Outputs['analytics']['dashboard']['alerts']>
type Rows = Alerts['bySeverity']

/** Alerts of these days by severity and by what was found in the messages, for those who may see alerts. */
export function AlertCards({ alerts }: { alerts: Alerts }) {
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')
  const card = (title: string, noun: string, rows: Rows) => (
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
        }))}
      />
    </ChartCard>
  )
  return (
    <>
      {card('Alerts by severity', 'Severity', alerts.bySeverity)}
      {card('Alerts by indicator', 'Indicator', alerts.byIndicator)}
    </>
  )
}
