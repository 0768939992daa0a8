import { Button, Menu } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { CheckSummary } from './check-summary.tsx'
import { RuleRow } from './rule-row.tsx'
import './rules.css'
import { useRuleActs } from './use-rule-acts.ts'
import type { Rule } from './words.ts'

/** Every routing rule in the order in which they win; dragged, or moved by keyboard, into another. */
export function RulesPage() {
  const rules = trpc.rules.list.useQuery()
  const hasRules = (rules.data ?? []).length > 0
  const acts = (
    <>
      {hasRules && (
        <Button variant="default" component={Link} to="/rules/simulate">
          Simulate
        </Button>
      )}
      {hasRules && <NewRule />}
      <MoreActs hasRules={hasRules} />
    </>
  )
  return (
    <Page title="Rules" acts={rules.data && acts}>
      <Loaded query={rules}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No rules yet" acts={<NewRule />}>
              A rule escalates by itself when what is known of a customer matches, to the person or team you choose. See
              what it would have done before you switch it on.
            </EmptyState>
          ) : (
            <RuleList rules={list} />
          )
        }
      </Loaded>
    </Page>
  )
}

function NewRule() {
  const navigate = useNavigate()
  const templates = trpc.rules.templates.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY })
  const start = (template?: string) => void navigate({ to: '/rules/new', search: template ? { template } : {} })
  return (
    <Menu width={320}>
      <Menu.Target>
        <Button>New rule</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start()}>An empty rule</Menu.Item>
        <Menu.Label>From a template</Menu.Label>
        {(templates.data ?? []).map(({ key, name, description }) => (
          <Menu.Item key={key} onClick={() => start(key)}>
            {name}
            <div className="h-dim h-small">{description}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What is done with all rules together. */
function MoreActs({ hasRules }: { hasRules: boolean }) {
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" aria-label="More for all rules">
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {hasRules && (
          <Menu.Item component="a" href="/api/rules/file" download="hoist-rules.json">
            Export as a file
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/rules/file">
          Import a file…
        </Menu.Item>
        {hasRules && (
          <Menu.Item component={Link} to="/rules/check">
            Check them against each other
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/rules/freshness">
          Age of readings…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function RuleList({ rules }: { rules: readonly Rule[] }) {
  const { move, duplicate, remove } = useRuleActs()
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const drop = () => {
    if (dragged !== null && over !== null) move(rules, dragged, over)
    setDragged(null)
    setOver(null)
  }
  return (
    <>
      <p className="h-dim" style={{ marginBottom: 12 }}>
        The first rule that matches a workflow decides. Drag a rule, use its menu, or press Alt with an arrow key, to
        change the order.
      </p>
      <CheckSummary />
      <ol className="h-rules">
        {rules.map((rule, at) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            place={over === at && dragged !== null && dragged !== at ? (dragged < at ? 'below' : 'above') : undefined}
            drag={{ start: () => setDragged(at), over: () => setOver(at), end: drop }}
            onMove={(by) => move(rules, at, at + by)}
            last={at === rules.length - 1}
            onDuplicate={() => duplicate(rule)}
            onRemove={() => void remove(rule)}
          />
        ))}
      </ol>
    </>
  )
}
