import { Button, Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Outputs, trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { Section } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Callout } from '../ui/tag.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { IssuesTable } from './issues-table.tsx'
import { counted } from './words.ts'

type Run = Outputs['imports']['get']

/** An import that runs, or what came of one. */
export function RunView({ run }: { run: Run }) {
  const { counts } = run
  const read = counts.created + counts.updated + counts.unchanged + counts.rejected
  return (
    <>
      {run.state === 'running' && <Running run={run} read={read} />}
      {run.state === 'failed' && (
        <Callout tone="critical">It stopped: {run.lastError ?? 'the reason is in the log.'}</Callout>
      )}
      {run.state === 'cancelled' && (
        <Callout tone="muted">
          It was cancelled after {counted(read, 'row')}. What had gone in by then stays in.
        </Callout>
      )}
      <div style={{ margin: '20px 0' }}>
        <Facts>
          <Fact label="Rows">{counts.rows.toLocaleString('en')}</Fact>
          <Fact label="New">{counts.created.toLocaleString('en')}</Fact>
          <Fact label="Changed">{counts.updated.toLocaleString('en')}</Fact>
          <Fact label="The same as before">{counts.unchanged.toLocaleString('en')}</Fact>
          <Fact label="Rejected">{counts.rejected.toLocaleString('en')}</Fact>
          <Fact label="People invited">{counts.invited.toLocaleString('en')}</Fact>
        </Facts>
      </div>
      <WouldFire run={run} />
      {run.state !== 'running' && (
        <div className="h-row">
          {read > counts.rejected && <WhereToSee kind={run.kind} />}
          <Button component={Link} to="/imports" variant="default">
            Import another file
          </Button>
        </div>
      )}
      {counts.rejected > 0 && run.state !== 'running' && <Rejected run={run} />}
    </>
  )
}

function WhereToSee({ kind }: { kind: Run['kind'] }) {
  const workflows = kind === 'workflows'
  return (
    <Button component={Link} to={workflows ? '/workflows' : '/customers'}>
      {workflows ? 'See the workflows' : 'See the customers'}
    </Button>
  )
}

function Running({ run, read }: { run: Run; read: number }) {
  const utils = trpc.useUtils()
  const cancel = trpc.imports.cancel.useMutation({
    onSuccess: () => utils.imports.invalidate(),
    onError: (error) => failed('The import goes on', error),
  })
  const ask = async () => {
    const sure = await confirm({
      title: 'Cancel this import?',
      body: 'It stops after the rows at hand. What has gone in stays in; importing the file again continues where it makes a difference.',
      act: 'Cancel the import',
      danger: true,
    })
    if (sure) cancel.mutate({ id: run.id })
  }
  const percent = run.counts.rows === 0 ? 0 : (read / run.counts.rows) * 100
  return (
    <div className="h-row">
      <Progress.Root className="h-grow" size="lg">
        <Progress.Section value={percent} aria-label={`${Math.round(percent)} % done`} />
      </Progress.Root>
      <span className="h-dim" role="status">
        {read.toLocaleString('en')} of {run.counts.rows.toLocaleString('en')}
      </span>
      <Button variant="default" size="xs" loading={cancel.isPending} onClick={() => void ask()}>
        Cancel
      </Button>
    </div>
  )
}

/** History never acts by itself: what the new facts make true waits for a person's word. */
function WouldFire({ run }: { run: Run }) {
  const utils = trpc.useUtils()
  const waiting = run.counts.wouldFire - run.counts.fired
  const release = trpc.imports.release.useMutation({
    onSuccess: (after) => {
      told(`${counted(after.counts.fired, 'action')} fired`)
      return utils.invalidate()
    },
    onError: (error) => failed('Nothing was fired', error),
  })
  if (run.state !== 'done' || waiting <= 0) return null
  const ask = async () => {
    const sure = await confirm({
      title: `Let ${counted(waiting, 'action')} fire?`,
      body: 'Escalations reach their recipients, snoozed and skipped workflows come back, and people are told. This cannot be taken back.',
      act: 'Let them fire',
    })
    if (sure) release.mutate({ id: run.id })
  }
  return (
    <div style={{ marginBottom: 20 }}>
      <Callout tone="high">
        <div className="h-row" data-wrap>
          <span className="h-grow">
            With these facts, <b>{counted(waiting, 'action')}</b> would fire: what was scheduled, and what rules
            escalate. Imported history does not do that by itself.
          </span>
          <Button size="xs" loading={release.isPending} onClick={() => void ask()}>
            Let them fire…
          </Button>
        </div>
      </Callout>
    </div>
  )
}

function Rejected({ run }: { run: Run }) {
  const issues = trpc.imports.issues.useQuery({ id: run.id })
  return (
    <Section
      title={`${counted(run.counts.rejected, 'row')} did not go in`}
      acts={
        <Button component="a" href={`/api/imports/${run.id}/issues.csv`} download size="xs" variant="default">
          Download as CSV
        </Button>
      }
    >
      <Loaded query={issues}>{(list) => <IssuesTable issues={list} />}</Loaded>
    </Section>
  )
}
