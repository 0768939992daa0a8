import type { Outputs } from '../trpc.ts'
import { ChartCard } from './chart-card.tsx'
import { countWords, hoursWords } from './figures.ts'
import type { TableData } from './figure-table.tsx'
import { LinkBars } from './link-bars.tsx'
import type { Drill } from './search.ts'

export type BreakdownRows = Outputs['analytics']['dashboard']['recipients']

type BreakdownCardProps = {
  title: string
  /** What the rows are: `Recipient`. */
  noun: string
  rows: BreakdownRows
  drill: (key: string) => Drill
  note?: string
  span?: 1 | 2 | 3
}

/** Escalations by people, workflows or teams: bars that lead to what they count. */
export function BreakdownCard({ title, noun, rows, drill, note, span = 1 }: BreakdownCardProps) {
  return (
    <ChartCard title={title} table={breakdownTable(noun, rows)} empty={rows.length === 0} note={note} span={span}>
      <LinkBars
        bars={rows.map((row) => ({
          key: row.key,
          label: row.label,
          value: row.escalations,
          drill: drill(row.key),
          note: `${row.label}: ${countWords(row.escalations)}, ${countWords(row.armed)} waiting; mean ${hoursWords(row.mean)}, median ${hoursWords(row.median)}, p90 ${hoursWords(row.p90)}`,
        }))}
      />
    </ChartCard>
  )
}

export function breakdownTable(noun: string, rows: BreakdownRows): TableData {
  return {
    titles: [noun, 'Escalations', 'Waiting', 'Mean hours', 'Median hours', 'p90 hours'],
    rows: rows.map((row) => [row.label, row.escalations, row.armed, row.mean, row.median, row.p90]),
    formats: [undefined, undefined, undefined, oneDecimal, oneDecimal, oneDecimal],
  }
}

function oneDecimal(value: number): string {
  return value.toFixed(1)
}
