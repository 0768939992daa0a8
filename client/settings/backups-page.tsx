import { Button } from '@mantine/core'
import { type Outputs, trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { lengthWords } from '../ui/relative.ts'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { BackupStatus } from './backup-status.tsx'
import { bytesInWords } from './words.ts'

type Files = Extract<Outputs['backups']['list'], { kind: 'files' }>
type Backup = Files['backups'][number]

/** Verified copies of the database: how old the newest is, one more now, and each to download. */
export function BackupsPage() {
  const page = trpc.backups.list.useQuery()
  return (
    <Page title="Backups" acts={page.data?.kind === 'files' ? <BackUpNow /> : undefined}>
      <Loaded query={page}>
        {(found) => {
          if (found.kind === 'files') return <BackupFiles files={found} />
          return found.kind === 'postgres' ? (
            <EmptyState title="The database server keeps the backups">
              The data is in PostgreSQL. Run <code>pg_dump --format=custom</code> on the database server every night,
              and try <code>pg_restore</code> now and then.
            </EmptyState>
          ) : (
            <EmptyState title="Backups are kept elsewhere">
              A backup holds every organization of this installation, so only administrators of the one that set it up
              see them.
            </EmptyState>
          )
        }}
      </Loaded>
    </Page>
  )
}

function BackUpNow() {
  const utils = trpc.useUtils()
  const make = trpc.backups.make.useMutation({
    onSuccess: (made) => told(`Backed up and verified: ${bytesInWords(made.bytes)}`),
    onError: (error) => failed('There is no new backup', error),
    onSettled: () => utils.backups.invalidate(),
  })
  return (
    <Button loading={make.isPending} onClick={() => make.mutate()}>
      Back up now
    </Button>
  )
}

function BackupFiles({ files }: { files: Files }) {
  return (
    <>
      <BackupStatus files={files} />
      {files.backups.length === 0 ? (
        <EmptyState title="No backup yet" acts={<BackUpNow />}>
          Each night one is made and read from end to end. Seven days and four weeks are kept.
        </EmptyState>
      ) : (
        <ul className="h-lines">
          {files.backups.map((backup) => (
            <BackupLine key={backup.name} backup={backup} />
          ))}
        </ul>
      )}
      <p className="h-dim h-small" style={{ marginTop: 16, maxWidth: 640, overflowWrap: 'anywhere' }}>
        Kept in <code>{files.folder}</code>: seven days, four weeks, and two from before an upgrade. Copy them to
        another machine as well. A backup holds everything people wrote, so treat it as a secret; to go back to one,
        stop the server and run <code>hoist restore</code> with its name.
      </p>
    </>
  )
}

function BackupLine({ backup }: { backup: Backup }) {
  return (
    <li>
      <div className="h-grow">
        <Time at={backup.madeAt} /> {backup.kind === 'upgrade' && <Tag>before an upgrade</Tag>}
        <div className="h-dim h-small">
          {bytesInWords(backup.bytes)}
          {backup.rows > 0 && ` · ${backup.rows.toLocaleString('en')} rows · made in ${lengthWords(backup.tookMs)}`}
          {backup.version !== '' && ` · Hoist ${backup.version}`}
        </div>
      </div>
      <Button
        component="a"
        href={`/api/backups/${backup.name}`}
        download={backup.name}
        size="xs"
        variant="default"
        aria-label={`Download ${backup.name}`}
      >
        Download
      </Button>
    </li>
  )
}
