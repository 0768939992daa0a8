import { alertsRest } from '../alerts/rest.ts'
import { analyticsRest } from '../analytics/rest.ts'
import { auditRest } from '../audit/rest.ts'
import { backupsRest } from '../backups/rest.ts'
import { contactsRest } from '../contacts/rest.ts'
import { customersRest } from '../customers/rest.ts'
import { escalationsRest } from '../escalations/rest.ts'
import { importsRest } from '../imports/rest.ts'
import { jobsRest } from '../jobs/rest.ts'
import { liveRest } from '../live/rest.ts'
import { messagesRest } from '../messages/rest.ts'
import { notificationsRest } from '../notifications/rest.ts'
import { keysRest } from '../people/keys/rest.ts'
import { usersRest } from '../people/members/rest.ts'
import { organizationRest } from '../people/organizations/rest.ts'
import { riskRest } from '../risk/rest.ts'
import { backtestRest } from '../rules/backtest/rest.ts'
import { rulesRest } from '../rules/rest.ts'
import { ruleFilesRest } from '../rules/rest-file.ts'
import { ruleHistoryRest } from '../rules/rest-history.ts'
import { workflowRulesRest } from '../rules/rest-workflow.ts'
import { signalsRest } from '../signals/rest.ts'
import { workflowsRest } from '../workflows/rest.ts'
import type { RestRoute } from './rest.ts'

/** Every REST route. Fixed addresses come before those with a parameter in the same place. */
export const restRoutes: RestRoute[] = [
  customersRest,
  contactsRest,
  escalationsRest,
  rulesRest,
  ruleFilesRest,
  backtestRest,
  ruleHistoryRest,
  workflowRulesRest,
  workflowsRest,
  signalsRest,
  messagesRest,
  alertsRest,
  riskRest,
  notificationsRest,
  jobsRest,
  importsRest,
  analyticsRest,
  backupsRest,
  usersRest,
  keysRest,
  organizationRest,
  auditRest,
  liveRest,
].flat()
