import { z } from 'zod'
import { CustomerBody, CustomerFilter } from '../../shared/customers/schema.ts'
import type { CustomerView } from '../../shared/customers/view.ts'
import { notFound } from '../../shared/errors.ts'
import { asOne } from '../../shared/issues.ts'
import { Reference } from '../../shared/text.ts'
import { toIso } from '../../shared/time/instant.ts'
import { route } from '../http/rest.ts'
import { findCustomer, listCustomers } from './list.ts'
import { customerChanges } from './owners.ts'
import { saveCustomers } from './service.ts'

const Person = z.object({ userId: z.string(), name: z.string() })
const Scalar = z.union([z.string(), z.number(), z.boolean()])

const Customer = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string(),
  segment: z.string().nullable(),
  tags: z.array(z.string()),
  timezone: z.string().nullable(),
  renewalAt: z.string().nullable(),
  properties: z.record(z.string(), Scalar),
  metrics: z.record(z.string(), z.number()),
  owner: Person.nullable(),
  lastLoginAt: z.string().nullable(),
  lastInboundAt: z.string().nullable(),
  lastOutboundAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})

/** What each row of a list of upserts became. */
export const UpsertResults = z.object({
  results: z.array(
    z.object({ id: z.string(), externalId: z.string(), result: z.enum(['created', 'updated', 'unchanged']) }),
  ),
})

function wire(customer: CustomerView): z.infer<typeof Customer> {
  return {
    ...customer,
    metrics: Object.fromEntries(customer.metrics.map(({ metric, value }) => [metric, value])),
    renewalAt: toIso(customer.renewalAt),
    lastLoginAt: toIso(customer.lastLoginAt),
    lastInboundAt: toIso(customer.lastInboundAt),
    lastOutboundAt: toIso(customer.lastOutboundAt),
    createdAt: toIso(customer.createdAt),
    updatedAt: toIso(customer.updatedAt),
  }
}

export const customersRest = [
  route(
    {
      method: 'post',
      path: '/api/customers',
      access: 'admin',
      summary: 'Create or change one customer, or an array of up to 1,000',
      tag: 'Customers',
      body: z.union([CustomerBody, z.array(CustomerBody).max(1_000, 'At most 1000 customers at once')]),
      bodyLimit: 8 * 1024 * 1024,
      response: z.union([Customer, UpsertResults]),
    },
    async (app, caller, { body }) => {
      if (Array.isArray(body))
        return { results: await saveCustomers(app, caller, await customerChanges(app.db.read, caller, body)) }
      const save = async () => saveCustomers(app, caller, await customerChanges(app.db.read, caller, [body]))
      const [saved] = await asOne(save())
      const customer = saved && (await findCustomer(app.db.read, caller.organizationId, saved.id))
      if (!customer) throw notFound('Customer')
      return wire(customer)
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/customers',
      access: 'read',
      summary: 'List customers',
      tag: 'Customers',
      query: CustomerFilter,
      response: z.object({ customers: z.array(Customer), count: z.number(), nextCursor: z.string().nullable() }),
    },
    async (app, caller, { query }) => {
      const page = await listCustomers(app.db.read, caller.organizationId, query, caller.userId)
      return { ...page, customers: page.customers.map(wire) }
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/customers/{id}',
      access: 'read',
      summary: 'One customer',
      tag: 'Customers',
      params: z.strictObject({ id: Reference }),
      response: Customer,
    },
    async (app, caller, { params }) => {
      const customer = await findCustomer(app.db.read, caller.organizationId, params.id)
      if (!customer) throw notFound('Customer')
      return wire(customer)
    },
  ),
]
