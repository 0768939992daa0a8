import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { z } from 'zod'
import { PRIORITIES, WORKFLOW_STATUSES } from '../../shared/workflows/schema.ts'
import { shellRoute } from './shell.ts'

const home = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/queue', replace: true })
  },
})

/** What filters the queue; a parameter that makes no sense is dropped rather than shown as an error. */
const QueueSearch = z.object({
  search: z.string().optional().catch(undefined),
  due: z.enum(['overdue', 'week', 'none']).optional().catch(undefined),
})

const queue = createRoute({
  getParentRoute: () => shellRoute,
  path: '/queue',
  validateSearch: QueueSearch,
  component: lazyRouteComponent(() => import('../workflows/queue-page.tsx'), 'QueuePage'),
})

const WorkflowsSearch = z.object({
  search: z.string().optional().catch(undefined),
  status: z.array(z.enum(WORKFLOW_STATUSES)).optional().catch(undefined),
  assignee: z.string().optional().catch(undefined),
  definition: z.string().optional().catch(undefined),
  priority: z.array(z.enum(PRIORITIES)).optional().catch(undefined),
  due: z.enum(['overdue', 'week', 'none']).optional().catch(undefined),
  sort: z.enum(['due', 'priority', 'updated', 'customer', 'status']).optional().catch(undefined),
  order: z.enum(['asc', 'desc']).optional().catch(undefined),
})
export type WorkflowsSearch = z.infer<typeof WorkflowsSearch>

const workflows = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows',
  validateSearch: WorkflowsSearch,
  component: lazyRouteComponent(() => import('../workflows/workflows-page.tsx'), 'WorkflowsPage'),
})

const workflow = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows/$workflowId',
  component: lazyRouteComponent(() => import('../workflows/workflow-page.tsx'), 'WorkflowPage'),
})

const MineSearch = z.object({ mine: z.boolean().optional().catch(undefined) })

const escalated = createRoute({
  getParentRoute: () => shellRoute,
  path: '/escalated',
  validateSearch: z.object({
    show: z.enum(['all', 'mine', 'to-me']).optional().catch(undefined),
    ended: z.boolean().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../escalations/escalated-page.tsx'), 'EscalatedPage'),
})

const snoozed = createRoute({
  getParentRoute: () => shellRoute,
  path: '/snoozed',
  validateSearch: MineSearch,
  component: lazyRouteComponent(() => import('../escalations/snoozed-page.tsx'), 'SnoozedPage'),
})

const skipped = createRoute({
  getParentRoute: () => shellRoute,
  path: '/skipped',
  validateSearch: MineSearch,
  component: lazyRouteComponent(() => import('../escalations/skipped-page.tsx'), 'SkippedPage'),
})

const inbox = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../inbox/inbox-page.tsx'), 'InboxPage'),
})

export const workflowRoutes = [home, queue, workflows, workflow, escalated, snoozed, skipped, inbox] as const
