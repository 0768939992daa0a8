import { contactsRouter } from '../contacts/router.ts'
import { customersRouter } from '../customers/router.ts'
import { definitionsRouter } from '../definitions/router.ts'
import { workflowsRouter } from '../workflows/router.ts'
import { router } from './init.ts'

export const appRouter = router({
  contacts: contactsRouter,
  customers: customersRouter,
  definitions: definitionsRouter,
  workflows: workflowsRouter,
})

export type AppRouter = typeof appRouter
