import { z } from 'zod'
import { Breakdown, drillFields, filterFields } from '../../shared/analytics/schema.ts'
import { SaveView } from '../../shared/analytics/view.ts'
import { text } from '../../shared/text.ts'
import { procedure, router } from '../trpc/init.ts'
import { askOf } from './ask.ts'
import { removeView, saveView, viewsFor } from './views.ts'

const instant = z.number().int()
const period = { from: instant.optional(), to: instant.optional() }
const Filtered = z.strictObject({ ...period, ...filterFields })
const Drilled = Filtered.extend(drillFields)

/** Periods are instants: `from` counts, `to` is the first that does not. */
export const analyticsRouter = router({
  summary: procedure('analytics')
    .input(Filtered.prefault({}))
    .query(({ ctx: { app, caller }, input }) => app.analytics.call('summary', askOf(caller, input))),
  /** All charts of the page in one answer. */
  dashboard: procedure('analytics')
    .input(Filtered.extend({ previous: z.strictObject({ from: instant, to: instant }).optional() }).prefault({}))
    .query(({ ctx: { app, caller }, input: { previous = null, ...filter } }) =>
      app.analytics.call('dashboard', { ...askOf(caller, filter), previous, now: app.clock.now() }),
    ),
  breakdown: procedure('analytics')
    .input(Filtered.extend({ by: Breakdown }))
    .query(({ ctx: { app, caller }, input: { by, ...filter } }) =>
      app.analytics.call('breakdown', { ...askOf(caller, filter), by }),
    ),
  /** The escalations behind a bar, a cell or a tile. */
  escalations: procedure('analytics')
    .input(
      Drilled.extend({
        cursor: z.string().max(500).optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }).prefault({}),
    )
    .query(({ ctx: { app, caller }, input: { cursor, limit, ...filter } }) =>
      app.analytics.call('list', { ...askOf(caller, filter), cursor, limit }),
    ),
  /** How much each person was interrupted. */
  interrupts: procedure('analytics')
    .input(Filtered.prefault({}))
    .query(({ ctx: { app, caller }, input }) => app.analytics.call('interrupts', askOf(caller, input))),
  /** What became of each rule. */
  rules: procedure('admin')
    .input(Filtered.prefault({}))
    .query(({ ctx: { app, caller }, input }) => app.analytics.call('rules', askOf(caller, input))),
  views: procedure('analytics').query(({ ctx: { app, caller } }) => viewsFor(app, caller)),
  saveView: procedure('analytics')
    .input(SaveView)
    .mutation(({ ctx: { app, caller }, input }) => saveView(app, caller, input)),
  removeView: procedure('analytics')
    .input(z.strictObject({ id: text(100) }))
    .mutation(({ ctx: { app, caller }, input }) => removeView(app, caller, input.id)),
})
