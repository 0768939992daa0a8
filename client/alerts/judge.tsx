import { Button, Menu } from '@mantine/core'
import type { RiskyMessage } from '../../shared/alerts/view.ts'
import { trpc } from '../trpc.ts'
import { failed, told } from '../ui/toasts.tsx'

type Judged = Pick<RiskyMessage, 'id' | 'riskLevel' | 'verdict'>

const MISSED = ['critical', 'high', 'medium'] as const

const SAID = {
  confirmed: 'You said the analysis was right',
  missed: 'You said something was missed',
  false_positive: 'You said it was a false positive',
}

/** Says of one message that the analysis was right about it, or missed something in it; that is what Hoist learns from. */
export function Judge({ message: { id: messageId, riskLevel, verdict } }: { message: Judged }) {
  const utils = trpc.useUtils()
  const { mutate, isPending } = trpc.alerts.feedback.useMutation({
    onSuccess: async () => {
      told('Noted. Thank you')
      await utils.alerts.invalidate()
    },
    onError: (error) => failed('That could not be noted', error),
  })
  const alerted = riskLevel === 'critical' || riskLevel === 'high'
  return (
    <>
      {verdict !== null && <span className="h-dim h-small">{SAID[verdict].replace('You', 'Somebody')}</span>}
      {alerted && verdict === null && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="muted"
          loading={isPending}
          onClick={() => mutate({ verdict: 'confirmed', messageId })}
        >
          Rightly found
        </Button>
      )}
      {verdict === null && riskLevel !== 'critical' && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-xs" variant="subtle" color="muted" loading={isPending}>
              Missed…
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>How grave was it really?</Menu.Label>
            {MISSED.map((missedRisk) => (
              <Menu.Item key={missedRisk} onClick={() => mutate({ verdict: 'missed', messageId, missedRisk })}>
                {missedRisk[0]?.toUpperCase()}
                {missedRisk.slice(1)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}
