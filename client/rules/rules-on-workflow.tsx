import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '../session.tsx'
import { type Outputs, trpc } from '../trpc.ts'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { MODE_WORDS } from './words.ts'

type OnWorkflow = Outputs['rules']['onWorkflow']

const OUTCOME_WORDS: Record<string, string> = {
  applied: 'escalated it',
  marked: 'matched when it was switched on, marked as handled',
  quarantined: 'holds it in quarantine',
  discarded: 'was discarded for it',
  shadow: 'would have escalated it',
  suppressed: 'held back',
}

/** The rules whose condition holds for a workflow, what they did, and "not for this workflow". Absent where there are none. */
export function RulesOnWorkflow({ workflowId, mayAct }: { workflowId: string; mayAct: boolean }) {
  const query = trpc.rules.onWorkflow.useQuery({ workflowId })
  const utils = trpc.useUtils()
  const refresh = () => utils.rules.invalidate()
  const undo = trpc.rules.undoOverride.useMutation({
    onSuccess: refresh,
    onError: (error) => failed('The rule still leaves this workflow alone', error),
  })
  const override = trpc.rules.override.useMutation({
    onSuccess: async (_, { ruleId }) => {
      await refresh()
      told('The rule leaves this workflow alone', () => undo.mutate({ workflowId, ruleId }))
    },
    onError: (error) => failed('Nothing was changed', error),
  })
  const { rules = [], overrides = [] } = query.data ?? {}
  const overridden = new Set(overrides.map(({ ruleId }) => ruleId))
  const acting = rules.filter(({ id, matchedSince }) => matchedSince !== null && !overridden.has(id))
  if (acting.length === 0 && overrides.length === 0) return null
  return (
    <Section title="Rules">
      <ul className="h-rules">
        {acting.map((rule) => (
          <li key={rule.id} className="h-row" data-wrap style={{ padding: '6px 0' }}>
            <ActingRule rule={rule} />
            {mayAct && (
              <Button
                size="compact-sm"
                variant="default"
                loading={override.isPending}
                aria-label={`Not for this workflow: ${rule.name}`}
                onClick={() => override.mutate({ workflowId, ruleId: rule.id })}
              >
                Not for this workflow
              </Button>
            )}
          </li>
        ))}
        {overrides.map(({ ruleId, name, by, at }) => (
          <li key={ruleId} className="h-row" data-wrap style={{ padding: '6px 0' }}>
            <span className="h-grow">
              <b>{name}</b> <span className="h-dim">is not for this workflow, says {by?.name ?? 'somebody'}</span>{' '}
              <Time at={at} />
            </span>
            {mayAct && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`Undo: ${name} is for this workflow again`}
                onClick={() => undo.mutate({ workflowId, ruleId })}
              >
                Undo
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ActingRule({ rule }: { rule: OnWorkflow['rules'][number] }) {
  const mayOpen = useMay('admin')
  const { id, name, mode, outcome, reason } = rule
  return (
    <span className="h-grow">
      {mayOpen ? (
        <Link to="/rules/$ruleId" params={{ ruleId: id }} className="h-rule-name">
          {name}
        </Link>
      ) : (
        <b>{name}</b>
      )}{' '}
      {mode === 'shadow' && <Tag tone={MODE_WORDS.shadow.tone}>{MODE_WORDS.shadow.label}</Tag>}{' '}
      <span className="h-dim">
        {outcome === null ? 'matches' : (OUTCOME_WORDS[outcome] ?? outcome)}
        {reason !== null && `: ${reason}`}
      </span>
    </span>
  )
}
