import { getRouteApi } from '@tanstack/react-router'
import { actsFor } from '../../shared/escalations/lifecycle.ts'
import { useActingPerson } from '../acting-person.ts'
import { LastMessages } from '../customers/messages.tsx'
import { actStateOf } from '../escalations/act-labels.ts'
import { FlowCard } from '../escalations/flow-card.tsx'
import { RulesOnWorkflow } from '../rules/rules-on-workflow.tsx'
import { type Outputs, trpc } from '../trpc.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { DetailLayout, Page, Section } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { useZone } from '../ui/time.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { Due, StatusTag } from './columns.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { Details } from './details.tsx'
import { Steps } from './steps.tsx'
import { storyOf } from './story.tsx'
import { PRIORITY_WORDS, priorityTone, titleOf } from './words.ts'
import { WorkflowActs } from './workflow-acts.tsx'

const route = getRouteApi('/shell/workflows/$workflowId')

/** One workflow: what is known, what waits, what is to be done, what was written, and its whole story. */
export function WorkflowPage() {
  const { workflowId } = route.useParams()
  const query = trpc.workflows.get.useQuery({ id: workflowId })
  if (query.data === undefined) {
    return (
      <Page title="Workflow">
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    )
  }
  return <WorkflowDetail detail={query.data} />
}

function WorkflowDetail({ detail }: { detail: Outputs['workflows']['get'] }) {
  const { workflow, timeline } = detail
  const zone = useZone()
  const person = useActingPerson()
  const customer = trpc.customers.get.useQuery({ id: workflow.customer.id })
  const mayAct = actsFor(person, actStateOf(workflow)).includes('complete')
  return (
    <Page
      title={titleOf(workflow)}
      beside={<StatusTag workflow={workflow} />}
      acts={<WorkflowActs workflow={workflow} />}
      bare
    >
      <DetailLayout
        side={
          <Section title="Timeline">
            <Timeline items={storyOf(timeline, zone)} />
          </Section>
        }
      >
        <Loaded query={customer}>{(known) => <CustomerFacts customer={known} />}</Loaded>
        <Section title="Work" acts={mayAct && <Details workflow={workflow} />}>
          <Facts size="small">
            <Fact label="Assignee">{workflow.assignee?.name ?? 'nobody'}</Fact>
            {workflow.originalAssignee !== null && (
              <Fact label="Original assignee">{workflow.originalAssignee.name}</Fact>
            )}
            <Fact label="Due">
              <Due workflow={workflow} />
            </Fact>
            <Fact label="Priority">
              <Tag tone={priorityTone(workflow.priority)}>{PRIORITY_WORDS[workflow.priority]}</Tag>
            </Fact>
            {workflow.externalId !== null && <Fact label="External id">{workflow.externalId}</Fact>}
          </Facts>
        </Section>
        {workflow.flowAction !== null && (
          <Section title={workflow.flowAction.phase === 'armed' ? 'Waiting' : 'Escalation'}>
            <FlowCard workflow={workflow} />
          </Section>
        )}
        <RulesOnWorkflow workflowId={workflow.id} mayAct={mayAct} />
        <Section title="Actions">
          <Steps workflowId={workflow.id} actions={workflow.actions} mayAct={mayAct} />
        </Section>
        <Section title="Last messages">
          <LastMessages customerId={workflow.customer.id} limit={3} />
        </Section>
      </DetailLayout>
    </Page>
  )
}
