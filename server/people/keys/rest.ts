import { z } from 'zod'
import { Email, text } from '../../../shared/text.ts'
import { badField } from '../../../shared/errors.ts'
import { route } from '../../http/rest.ts'
import { findMemberByEmail } from '../members/store.ts'
import { createKey } from './service.ts'

export const keysRest = [
  route(
    {
      method: 'post',
      path: '/api/keys',
      access: 'admin',
      summary: 'Create an API key for yourself, or for the member with an email address; it is shown once',
      tag: 'Members',
      body: z.strictObject({ name: text(100), email: Email.optional() }),
      response: z.object({ id: z.string(), name: z.string(), userId: z.string(), key: z.string() }),
    },
    async (app, caller, { body: { name, email } }) => {
      if (email === undefined) return createKey(app, caller, { name })
      const member = await findMemberByEmail(app.db.read, caller.organizationId, email)
      if (member?.status !== 'active') throw badField(['email'], 'There is no active member with this address')
      return createKey(app, caller, { name, userId: member.userId })
    },
  ),
]
