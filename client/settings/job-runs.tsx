import { Button, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Outputs, trpc } from '../trpc.ts'
import { lengthWords } from '../ui/relative.ts'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { WideTable } from '../ui/wide-table.tsx'

type Run = Outputs['jobs']['runs']['runs'][number]

/** Runs, newest first, with what each evaluated and fired. */
export function JobRuns({ job }: { job: string | undefined }) {
  const query = trpc.jobs.runs.useInfiniteQuery(
    { limit: 30, ...(job !== undefined && { job }) },
    { getNextPageParam: (page) => page.nextCursor },
  )
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const runs = pages.flatMap((page) => page.runs)
        if (runs.length === 0) return <p className="h-dim">None yet.</p>
        return (
          <>
            <WideTable label="Runs" minWidth={640}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Job</Table.Th>
                  <Table.Th>Started</Table.Th>
                  <Table.Th>By</Table.Th>
                  <Table.Th ta="right">Took</Table.Th>
                  <Table.Th ta="right">Looked at</Table.Th>
                  <Table.Th ta="right">Fired</Table.Th>
                  <Table.Th ta="right">Late</Table.Th>
                  <Table.Th ta="right">Errors</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {runs.map((run) => (
                  <RunRow key={run.id} run={run} />
                ))}
              </Table.Tbody>
            </WideTable>
            {query.hasNextPage && (
              <Button
                variant="default"
                size="xs"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                Show older runs
              </Button>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function RunRow({ run }: { run: Run }) {
  return (
    <>
      <Table.Tr>
        <Table.Td>{run.job}</Table.Td>
        <Table.Td>
          <Time at={run.startedAt} />
        </Table.Td>
        <Table.Td>{run.startedBy}</Table.Td>
        <Table.Td ta="right">{run.tookMs === null ? 'running' : lengthWords(run.tookMs)}</Table.Td>
        <Table.Td ta="right">{run.evaluated.toLocaleString('en')}</Table.Td>
        <Table.Td ta="right">{run.fired.toLocaleString('en')}</Table.Td>
        <Table.Td ta="right">{run.firedLate > 0 ? <Tag tone="high">{run.firedLate}</Tag> : '0'}</Table.Td>
        <Table.Td ta="right">{run.errors > 0 ? <Tag tone="critical">{run.errors}</Tag> : '0'}</Table.Td>
      </Table.Tr>
      {run.errorDetails.map(({ workflowId, error }) => (
        <Table.Tr key={`${workflowId} ${error}`}>
          <Table.Td colSpan={8} className="h-dim">
            {workflowId !== '' && (
              <Link to="/workflows/$workflowId" params={{ workflowId }}>
                this workflow
              </Link>
            )}{' '}
            {error}
          </Table.Td>
        </Table.Tr>
      ))}
    </>
  )
}
