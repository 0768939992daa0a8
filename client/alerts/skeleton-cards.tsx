import { Skeleton } from '@mantine/core'
import { AfterAMoment } from '../ui/states.tsx'

/** Where cards will be. */
export function SkeletonCards() {
  return (
    <AfterAMoment>
      <div role="status" aria-label="Loading" className="h-alert-skeletons">
        {['first', 'second', 'third'].map((card) => (
          <div key={card} className="h-card">
            <Skeleton height={14} width="38%" radius="sm" />
            <Skeleton height={14} width="84%" radius="sm" mt={16} />
            <Skeleton height={36} radius="md" mt={16} />
            <Skeleton height={26} width={220} radius="md" mt={16} />
          </div>
        ))}
      </div>
    </AfterAMoment>
  )
}
