import { alertsRouter } from '../alerts/router.ts'
import { analyticsRouter } from '../analytics/router.ts'
import { auditRouter } from '../audit/router.ts'
import { backupsRouter } from '../backups/router.ts'
import { contactsRouter } from '../contacts/router.ts'
import { customersRouter } from '../customers/router.ts'
import { definitionsRouter } from '../definitions/router.ts'
import { demoRouter } from '../demo/router.ts'
import { escalationsRouter } from '../escalations/router.ts'
import { importsRouter } from '../imports/router.ts'
import { inboundRouter } from '../inbound/router.ts'
import { jobsRouter } from '../jobs/router.ts'
import { channelsRouter } from '../notifications/connections/router.ts'
import { notificationsRouter } from '../notifications/router.ts'
import { keysRouter } from '../people/keys/router.ts'
import { membersRouter } from '../people/members/router.ts'
import { organizationRouter } from '../people/organizations/router.ts'
import { sessionRouter } from '../people/sessions/router.ts'
import { setupRouter } from '../people/setup/router.ts'
import { teamsRouter } from '../people/teams/router.ts'
import { rulesRouter } from '../rules/router.ts'
import { slackRouter } from '../slack/router.ts'
import { workflowsRouter } from '../workflows/router.ts'
import { router } from './init.ts'

export const appRouter = router({
  alerts: alertsRouter,
  analytics: analyticsRouter,
  audit: auditRouter,
  backups: backupsRouter,
  channels: channelsRouter,
  contacts: contactsRouter,
  customers: customersRouter,
  definitions: definitionsRouter,
  demo: demoRouter,
  escalations: escalationsRouter,
  imports: importsRouter,
  inbound: inboundRouter,
  jobs: jobsRouter,
  keys: keysRouter,
  members: membersRouter,
  notifications: notificationsRouter,
  organization: organizationRouter,
  rules: rulesRouter,
  session: sessionRouter,
  setup: setupRouter,
  slack: slackRouter,
  teams: teamsRouter,
  workflows: workflowsRouter,
})

export type AppRouter = typeof appRouter
