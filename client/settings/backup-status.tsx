import type { Outputs } from '../trpc.ts'
import { relativeWords } from '../ui/relative.ts'
import { Callout } from '../ui/tag.tsx'
import { Time, useNow } from '../ui/time.tsx'

/** A night may be missed; two may not. */
const OLD = 49 * 3_600_000

/** In one line whether somebody has to do something: no backup, an old one, or one that could not be made. */
export function BackupStatus({ files }: { files: Extract<Outputs['backups']['list'], { kind: 'files' }> }) {
  const now = useNow()
  const newest = files.backups[0]
  const { failure, nextAt } = files
  if (failure !== null) {
    return (
      <Callout tone="critical">
        <b>The last attempt made no backup.</b> {failure.reason} (<Time at={failure.at} />)
      </Callout>
    )
  }
  if (newest === undefined) return null
  const next = nextAt === null ? null : <>The next is due {relativeWords(nextAt, now)}.</>
  return now - newest.madeAt > OLD ? (
    <Callout tone="high">
      <b>The newest backup is old.</b> It was made <Time at={newest.madeAt} />. {next}
    </Callout>
  ) : (
    <Callout tone="ok">
      <b>Backed up and verified</b> <Time at={newest.madeAt} />. {next}
    </Callout>
  )
}
