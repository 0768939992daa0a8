import { Button } from '@mantine/core'
import { useMay } from '../session.tsx'
import { type Outputs, trpc } from '../trpc.ts'
import { Section } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { changeWords, effectWords } from './proposal-words.ts'

type Proposal = Outputs['alerts']['proposals']['proposals'][number]

const STATE_TAGS = {
  proposed: { tone: 'accent', words: 'proposed' },
  applied: { tone: 'ok', words: 'in force' },
  reverted: { tone: 'muted', words: 'taken back' },
  dismissed: { tone: 'muted', words: 'turned down' },
} as const

/** Changes of the analysis that people's words speak for: applied, turned down or taken back with one click. */
export function Proposals() {
  const query = trpc.alerts.proposals.useQuery()
  const decide = useDecisions()
  const mayDecide = useMay('admin')
  return (
    <Section
      title="Proposed changes"
      acts={
        mayDecide && (
          <Button size="xs" variant="default" loading={decide.looking} onClick={decide.look}>
            Look for changes
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ proposals }) =>
          proposals.length === 0 ? (
            <p className="h-dim" style={{ maxWidth: 620 }}>
              Nothing is proposed. Ten judged messages are the least, and a change is proposed only where no alert that
              was right would be lost. Hoist looks every night.
            </p>
          ) : (
            <ul className="h-lines">
              {proposals.map((proposal) => (
                <li key={proposal.id}>
                  <div className="h-grow">
                    <b>{changeWords(proposal.change)}</b> <StateTag state={proposal.state} />
                    <p>{effectWords(proposal.change)}</p>
                    <Decided proposal={proposal} />
                  </div>
                  {mayDecide && <Acts proposal={proposal} decide={decide} />}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function StateTag({ state }: Pick<Proposal, 'state'>) {
  const { tone, words } = STATE_TAGS[state]
  return <Tag tone={tone}>{words}</Tag>
}

function Decided({ proposal: { createdAt, decidedAt, decidedBy, state } }: { proposal: Proposal }) {
  return (
    <p className="h-dim h-small">
      {decidedAt === null ? (
        <>
          Proposed <Time at={createdAt} />
        </>
      ) : (
        <>
          {state === 'applied' ? 'Applied' : state === 'reverted' ? 'Taken back' : 'Turned down'}
          {decidedBy !== null && ` by ${decidedBy.name}`} <Time at={decidedAt} />
        </>
      )}
    </p>
  )
}

function useDecisions() {
  const utils = trpc.useUtils()
  const options = (said: string) => ({
    onSuccess: async () => {
      told(said)
      await utils.alerts.invalidate()
    },
    onError: (error: unknown) => failed('The analysis is as it was', error),
  })
  const apply = trpc.alerts.applyProposal.useMutation(options('From now on messages are read so'))
  const revert = trpc.alerts.revertProposal.useMutation(options('Messages are read as before'))
  const dismiss = trpc.alerts.dismissProposal.useMutation(options('Turned down'))
  const look = trpc.alerts.propose.useMutation({
    onSuccess: async ({ proposed }) => {
      told(proposed === 0 ? 'Nothing to propose' : `${proposed} ${proposed === 1 ? 'change' : 'changes'} proposed`)
      await utils.alerts.proposals.invalidate()
    },
    onError: (error) => failed('Looking for changes did not work', error),
  })
  return {
    busy: apply.isPending || revert.isPending || dismiss.isPending,
    looking: look.isPending,
    look: () => look.mutate(),
    apply: (id: string) => apply.mutate({ id }),
    revert: (id: string) => revert.mutate({ id }),
    dismiss: (id: string) => dismiss.mutate({ id }),
  }
}

function Acts({ proposal: { id, state }, decide }: { proposal: Proposal; decide: ReturnType<typeof useDecisions> }) {
  if (state === 'applied') {
    return (
      <Button size="xs" variant="default" disabled={decide.busy} onClick={() => decide.revert(id)}>
        Revert
      </Button>
    )
  }
  if (state !== 'proposed') return null
  return (
    <>
      <Button size="xs" disabled={decide.busy} onClick={() => decide.apply(id)}>
        Apply
      </Button>
      <Button size="xs" variant="subtle" color="muted" disabled={decide.busy} onClick={() => decide.dismiss(id)}>
        Turn down
      </Button>
    </>
  )
}
