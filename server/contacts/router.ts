import { z } from 'zod'
import { ContactInput } from '../../shared/contacts/schema.ts'
import { asOne } from '../../shared/issues.ts'
import { text } from '../../shared/text.ts'
import { procedure, router } from '../trpc/init.ts'
import { contactChanges } from './customers.ts'
import { removeContact, saveContacts } from './service.ts'
import { listContacts } from './store.ts'

export const contactsRouter = router({
  list: procedure('read')
    .input(z.strictObject({ customerId: text(200) }))
    .query(({ ctx, input }) => listContacts(ctx.app.db.read, ctx.caller.organizationId, input.customerId)),

  upsert: procedure('admin')
    .input(ContactInput)
    .mutation(async ({ ctx, input }) => {
      const save = async () => {
        const changes = await contactChanges(ctx.app.db.read, ctx.caller.organizationId, [input])
        return saveContacts(ctx.app, ctx.caller, changes)
      }
      const [saved] = await asOne(save())
      return saved
    }),

  remove: procedure('admin')
    .input(z.strictObject({ id: text(200) }))
    .mutation(({ ctx, input }) => removeContact(ctx.app, ctx.caller, input.id)),
})
