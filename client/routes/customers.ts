import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { CUSTOMER_SORTS } from '../../shared/customers/schema.ts'
import { shellRoute } from './shell.ts'

const CustomersSearch = z.object({
  search: z.string().optional().catch(undefined),
  segment: z.string().optional().catch(undefined),
  owner: z.string().optional().catch(undefined),
  sort: z.enum(CUSTOMER_SORTS).optional().catch(undefined),
  order: z.enum(['asc', 'desc']).optional().catch(undefined),
})
export type CustomersSearch = z.infer<typeof CustomersSearch>

const customers = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers',
  validateSearch: CustomersSearch,
  component: lazyRouteComponent(() => import('../customers/customers-page.tsx'), 'CustomersPage'),
})

const customer = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/$customerId',
  component: lazyRouteComponent(() => import('../customers/customer-page.tsx'), 'CustomerPage'),
})

export const customerRoutes = [customers, customer] as const
