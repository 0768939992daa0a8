import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { AlertStatus, Severity } from '../../shared/alerts/schema.ts'
import { day } from './day.ts'
import { shellRoute } from './shell.ts'

const AlertsSearch = z.object({
  /** Left out: what is open. */
  status: z
    .union([AlertStatus, z.literal('all')])
    .optional()
    .catch(undefined),
  severity: Severity.optional().catch(undefined),
  /** Tag of something that was found. */
  indicator: z.string().max(100).optional().catch(undefined),
  /** The first and the last day on which they were raised. */
  from: day,
  to: day,
  /** The alert that is looked at. */
  alert: z.string().optional().catch(undefined),
})
export type AlertsSearch = z.infer<typeof AlertsSearch>

const alerts = createRoute({
  getParentRoute: () => shellRoute,
  path: '/alerts',
  validateSearch: AlertsSearch,
  component: lazyRouteComponent(() => import('../alerts/alerts-page.tsx'), 'AlertsPage'),
})

const senders = createRoute({
  getParentRoute: () => shellRoute,
  path: '/alerts/senders',
  component: lazyRouteComponent(() => import('../alerts/senders-page.tsx'), 'SendersPage'),
})

const learning = createRoute({
  getParentRoute: () => shellRoute,
  path: '/alerts/learning',
  component: lazyRouteComponent(() => import('../alerts/learning-page.tsx'), 'LearningPage'),
})

export const alertRoutes = [alerts, senders, learning] as const
