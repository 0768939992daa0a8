import { z } from 'zod'
import {
  ActBody,
  DeEscalateBody,
  EscalateBody,
  ListInput,
  ManualEventBody,
  PreviewBody,
  WaitBody,
} from '../../shared/escalations/bodies.ts'
import { Reference } from '../../shared/text.ts'
import { procedure, router } from '../trpc/init.ts'
import { workflowViews } from '../workflows/list.ts'
import { reactivateNow, skip } from '../workflows/skip.ts'
import { snooze, wakeNow } from '../workflows/snooze.ts'
import { acknowledge } from './acknowledge.ts'
import { cancel } from './cancel.ts'
import { deEscalate } from './de-escalate.ts'
import { escalate } from './escalate.ts'
import { listOpen } from './list-store.ts'
import { fireManualEvent } from './manual-event.ts'
import { preview } from './preview.ts'
import { listRecipients } from './recipients.ts'
import { takeOwnership } from './take-ownership.ts'

const act = procedure('act')

export const escalationsRouter = router({
  /** What would happen if the dialog were confirmed as it stands. */
  preview: act.input(PreviewBody).query(({ ctx, input }) => preview(ctx.app, ctx.caller, input)),
  /** People and teams to choose from; with a workflow, what the guards say of each. */
  recipients: act
    .input(z.strictObject({ workflowId: Reference.optional() }))
    .query(({ ctx, input }) => listRecipients(ctx.app.db.read, ctx.caller, input.workflowId)),
  /** Workflows that are escalated, snoozed or skipped, the latest first. */
  list: procedure('read')
    .input(ListInput)
    .query(async ({ ctx: { app, caller }, input }) => {
      const { workflowIds, ...page } = await listOpen(app.db.read, caller.organizationId, input, caller.userId)
      return { workflows: await workflowViews(app.db.read, caller.organizationId, workflowIds), ...page }
    }),

  escalate: act.input(EscalateBody).mutation(({ ctx, input }) => escalate(ctx.app, ctx.caller, input)),
  snooze: act.input(WaitBody).mutation(({ ctx, input }) => snooze(ctx.app, ctx.caller, input)),
  skip: act.input(WaitBody).mutation(({ ctx, input }) => skip(ctx.app, ctx.caller, input)),
  deEscalate: act.input(DeEscalateBody).mutation(({ ctx, input }) => deEscalate(ctx.app, ctx.caller, input)),
  cancel: act.input(ActBody).mutation(({ ctx, input }) => cancel(ctx.app, ctx.caller, input)),
  takeOwnership: act.input(ActBody).mutation(({ ctx, input }) => takeOwnership(ctx.app, ctx.caller, input)),
  acknowledge: act.input(ActBody).mutation(({ ctx, input }) => acknowledge(ctx.app, ctx.caller, input)),
  wakeNow: act.input(ActBody).mutation(({ ctx, input }) => wakeNow(ctx.app, ctx.caller, input)),
  reactivateNow: act.input(ActBody).mutation(({ ctx, input }) => reactivateNow(ctx.app, ctx.caller, input)),
  fireManualEvent: act.input(ManualEventBody).mutation(({ ctx, input }) => fireManualEvent(ctx.app, ctx.caller, input)),
})
