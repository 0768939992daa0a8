import { ruleFields } from '../../shared/rules/fields.ts'
import { metricNames, propertyNames } from '../facts/store.ts'
import { procedure, router } from '../trpc/init.ts'

export const rulesRouter = router({
  /** The catalogue of fields that rules may read, with the metrics and properties of this organization. */
  fields: procedure('admin').query(async ({ ctx: { app, caller } }) => {
    const metrics = await metricNames(app.db.read, caller.organizationId)
    return ruleFields(metrics, await propertyNames(app.db.read, caller.organizationId))
  }),
})
