import type { Outputs } from '../trpc.ts'
import { ChartCard } from './chart-card.tsx'
import { LinkBars } from './link-bars.tsx'

type Ageing = Outputs['analytics']['dashboard']['ageing']

const DAY = 86_400_000

/** How long what is scheduled has waited so far. */
export function AgeingCard({ ageing }: { ageing: Ageing }) {
  const waiting = ageing.reduce((sum, { armed }) => sum + armed, 0)
  const rows = ageing.map(({ from, to, armed }) => {
    const [older, younger] = [from / DAY, to === null ? null : to / DAY]
    const label = younger === null ? `over ${older} days` : older === 0 ? 'under 1 day' : `${older} to ${younger} days`
    const drill = {
      only: 'armed',
      ...(older > 0 && { olderThan: older }),
      ...(younger !== null && { youngerThan: younger }),
    } as const
    return { key: label, label, value: armed, drill }
  })
  return (
    <ChartCard
      title="Waiting since"
      empty={waiting === 0}
      table={{ titles: ['Waiting for', 'Escalations'], rows: rows.map(({ label, value }) => [label, value]) }}
    >
      <LinkBars bars={rows} />
    </ChartCard>
  )
}
