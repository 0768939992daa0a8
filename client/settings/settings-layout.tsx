import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { type Access, mayPass } from '../../shared/roles.ts'
import { NotAllowedPage } from '../layout/not-allowed-page.tsx'
import { useMe } from '../session.tsx'
import './settings.css'

const PAGES = [
  { to: '/settings/profile', label: 'Profile and sessions', access: 'self' },
  { to: '/settings/notifications', label: 'Notification preferences', access: 'self' },
  { to: '/settings/organization', label: 'Organization', access: 'admin' },
  { to: '/settings/members', label: 'Members', access: 'admin' },
  { to: '/settings/teams', label: 'Teams', access: 'admin' },
  { to: '/settings/channels', label: 'Slack and email', access: 'admin' },
  { to: '/settings/alerts', label: 'Alerts', access: 'admin' },
  { to: '/settings/slack-channels', label: 'Slack channels', access: 'alerts' },
  { to: '/settings/deliveries', label: 'Delivery log', access: 'admin' },
  { to: '/settings/keys', label: 'API keys', access: 'admin' },
  { to: '/settings/jobs', label: 'Jobs', access: 'admin' },
  { to: '/settings/audit', label: 'Audit log', access: 'admin' },
  { to: '/settings/retention', label: 'Retention', access: 'admin' },
  { to: '/settings/backups', label: 'Backups', access: 'admin' },
  { to: '/settings/sample-data', label: 'Sample data', access: 'admin' },
] as const

/** The settings a role may open, beside the one that is open. */
export function SettingsLayout() {
  const me = useMe()
  const nav = useRef<HTMLElement>(null)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const allowed = (access: Access) => mayPass(me.role, access, me.organization.settings)
  const barred = PAGES.find(({ to, access }) => to === pathname && !allowed(access))
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the entries are one row, wider than the screen
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return (
    <div className="h-settings">
      <nav ref={nav} className="h-settings-nav" aria-label="Settings">
        {PAGES.filter(({ access }) => allowed(access)).map(({ to, label }) => (
          <Link key={to} to={to} className="h-rail-link" activeProps={{ 'aria-current': 'page' }}>
            {label}
          </Link>
        ))}
      </nav>
      <div className="h-settings-page">
        {barred === undefined ? <Outlet /> : <NotAllowedPage title={barred.label} />}
      </div>
    </div>
  )
}
