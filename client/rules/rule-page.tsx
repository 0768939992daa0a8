import { Button, Menu } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { DetailLayout, Page, Section } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Callout, Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { Backtest } from './backtest.tsx'
import { ModeControl } from './mode-control.tsx'
import { Quarantine } from './quarantine.tsx'
import './rules.css'
import { RuleHistory } from './rule-history.tsx'
import { Sparkline } from './sparkline.tsx'
import { useRuleActs } from './use-rule-acts.ts'
import { MODE_WORDS, type Rule, targetWords } from './words.ts'

const route = getRouteApi('/shell/rules/$ruleId')

/** One rule: what it asks and does, what it did, what it would have done, and everything that was changed of it. */
export function RulePage() {
  const { ruleId } = route.useParams()
  const rule = trpc.rules.get.useQuery({ id: ruleId })
  if (rule.data === undefined) {
    return (
      <Page title="Rule">
        <Loaded query={rule}>{() => null}</Loaded>
      </Page>
    )
  }
  return <RuleDetail rule={rule.data} />
}

function RuleDetail({ rule }: { rule: Rule }) {
  return (
    <Page
      title={rule.name}
      beside={<Tag tone={MODE_WORDS[rule.mode].tone}>{MODE_WORDS[rule.mode].label}</Tag>}
      acts={<RuleMenu rule={rule} />}
      bare
    >
      <DetailLayout
        side={
          <Section title="History">
            <RuleHistory ruleId={rule.id} />
          </Section>
        }
      >
        <Section title="What it does" acts={<ModeControl rule={rule} />}>
          {rule.pausedAt !== null && <Paused rule={rule} />}
          <p style={{ margin: 0 }}>
            When <b>{rule.words}</b>, escalate to <b>{targetWords(rule.target)}</b>.
          </p>
          {rule.description !== null && <p className="h-dim">{rule.description}</p>}
          <p className="h-dim h-small">In this mode it {MODE_WORDS[rule.mode].does}.</p>
        </Section>
        <Section title="So far">
          <Facts size="small">
            <Fact label="Open workflows that match">{rule.mode === 'off' ? null : rule.matching}</Fact>
            <Fact label="Last fired">{rule.lastFiredAt === null ? 'never' : <Time at={rule.lastFiredAt} />}</Fact>
            <Fact label="Place in the order">{rule.position}</Fact>
            <Fact label="Cooldown">{rule.cooldownHours} h</Fact>
            <Fact label="Cap">{rule.capPerHour} an hour</Fact>
          </Facts>
          <div className="h-row" data-wrap style={{ marginTop: 16, gap: 32 }}>
            <figure style={{ margin: 0 }}>
              <Sparkline values={rule.weeks} label="Escalated" width={200} />
              <figcaption className="h-dim h-small">escalated, per week</figcaption>
            </figure>
            <figure style={{ margin: 0 }}>
              <Sparkline values={rule.shadowWeeks} label="Would have escalated" width={200} />
              <figcaption className="h-dim h-small">would have, in the shadow</figcaption>
            </figure>
          </div>
        </Section>
        {rule.quarantined > 0 && <Quarantine rule={rule} />}
        <Backtest ask={{ ruleId: rule.id }} />
      </DetailLayout>
    </Page>
  )
}

function RuleMenu({ rule }: { rule: Rule }) {
  const { duplicate, remove } = useRuleActs()
  return (
    <>
      <Button renderRoot={(props) => <Link {...props} to="/rules/$ruleId/edit" params={{ ruleId: rule.id }} />}>
        Change
      </Button>
      <Menu>
        <Menu.Target>
          <Button variant="default" aria-label={`More for ${rule.name}`}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => duplicate(rule)}>Duplicate</Menu.Item>
          <Menu.Item component={Link} to="/rules/simulate">
            Simulate a workflow
          </Menu.Item>
          <Menu.Item color="critical" onClick={() => void remove(rule)}>
            Remove…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function Paused({ rule }: { rule: Rule }) {
  const utils = trpc.useUtils()
  const resume = trpc.rules.resume.useMutation({
    onSuccess: async () => {
      await utils.rules.invalidate()
      told(`${rule.name} goes on`)
    },
    onError: (error) => failed('The rule was not resumed', error),
  })
  return (
    <div style={{ marginBottom: 12 }}>
      <Callout tone="critical">
        <div className="h-row" data-wrap>
          <span className="h-grow">
            It wanted to escalate more than {rule.capPerHour} an hour and paused itself. What came after is in
            quarantine; check what it reads before you let it go on.
          </span>
          <Button size="xs" loading={resume.isPending} onClick={() => resume.mutate({ id: rule.id })}>
            Resume
          </Button>
        </div>
      </Callout>
    </div>
  )
}
