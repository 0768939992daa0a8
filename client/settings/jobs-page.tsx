import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type Outputs, trpc } from '../trpc.ts'
import { Page, Section } from '../ui/page.tsx'
import { lengthWords } from '../ui/relative.ts'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { JobRuns } from './job-runs.tsx'
import { JOB_WORDS } from './words.ts'

type Job = Outputs['jobs']['list']['jobs'][number]

const route = getRouteApi('/shell/settings/jobs')

/** What the clock starts: when each ran last, what it did, and a button to run it now. */
export function JobsPage() {
  const { job } = route.useSearch()
  const jobs = trpc.jobs.list.useQuery()
  return (
    <Page title="Jobs">
      <Loaded query={jobs}>
        {({ jobs: list }) => (
          <ul className="h-lines">
            {list.map((each) => (
              <JobLine key={each.name} job={each} chosen={each.name === job} />
            ))}
          </ul>
        )}
      </Loaded>
      <Section
        title={job === undefined ? 'Last runs' : `Last runs of ${job}`}
        acts={
          job !== undefined && (
            <Button component={Link} to="/settings/jobs" size="xs" variant="subtle" color="muted">
              Show all jobs
            </Button>
          )
        }
      >
        <JobRuns job={job} />
      </Section>
    </Page>
  )
}

function JobLine({ job, chosen }: { job: Job; chosen: boolean }) {
  const utils = trpc.useUtils()
  const run = trpc.jobs.run.useMutation({
    onSuccess: (done) => {
      told(done?.tookMs == null ? `${job.name} has run` : `${job.name} ran in ${lengthWords(done.tookMs)}`)
      return utils.jobs.invalidate()
    },
    onError: (error) => failed(`${job.name} did not run`, error),
  })
  const last = job.lastRun
  return (
    <li>
      <div className="h-grow">
        <Link to="/settings/jobs" search={chosen ? {} : { job: job.name }}>
          {job.name}
        </Link>{' '}
        {job.running && <Tag tone="accent">running</Tag>}
        {last !== null && last.errors > 0 && <Tag tone="critical">{last.errors} errors</Tag>}
        <div className="h-dim h-small">{JOB_WORDS.get(job.name) ?? job.schedule}</div>
      </div>
      <span className="h-dim h-small" style={{ textAlign: 'right' }}>
        {last === null ? (
          'has not run yet'
        ) : (
          <>
            ran <Time at={last.startedAt} />
          </>
        )}
        {job.nextAt !== null && (
          <div>
            next <Time at={job.nextAt} />
          </div>
        )}
      </span>
      <Button
        size="xs"
        variant="default"
        loading={run.isPending || job.running}
        aria-label={`Run now: ${job.name}`}
        onClick={() => run.mutate({ name: job.name })}
      >
        Run now
      </Button>
    </li>
  )
}
