import { Button } from '@mantine/core'
import type { Outputs } from '../trpc.ts'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'

type Session = Outputs['session']['list']['sessions'][number]

const BROWSERS = ['Edg', 'Firefox', 'Chrome', 'Safari'] as const
const SYSTEMS = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'] as const

/** `Firefox on Windows`, as far as the browser says so. */
function deviceOf(userAgent: string | null): string {
  const has = (word: string) => userAgent?.includes(word)
  const browser = BROWSERS.find(has)
  const system = SYSTEMS.find(has)
  if (browser === undefined) return userAgent?.slice(0, 40) || 'Unknown browser'
  return `${browser === 'Edg' ? 'Edge' : browser}${system === undefined ? '' : ` on ${system === 'Mac OS' ? 'a Mac' : system}`}`
}

export function SessionList({ sessions, onRevoke }: { sessions: readonly Session[]; onRevoke: (id: string) => void }) {
  return (
    <ul className="h-lines">
      {sessions.map((session) => (
        <li key={session.id}>
          <div className="h-grow">
            {deviceOf(session.userAgent)} {session.current && <Tag tone="ok">this one</Tag>}
            <div className="h-dim h-small">
              {session.address ?? 'address unknown'} · signed in <Time at={session.createdAt} />, last seen{' '}
              <Time at={session.lastUsedAt} />
            </div>
          </div>
          {!session.current && (
            <Button size="xs" variant="default" onClick={() => onRevoke(session.id)}>
              Sign out there
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
