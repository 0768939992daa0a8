import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { z } from 'zod'
import { DELIVERY_STATES } from '../../shared/notifications/schema.ts'
import { SettingsLayout } from '../settings/settings-layout.tsx'
import { day } from './day.ts'
import { shellRoute } from './shell.ts'

const DeliveriesSearch = z.object({
  state: z.enum(DELIVERY_STATES).optional().catch(undefined),
  /** Id of whom they were for. */
  person: z.string().max(100).optional().catch(undefined),
  /** The first and the last day on which they were made. */
  from: day,
  to: day,
})
export type DeliveriesSearch = z.infer<typeof DeliveriesSearch>

const layout = createRoute({ getParentRoute: () => shellRoute, path: '/settings', component: SettingsLayout })

const index = createRoute({
  getParentRoute: () => layout,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/profile', replace: true })
  },
})

const profile = createRoute({
  getParentRoute: () => layout,
  path: '/profile',
  component: lazyRouteComponent(() => import('../settings/profile-page.tsx'), 'ProfilePage'),
})

const preferences = createRoute({
  getParentRoute: () => layout,
  path: '/notifications',
  component: lazyRouteComponent(() => import('../settings/preferences-page.tsx'), 'PreferencesPage'),
})

const organization = createRoute({
  getParentRoute: () => layout,
  path: '/organization',
  component: lazyRouteComponent(() => import('../settings/organization-page.tsx'), 'OrganizationPage'),
})

const members = createRoute({
  getParentRoute: () => layout,
  path: '/members',
  component: lazyRouteComponent(() => import('../settings/members-page.tsx'), 'MembersPage'),
})

const teams = createRoute({
  getParentRoute: () => layout,
  path: '/teams',
  component: lazyRouteComponent(() => import('../settings/teams-page.tsx'), 'TeamsPage'),
})

const keys = createRoute({
  getParentRoute: () => layout,
  path: '/keys',
  component: lazyRouteComponent(() => import('../settings/keys-page.tsx'), 'KeysPage'),
})

const channels = createRoute({
  getParentRoute: () => layout,
  path: '/channels',
  component: lazyRouteComponent(() => import('../settings/channels-page.tsx'), 'ChannelsPage'),
})

const alerts = createRoute({
  getParentRoute: () => layout,
  path: '/alerts',
  component: lazyRouteComponent(() => import('../alerts/settings-page.tsx'), 'AlertSettingsPage'),
})

const slackChannels = createRoute({
  getParentRoute: () => layout,
  path: '/slack-channels',
  component: lazyRouteComponent(() => import('../settings/slack-channels-page.tsx'), 'SlackChannelsPage'),
})

const deliveries = createRoute({
  getParentRoute: () => layout,
  path: '/deliveries',
  validateSearch: DeliveriesSearch,
  component: lazyRouteComponent(() => import('../settings/deliveries-page.tsx'), 'DeliveriesPage'),
})

const jobs = createRoute({
  getParentRoute: () => layout,
  path: '/jobs',
  validateSearch: z.object({ job: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../settings/jobs-page.tsx'), 'JobsPage'),
})

const Word = z.string().min(1).max(200).optional().catch(undefined)
const AuditSearch = z.object({
  search: Word,
  about: Word,
  by: Word,
  acts: z.literal(true).optional().catch(undefined),
})
export type AuditSearch = z.infer<typeof AuditSearch>

const audit = createRoute({
  getParentRoute: () => layout,
  path: '/audit',
  validateSearch: AuditSearch,
  component: lazyRouteComponent(() => import('../settings/audit-page.tsx'), 'AuditPage'),
})

const retention = createRoute({
  getParentRoute: () => layout,
  path: '/retention',
  component: lazyRouteComponent(() => import('../settings/retention-page.tsx'), 'RetentionPage'),
})

const backups = createRoute({
  getParentRoute: () => layout,
  path: '/backups',
  component: lazyRouteComponent(() => import('../settings/backups-page.tsx'), 'BackupsPage'),
})

const sampleData = createRoute({
  getParentRoute: () => layout,
  path: '/sample-data',
  component: lazyRouteComponent(() => import('../settings/sample-data-page.tsx'), 'SampleDataPage'),
})

export const settingsRoute = layout.addChildren([
  index,
  profile,
  preferences,
  organization,
  members,
  teams,
  keys,
  channels,
  alerts,
  slackChannels,
  deliveries,
  jobs,
  audit,
  retention,
  backups,
  sampleData,
])
