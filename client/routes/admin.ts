import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { IMPORT_KINDS } from '../../shared/imports/schema.ts'
import { AnalyticsSearch, HistorySearch } from '../analytics/search.ts'
import { NotFoundPage } from '../layout/not-found-page.tsx'
import { shellRoute } from './shell.ts'

const analytics = createRoute({
  getParentRoute: () => shellRoute,
  path: '/analytics',
  validateSearch: AnalyticsSearch,
  component: lazyRouteComponent(() => import('../analytics/analytics-page.tsx'), 'AnalyticsPage'),
})

const escalationHistory = createRoute({
  getParentRoute: () => shellRoute,
  path: '/analytics/escalations',
  validateSearch: HistorySearch,
  component: lazyRouteComponent(() => import('../analytics/history-page.tsx'), 'HistoryPage'),
})

const imports = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports',
  validateSearch: z.object({ kind: z.enum(IMPORT_KINDS).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../imports/imports-page.tsx'), 'ImportsPage'),
})

const importRun = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports/$importId',
  component: lazyRouteComponent(() => import('../imports/import-page.tsx'), 'ImportPage'),
})

/** Whatever matches nothing else keeps the rail, so that the way back is one click. */
const nowhere = createRoute({ getParentRoute: () => shellRoute, path: '$', component: NotFoundPage })

export const adminRoutes = [analytics, escalationHistory, imports, importRun, nowhere] as const
