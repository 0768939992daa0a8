import { and, count, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { CustomerFilter } from '../../shared/customers/schema.ts'
import type { CustomerView } from '../../shared/customers/view.ts'
import { containsPattern, searchWords } from '../../shared/search.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'
import { after, inOrder } from '../db/keyset.ts'
import { currentMetrics } from './store.ts'

export type CustomerPage = { customers: CustomerView[]; count: number; nextCursor: string | null }

/** Customers that fit the filter, a page at a time; `count` is how many fit in all. `me` is whose `ownerId: 'me'` it is. */
export async function listCustomers(
  conn: Reader,
  organizationId: string,
  filter: CustomerFilter,
  me: string,
): Promise<CustomerPage> {
  const { customer } = conn.t
  const column = { name: customer.nameSort, renewal: customer.renewalAt, updated: customer.updatedAt }[filter.sort]
  const fits = fitting(conn, organizationId, filter, me)
  const position = decodeCursor(filter.cursor, [filter.sort === 'name' ? 'text' : 'integer', 'text'])
  const rows = await selectViews(conn, and(fits, position && after(column, customer.id, filter.order, position)))
    .orderBy(...inOrder(column, customer.id, filter.order))
    .limit(filter.limit + 1)
  const [total] = await conn.select({ count: count() }).from(customer).where(fits)
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  const sortValue = last && { name: last.nameSort, renewal: last.renewalAt, updated: last.updatedAt }[filter.sort]
  return {
    customers: await withMetrics(conn, organizationId, page),
    count: total?.count ?? 0,
    nextCursor: rows.length > filter.limit && last ? encodeCursor([sortValue ?? null, last.id]) : null,
  }
}

/** One customer by Hoist's id or `ext:<externalId>`; undefined where the organization has none. */
export async function findCustomer(
  conn: Reader,
  organizationId: string,
  reference: string,
): Promise<CustomerView | undefined> {
  const external = reference.startsWith('ext:')
  const query = conn.prepared(external ? 'customer view by external id' : 'customer view', (c) => {
    const { customer } = c.t
    const key = eq(external ? customer.externalId : customer.id, sql.placeholder('key'))
    return selectViews(c, and(eq(customer.organizationId, sql.placeholder('organizationId')), key))
  })
  const key = external ? reference.slice('ext:'.length) : reference
  const [view] = await withMetrics(conn, organizationId, await query.execute({ organizationId, key }))
  return view
}

function fitting(conn: Reader, organizationId: string, filter: CustomerFilter, me: string): SQL | undefined {
  const { customer } = conn.t
  const { search = '', segment, ownerId, externalId } = filter
  return and(
    eq(customer.organizationId, organizationId),
    ...searchWords(search).map((word) => {
      const pattern = containsPattern(word)
      return or(
        sql`${customer.nameSort} like ${pattern} escape '\\'`,
        sql`lower(${customer.externalId}) like ${pattern} escape '\\'`,
      )
    }),
    segment === undefined ? undefined : eq(customer.segment, segment),
    externalId === undefined ? undefined : eq(customer.externalId, externalId),
    ownerId === undefined
      ? undefined
      : ownerId === 'none'
        ? isNull(customer.ownerId)
        : eq(customer.ownerId, ownerId === 'me' ? me : ownerId),
  )
}

function selectViews(conn: Reader, where: SQL | undefined) {
  const { customer, member } = conn.t
  return conn
    .select({
      id: customer.id,
      externalId: customer.externalId,
      name: customer.name,
      nameSort: customer.nameSort,
      segment: customer.segment,
      tags: customer.tags,
      timezone: customer.timeZone,
      renewalAt: customer.renewalAt,
      properties: customer.properties,
      ownerId: customer.ownerId,
      ownerName: member.name,
      lastLoginAt: customer.lastLoginAt,
      lastInboundAt: customer.lastInboundAt,
      lastOutboundAt: customer.lastOutboundAt,
      createdAt: customer.createdAt,
      updatedAt: customer.updatedAt,
    })
    .from(customer)
    .leftJoin(member, and(eq(member.organizationId, customer.organizationId), eq(member.userId, customer.ownerId)))
    .where(where)
}

type Row = Awaited<ReturnType<typeof selectViews>>[number]

async function withMetrics(conn: Reader, organizationId: string, rows: Row[]): Promise<CustomerView[]> {
  const metrics = await currentMetrics(
    conn,
    organizationId,
    rows.map((row) => row.id),
  )
  return rows.map(({ nameSort: _, ownerId, ownerName, ...row }) => ({
    ...row,
    owner: ownerId === null ? null : { userId: ownerId, name: ownerName ?? '' },
    metrics: [...(metrics.get(row.id)?.values() ?? [])].sort((a, b) => (a.metric < b.metric ? -1 : 1)),
  }))
}
