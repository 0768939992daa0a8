import { z } from 'zod'
import { ContactBody } from '../../shared/contacts/schema.ts'
import { notFound } from '../../shared/errors.ts'
import { asOne } from '../../shared/issues.ts'
import { Reference } from '../../shared/text.ts'
import { toIso } from '../../shared/time/instant.ts'
import { findCustomerId } from '../customers/store.ts'
import { route } from '../http/rest.ts'
import { contactChanges } from './customers.ts'
import { saveContacts } from './service.ts'
import { listContacts } from './store.ts'

const Saved = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  result: z.enum(['created', 'updated', 'unchanged']),
})

const Contact = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  customerId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  slackUserId: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})

export const contactsRest = [
  route(
    {
      method: 'post',
      path: '/api/contacts',
      access: 'admin',
      summary: 'Create or change one contact, or an array of up to 1,000',
      tag: 'Customers',
      body: z.union([ContactBody, z.array(ContactBody).max(1_000, 'At most 1000 contacts at once')]),
      bodyLimit: 4 * 1024 * 1024,
      response: z.union([Saved, z.object({ results: z.array(Saved) })]),
    },
    async (app, caller, { body }) => {
      const save = async (bodies: ContactBody[]) =>
        saveContacts(app, caller, await contactChanges(app.db.read, caller.organizationId, bodies))
      if (Array.isArray(body)) return { results: await save(body) }
      const [saved] = await asOne(save([body]))
      if (!saved) throw notFound('Contact')
      return saved
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/customers/{id}/contacts',
      access: 'read',
      summary: 'Contacts of a customer',
      tag: 'Customers',
      params: z.strictObject({ id: Reference }),
      response: z.object({ contacts: z.array(Contact) }),
    },
    async (app, caller, { params }) => {
      const customerId = await findCustomerId(app.db.read, caller.organizationId, params.id)
      if (customerId === undefined) throw notFound('Customer')
      const contacts = await listContacts(app.db.read, caller.organizationId, customerId)
      return {
        contacts: contacts.map((one) => ({ ...one, createdAt: toIso(one.createdAt), updatedAt: toIso(one.updatedAt) })),
      }
    },
  ),
]
