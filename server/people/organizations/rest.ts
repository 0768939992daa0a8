import { z } from 'zod'
import { notFound } from '../../../shared/errors.ts'
import { OrganizationSettings } from '../../../shared/people/settings.ts'
import { route } from '../../http/rest.ts'
import { OrganizationChange } from './schema.ts'
import { changeOrganization } from './service.ts'
import { findOrganization } from './store.ts'

const Organization = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  subscription: z.enum(['active', 'paused']),
  settings: OrganizationSettings,
})

export const organizationRest = [
  route(
    {
      method: 'get',
      path: '/api/organization',
      access: 'read',
      summary: 'The organization the key or session belongs to',
      tag: 'Organization',
      response: Organization,
    },
    async (app, caller) => {
      const organization = await findOrganization(app.db.read, caller.organizationId)
      if (!organization) throw notFound('Organization')
      return organization
    },
  ),
  route(
    {
      method: 'patch',
      path: '/api/organization',
      access: 'admin',
      summary: 'Change name, time zone or settings; what is left out stays as it is',
      tag: 'Organization',
      body: OrganizationChange,
      response: Organization,
    },
    (app, caller, { body }) => changeOrganization(app, caller, body),
  ),
]
