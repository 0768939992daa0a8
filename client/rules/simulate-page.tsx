import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Outputs, trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { Callout, Tag } from '../ui/tag.tsx'
import { WhyTree } from './why-tree.tsx'
import { MODE_WORDS } from './words.ts'

const route = getRouteApi('/shell/rules/simulate')

const OPEN = ['active', 'snoozed', 'skipped', 'escalated'] as const

type Simulation = Outputs['rules']['simulate']
type Evaluation = Simulation['evaluations'][number]

/** One workflow through all rules, as things stand now: which wins, and why each does or does not match. */
export function SimulatePage() {
  const { workflowId } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page title="Simulate">
      <div className="h-page-narrow">
        <p className="h-dim" style={{ margin: '0 0 12px' }}>
          Takes one workflow through all rules, also those that are off. Nothing is changed.
        </p>
        <WorkflowField
          value={workflowId ?? null}
          onChange={(id) => void navigate({ search: { workflowId: id }, replace: true })}
        />
        {workflowId === undefined ? (
          <EmptyState title="Choose a workflow">Search for a customer or a workflow above.</EmptyState>
        ) : (
          <Result workflowId={workflowId} />
        )}
      </div>
    </Page>
  )
}

function WorkflowField({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search.trim(), 200)
  const found = trpc.workflows.list.useQuery({ status: [...OPEN], limit: 50, ...(asked !== '' && { search: asked }) })
  const chosen = trpc.workflows.get.useQuery({ id: value ?? '' }, { enabled: value !== null })
  const shown = [...(found.data?.workflows ?? []), ...(chosen.data ? [chosen.data.workflow] : [])]
  const options = new Map(shown.map(({ id, definition, customer }) => [id, `${definition.name} · ${customer.name}`]))
  return (
    <Select
      label="Workflow"
      placeholder="Search by customer or name"
      searchable
      allowDeselect={false}
      filter={({ options: all }) => all}
      data={[...options].map(([id, label]) => ({ value: id, label }))}
      value={value}
      onSearchChange={setSearch}
      onChange={(id) => id !== null && onChange(id)}
      nothingFoundMessage={found.isPending ? 'Searching…' : 'No workflow found'}
    />
  )
}

function Result({ workflowId }: { workflowId: string }) {
  const simulation = trpc.rules.simulate.useQuery({ workflowId }, { staleTime: 0 })
  return (
    <Loaded query={simulation}>
      {(found) => (
        <>
          <div aria-live="polite" style={{ margin: '16px 0' }}>
            <Verdict simulation={found} />
          </div>
          {found.evaluations.map((evaluation) => (
            <EvaluationLine key={evaluation.ruleId} evaluation={evaluation} />
          ))}
        </>
      )}
    </Loaded>
  )
}

function Verdict({ simulation }: { simulation: Simulation }) {
  const { matchedRule, liveRule, escalateTo, refusal, open } = simulation
  if (matchedRule === null) return <Callout tone="muted">No rule matches this workflow.</Callout>
  return (
    <Callout tone={refusal === null ? 'accent' : 'critical'}>
      <b>{matchedRule.name}</b> matches first
      {escalateTo !== null && <> and would escalate to {escalateTo.name}</>}.{refusal !== null && ` ${refusal}`}
      {open && ' Something is open on the workflow: the rule would wait for its end.'}
      {liveRule?.id !== matchedRule.id && (
        <>
          {' '}
          Of the rules that are on,{' '}
          {liveRule === null ? 'none matches.' : `${liveRule.name} is the first that matches.`}
        </>
      )}
    </Callout>
  )
}

const RESULTS = {
  true: { label: 'matches', tone: 'ok' },
  false: { label: 'does not match', tone: 'muted' },
  unknown: { label: 'not known', tone: 'high' },
} as const

function EvaluationLine({ evaluation }: { evaluation: Evaluation }) {
  const { ruleId, name, mode, result, why, flip, losesTo, overridden, outcome } = evaluation
  return (
    <section className="h-section" aria-label={name}>
      <div className="h-row" data-wrap>
        <Link to="/rules/$ruleId" params={{ ruleId }} className="h-rule-name">
          {name}
        </Link>
        <Tag tone={RESULTS[result].tone}>{RESULTS[result].label}</Tag>
        {mode !== 'on' && <Tag tone={MODE_WORDS[mode].tone}>{MODE_WORDS[mode].label}</Tag>}
        {losesTo !== null && <span className="h-dim">but {losesTo.name} comes first</span>}
        {overridden && <Tag tone="high">not for this workflow</Tag>}
        {outcome !== null && <span className="h-dim">so far: {outcome}</span>}
      </div>
      <WhyTree why={why} />
      {flip !== null && (
        <p className="h-dim h-small" style={{ margin: '6px 0 0' }}>
          {result === 'true' ? 'It would no longer match ' : 'It would match '}
          {flip.map(({ words }) => words).join(' and ')}.
        </p>
      )}
    </section>
  )
}
