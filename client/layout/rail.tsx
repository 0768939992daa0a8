import { Link } from '@tanstack/react-router'
import type { Place } from './places.ts'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import { usePlaces } from './use-places.ts'

export function Rail() {
  const { work, admin, countOf } = usePlaces()
  return (
    <nav className="h-rail" aria-label="Main">
      <OrganizationSwitcher />
      {work.map((place) => (
        <RailLink key={place.to} place={place} count={countOf(place)} />
      ))}
      {admin.length > 1 && <div className="h-rail-group">Admin</div>}
      {admin.map((place) => (
        <RailLink key={place.to} place={place} count={countOf(place)} />
      ))}
    </nav>
  )
}

/** One entry; its number is read out as a number of something, not as part of the name. */
export function RailLink({ place, count, onClick }: { place: Place; count: number; onClick?: () => void }) {
  return (
    <Link
      to={place.to}
      className="h-rail-link"
      data-sub={place.sub}
      activeProps={{ 'aria-current': 'page' }}
      {...(onClick && { onClick })}
    >
      {place.label}
      {count > 0 && <span className="h-badge">{count.toLocaleString('en')}</span>}
    </Link>
  )
}
