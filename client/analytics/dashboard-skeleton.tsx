import { Skeleton } from '@mantine/core'
import { AfterAMoment } from '../ui/states.tsx'

const CARDS = [2, 1, 1, 1, 1, 2, 1] as const

/** The page's shape in grey while its first numbers come. */
export function DashboardSkeleton() {
  return (
    <AfterAMoment>
      <div role="status" aria-label="Loading">
        <Skeleton height={56} radius="md" my={16} />
        <div className="h-charts">
          {CARDS.map((span, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike and never move
            <div key={at} className="h-chart" data-span={span}>
              <Skeleton height={220} radius="lg" />
            </div>
          ))}
        </div>
      </div>
    </AfterAMoment>
  )
}
