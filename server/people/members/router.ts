import { z } from 'zod'
import { ROLES } from '../../../shared/roles.ts'
import { Email, text } from '../../../shared/text.ts'
import { procedure, router } from '../../trpc/init.ts'
import { changeMember, makeLink, removeMember } from './change.ts'
import { addMember } from './invite.ts'
import { listMembers } from './store.ts'

const Id = text(200)
const RoleName = z.enum(ROLES)
/** A person's id in Slack, such as U024BE7LH. */
const SlackUserId = z.string().regex(/^[UW][A-Z0-9]{5,20}$/, 'Must be the id of a Slack member, such as U024BE7LH')

export const membersRouter = router({
  list: procedure('read').query(async ({ ctx }) => ({
    members: await listMembers(ctx.app.db.read, ctx.caller.organizationId),
  })),

  invite: procedure('admin')
    .input(z.strictObject({ email: Email, name: text(200).optional(), role: RoleName }))
    .mutation(({ ctx, input }) => addMember(ctx.app, ctx.caller, input, { atOnce: false, url: ctx.app.config.url })),

  update: procedure('admin')
    .input(
      z.strictObject({
        userId: Id,
        role: RoleName.optional(),
        name: text(200).optional(),
        slackUserId: SlackUserId.nullable().optional(),
      }),
    )
    .mutation(({ ctx, input }) => changeMember(ctx.app, ctx.caller, input)),

  remove: procedure('admin')
    .input(z.strictObject({ userId: Id }))
    .mutation(({ ctx, input }) => removeMember(ctx.app, ctx.caller, input.userId)),

  resetLink: procedure('admin')
    .input(z.strictObject({ userId: Id }))
    .mutation(({ ctx, input }) => makeLink(ctx.app, ctx.caller, { ...input, url: ctx.app.config.url })),
})
