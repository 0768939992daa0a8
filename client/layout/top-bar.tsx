import { spotlight } from '@mantine/spotlight'
import { Link } from '@tanstack/react-router'
import { Keys } from '../ui/keys.tsx'
import { PersonMenu } from './person-menu.tsx'
import { usePlaces } from './use-places.ts'

export function TopBar() {
  const { unread } = usePlaces()
  const news = unread > 99 ? '99+ new' : `${unread} new`
  return (
    <header className="h-top">
      <button type="button" className="h-search" onClick={spotlight.open} aria-keyshortcuts="Meta+K Control+K">
        <span className="h-cut">Search or say what to do…</span>
        <Keys of="mod+k" />
      </button>
      <div className="h-top-end">
        <Link to="/inbox" aria-label={unread === 0 ? 'Inbox, nothing new' : `Inbox, ${news}`}>
          {unread === 0 ? 'Inbox' : news}
        </Link>
        <PersonMenu />
      </div>
    </header>
  )
}
