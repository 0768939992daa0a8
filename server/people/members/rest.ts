import { z } from 'zod'
import { ROLES } from '../../../shared/roles.ts'
import { Email, text } from '../../../shared/text.ts'
import { toIso } from '../../../shared/time/instant.ts'
import { route } from '../../http/rest.ts'
import { addMember } from './invite.ts'
import { findMember, listMembers, type MemberRow } from './store.ts'
import { notFound } from '../../../shared/errors.ts'

const User = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  status: z.enum(['active', 'invited', 'removed']),
  slackUserId: z.string().nullable(),
  createdAt: z.string(),
})

function wire({ userId, createdAt, ...rest }: MemberRow): z.infer<typeof User> {
  return { id: userId, ...rest, createdAt: toIso(createdAt) }
}

export const usersRest = [
  route(
    {
      method: 'get',
      path: '/api/users',
      access: 'read',
      summary: 'List members, active and invited',
      tag: 'Members',
      response: z.object({ users: z.array(User), count: z.number() }),
    },
    async (app, caller) => {
      const users = (await listMembers(app.db.read, caller.organizationId)).map(wire)
      return { users, count: users.length }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/users',
      access: 'admin',
      summary: 'Add a person as an active member; `signInLink` lets them choose a password',
      tag: 'Members',
      body: z.strictObject({ email: Email, name: text(200), role: z.enum(ROLES) }),
      response: User.extend({ signInLink: z.string() }),
    },
    async (app, caller, { body }) => {
      const added = await addMember(app, caller, body, { atOnce: true, url: app.config.url })
      const member = await findMember(app.db.read, caller.organizationId, added.userId)
      if (!member) throw notFound('Member')
      return { ...wire(member), signInLink: added.link }
    },
  ),
]
