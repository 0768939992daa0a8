import { type CleanedWhere, createAdapterFactory } from 'better-auth/adapters'
import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Reader } from '../../db/engine.ts'
import { appendLoginChange, endSessions, listMemberships } from '../logins/store.ts'
import { isAlive } from './lifetime.ts'

type Model = 'user' | 'session' | 'account'
type Row = Record<string, unknown>

/** Beyond every clock: whether a session is still good is decided here, by our clock, and not a second time. */
const FAR = new Date(8.64e15)

/**
 * The sign-in library on our database: reads go to the reader, each write is one unit of work of ours.
 * It carries what signing in, signing out and changing a password need; anything else throws.
 */
export function loginAdapter({ db, clock }: Context) {
  const table = (t: Reader['t'], model: string) => {
    if (model !== 'user' && model !== 'session' && model !== 'account') throw unused(`model ${model}`)
    return t[model as Model] as Reader['t']['session']
  }
  const find = async (model: string, where: CleanedWhere[], limit?: number): Promise<Row[]> => {
    const from = table(db.read.t, model)
    const query = db.read.select().from(from).where(conditions(from, where))
    const rows = await (limit === undefined ? query : query.limit(limit))
    if (model !== 'session') return rows
    return rows.filter((row) => isAlive(row, clock.now())).map((row) => ({ ...row, expiresAt: FAR }))
  }
  return createAdapterFactory({
    config: {
      adapterId: 'hoist',
      supportsJSON: false,
      supportsDates: true,
      supportsBooleans: true,
      transaction: false,
    },
    adapter: () => ({
      async create({ model, data }) {
        if (model !== 'session') throw unused(`creation of ${model}`)
        const now = clock.now()
        const lasts = Number(data['expiresAt']) - Number(data['createdAt'])
        const row = { ...data, createdAt: new Date(now), updatedAt: new Date(now), expiresAt: new Date(now + lasts) }
        await db.write(async (tx) => {
          const memberships = await listMemberships(tx, String(data['userId']))
          const organizationId = memberships.find(({ status }) => status === 'active')?.organizationId ?? null
          await tx
            .insert(tx.t.session)
            .values({ ...row, organizationId } as unknown as typeof tx.t.session.$inferInsert)
        })
        return data
      },
      findOne: async ({ model, where }) => ((await find(model, where, 1))[0] ?? null) as never,
      findMany: async ({ model, where, limit }) => (await find(model, where ?? [], limit)) as never,
      async update({ model, where, update }) {
        const { password } = update as { password?: string }
        if (model !== 'account' || password === undefined) throw unused(`update of ${model}`)
        return db.write(async (tx) => {
          const { account } = tx.t
          const changed = await tx
            .update(account)
            .set({ password, updatedAt: new Date(clock.now()) })
            .where(conditions(account as never, where))
            .returning()
          const userId = changed[0]?.userId
          if (userId !== undefined) {
            await endSessions(tx, userId)
            await appendLoginChange(tx, userId, 'member.password_changed', clock.now())
          }
          return (changed[0] ?? null) as never
        })
      },
      async delete({ model, where }) {
        if (model !== 'session') throw unused(`deletion of ${model}`)
        await db.write(async (tx) => {
          await tx.delete(tx.t.session).where(conditions(tx.t.session, where))
        })
      },
      async deleteMany({ model, where }) {
        if (model !== 'session') throw unused(`deletion of ${model}`)
        return db.write(async (tx) => {
          const gone = await tx
            .delete(tx.t.session)
            .where(conditions(tx.t.session, where))
            .returning({ id: tx.t.session.id })
          return gone.length
        })
      },
      updateMany: () => Promise.reject(unused('updateMany')),
      count: () => Promise.reject(unused('count')),
    }),
  })
}

function unused(what: string): Error {
  return new Error(`The sign-in library asked for ${what}, which Hoist does itself`)
}

/** Every condition must hold; only equality and membership are ever asked for. */
function conditions(table: Reader['t']['session'], where: CleanedWhere[]) {
  return and(
    ...where.map(({ field, operator, value, connector }) => {
      const column = table[field as 'id']
      if (column === undefined || connector !== 'AND') throw unused(`a search by ${connector} ${field}`)
      if (operator === 'in') return inArray(column, value as string[])
      if (operator !== 'eq') throw unused(`a search by ${operator}`)
      return eq(column, value as string)
    }),
  )
}
