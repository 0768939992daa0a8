import { trpc } from '../trpc.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Page, Section } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { BackToAlerts } from './back-to-alerts.tsx'
import { Detectors } from './detectors.tsx'
import { Proposals } from './proposals.tsx'

/** How often the analysis was right by what people said, and what it would change because of that. */
export function LearningPage() {
  const quality = trpc.alerts.quality.useQuery()
  return (
    <Page title="How right it is" acts={<BackToAlerts />}>
      <p className="h-dim" style={{ maxWidth: 620, marginBottom: 16 }}>
        Each false positive, each “Rightly found” and each “Missed” is kept with the words it is about. With enough of
        them Hoist proposes what to weigh differently; nothing changes until somebody applies it.
      </p>
      <Loaded query={quality}>
        {({ falsePositive, confirmed, missed, detectors }) =>
          falsePositive + confirmed + missed === 0 ? (
            <EmptyState title="Nobody has said anything yet">
              Close an alert as a false positive, or say “Rightly found” or “Missed” beside a message of a conversation.
            </EmptyState>
          ) : (
            <>
              <Facts size="large">
                <Fact label="Rightly found">{confirmed.toLocaleString('en')}</Fact>
                <Fact label="False positives">{falsePositive.toLocaleString('en')}</Fact>
                <Fact label="Missed">{missed.toLocaleString('en')}</Fact>
              </Facts>
              <Proposals />
              <Section title="By what was found">
                <Detectors detectors={detectors} />
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
