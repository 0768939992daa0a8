import { defineAlerts } from './tables/alerts.ts'
import { defineAnalytics } from './tables/analytics.ts'
import { defineAudit } from './tables/audit.ts'
import { defineFlow } from './tables/flow.ts'
import { defineCustomers } from './tables/customers.ts'
import { defineIntake } from './tables/intake.ts'
import { defineNotifications } from './tables/notifications.ts'
import { defineOperations } from './tables/operations.ts'
import { definePeople } from './tables/people.ts'
import { defineWorkflows } from './tables/workflows.ts'
import { defineRules } from './tables/rules.ts'
import type { Kit } from './kit.postgres.ts'

/** Every table once, for both engines. Ids are UUIDv7 text made in the app; instants are epoch milliseconds and end in `At`. */
export function defineSchema(kit: Kit) {
  const people = definePeople(kit)
  const customers = defineCustomers(kit, people)
  const workflows = defineWorkflows(kit, people, customers)
  const flow = defineFlow(kit, people, workflows)
  const intake = defineIntake(kit, people, customers)
  const notifications = defineNotifications(kit, people)
  const operations = defineOperations(kit, people)
  const analytics = defineAnalytics(kit, people)
  const audit = defineAudit(kit, people)
  const alerts = defineAlerts(kit, people, customers)
  const rules = defineRules(kit, people, customers, workflows)
  return {
    ...audit,
    ...people,
    ...customers,
    ...workflows,
    ...flow,
    ...intake,
    ...notifications,
    ...operations,
    ...analytics,
    ...alerts,
    ...rules,
  }
}

export type Schema = ReturnType<typeof defineSchema>
