import { createRouter } from '@tanstack/react-router'
import { adminRoutes } from './routes/admin.ts'
import { alertRoutes } from './routes/alerts.ts'
import { authRoutes } from './routes/auth.ts'
import { customerRoutes } from './routes/customers.ts'
import { rootRoute } from './routes/root.ts'
import { ruleRoutes } from './routes/rules.ts'
import { settingsRoute } from './routes/settings.ts'
import { shellRoute } from './routes/shell.ts'
import { workflowRoutes } from './routes/workflows.ts'
import { ErrorPage } from './layout/error-page.tsx'
import { NotFoundPage } from './layout/not-found-page.tsx'

const routeTree = rootRoute.addChildren([
  ...authRoutes,
  shellRoute.addChildren([
    ...workflowRoutes,
    ...customerRoutes,
    ...alertRoutes,
    ...ruleRoutes,
    ...adminRoutes,
    settingsRoute,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: ErrorPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Goes to the sign-in page, which leads back to where the person was. */
export function toSignIn(): void {
  const { pathname, href } = router.state.location
  if (['/sign-in', '/set-up', '/reset', '/accept'].some((open) => pathname.startsWith(open))) return
  void router.navigate({ to: '/sign-in', search: { next: href }, replace: true })
}
