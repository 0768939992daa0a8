import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Days } from '../../shared/analytics/periods.ts'
import { trpc } from '../trpc.ts'
import { Loaded } from '../ui/states.tsx'
import { ChartCard } from './chart-card.tsx'
import { countWords } from './figures.ts'
import { LinkBars } from './link-bars.tsx'

/** What became of each rule in these days, for administrators. */
export function RulesCard({ days: { from, to, firstDay, lastDay } }: { days: Days }) {
  const query = trpc.analytics.rules.useQuery({ from, to }, { placeholderData: keepPreviousData })
  return (
    <Loaded query={query}>
      {(rows) => (
        <ChartCard
          title="Escalations by rule"
          empty={rows.length === 0}
          table={{
            titles: [
              'Rule',
              'Matched',
              'Escalated',
              'Not needed',
              'Tried out',
              'Suppressed',
              'Quarantined',
              'Overridden',
            ],
            rows: rows.map((row) => [
              row.name,
              row.matched,
              row.applied,
              row.notNeeded,
              row.shadow,
              row.suppressed,
              row.quarantined,
              row.overridden,
            ]),
          }}
        >
          <LinkBars
            bars={rows.map((row) => ({
              key: row.ruleId,
              label: row.name,
              value: row.applied,
              // A rule that was removed has no page any more.
              ...(!row.removed && {
                link: (parts) => (
                  <Link
                    to="/rules/$ruleId"
                    params={{ ruleId: row.ruleId }}
                    search={{ event: 'applied', from: firstDay, to: lastDay }}
                    preload={false}
                    {...parts}
                  />
                ),
              }),
              note: `${row.name}: matched ${countWords(row.matched)}, escalated ${countWords(row.applied)}, not needed ${countWords(row.notNeeded)}, suppressed ${countWords(row.suppressed)}, tried out ${countWords(row.shadow)}`,
            }))}
          />
        </ChartCard>
      )}
    </Loaded>
  )
}
