import { createRoute } from '@tanstack/react-router'
import { Shell } from '../layout/shell.tsx'
import { rootRoute } from './root.ts'

/** Everything behind the sign-in stands in the shell. */
export const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: 'shell', component: Shell })
