import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { CustomersIcon, EscalatedIcon, MoreIcon, QueueIcon, WorkflowsIcon } from '../ui/icons.tsx'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import { RailLink } from './rail.tsx'
import { usePlaces } from './use-places.ts'

const ICONS: Record<string, () => React.ReactNode> = {
  '/queue': QueueIcon,
  '/escalated': EscalatedIcon,
  '/workflows': WorkflowsIcon,
  '/customers': CustomersIcon,
}

/** The four places used most, within reach of a thumb; all others are under "More". */
export function BottomBar() {
  const { work, admin, countOf } = usePlaces()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <nav className="h-bottom" aria-label="Main">
      {work.map((place) => {
        const PlaceIcon = ICONS[place.to]
        if (PlaceIcon === undefined) return null
        const count = countOf(place)
        return (
          <Link key={place.to} to={place.to} activeProps={{ 'aria-current': 'page' }}>
            <PlaceIcon />
            {place.label}
            {count > 0 && <span className="h-badge">{count > 99 ? '99+' : count}</span>}
          </Link>
        )
      })}
      <button type="button" onClick={open} aria-haspopup="dialog">
        <MoreIcon />
        More
      </button>
      <Drawer opened={opened} onClose={close} position="bottom" size="auto" title="All places">
        <OrganizationSwitcher />
        {[...work, ...admin].map((place) => (
          <RailLink key={place.to} place={place} count={countOf(place)} onClick={close} />
        ))}
      </Drawer>
    </nav>
  )
}
