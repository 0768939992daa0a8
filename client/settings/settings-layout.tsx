import { Link, Outlet } from '@tanstack/react-router'
import { mayPass } from '../../shared/roles.ts'
import { useMe } from '../session.tsx'
import './settings.css'

const PAGES = [
  { to: '/settings/profile', label: 'Profile and sessions', access: 'self' },
  { to: '/settings/notifications', label: 'Notification preferences', access: 'self' },
  { to: '/settings/organization', label: 'Organization', access: 'admin' },
  { to: '/settings/members', label: 'Members', access: 'admin' },
  { to: '/settings/teams', label: 'Teams', access: 'admin' },
  { to: '/settings/channels', label: 'Slack and email', access: 'admin' },
  { to: '/settings/deliveries', label: 'Delivery log', access: 'admin' },
  { to: '/settings/keys', label: 'API keys', access: 'admin' },
  { to: '/settings/jobs', label: 'Jobs', access: 'admin' },
  { to: '/settings/sample-data', label: 'Sample data', access: 'admin' },
] as const

/** The settings a role may open, beside the one that is open. */
export function SettingsLayout() {
  const me = useMe()
  return (
    <div className="h-settings">
      <nav className="h-settings-nav" aria-label="Settings">
        {PAGES.filter(({ access }) => mayPass(me.role, access, me.organization.settings)).map(({ to, label }) => (
          <Link key={to} to={to} className="h-rail-link" activeProps={{ 'aria-current': 'page' }}>
            {label}
          </Link>
        ))}
      </nav>
      <div className="h-settings-page">
        <Outlet />
      </div>
    </div>
  )
}
