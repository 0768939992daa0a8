import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from './root.ts'

const setUp = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up',
  validateSearch: z.object({ token: z.string().optional() }),
  component: lazyRouteComponent(() => import('../auth/set-up-page.tsx'), 'SetUpPage'),
})

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({ next: z.string().optional() }),
  component: lazyRouteComponent(() => import('../auth/sign-in-page.tsx'), 'SignInPage'),
})

const reset = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  component: lazyRouteComponent(() => import('../auth/reset-page.tsx'), 'ResetPage'),
})

const accept = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accept/$token',
  component: lazyRouteComponent(() => import('../auth/accept-page.tsx'), 'AcceptPage'),
})

export const authRoutes = [setUp, signIn, reset, accept] as const
