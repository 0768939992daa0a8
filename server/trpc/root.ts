import { contactsRouter } from '../contacts/router.ts'
import { customersRouter } from '../customers/router.ts'
import { keysRouter } from '../people/keys/router.ts'
import { membersRouter } from '../people/members/router.ts'
import { organizationRouter } from '../people/organizations/router.ts'
import { sessionRouter } from '../people/sessions/router.ts'
import { setupRouter } from '../people/setup/router.ts'
import { teamsRouter } from '../people/teams/router.ts'
import { definitionsRouter } from '../definitions/router.ts'
import { escalationsRouter } from '../escalations/router.ts'
import { workflowsRouter } from '../workflows/router.ts'
import { router } from './init.ts'

export const appRouter = router({
  contacts: contactsRouter,
  customers: customersRouter,
  keys: keysRouter,
  members: membersRouter,
  organization: organizationRouter,
  session: sessionRouter,
  setup: setupRouter,
  teams: teamsRouter,
  definitions: definitionsRouter,
  escalations: escalationsRouter,
  workflows: workflowsRouter,
})

export type AppRouter = typeof appRouter
