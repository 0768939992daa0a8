import type { Schema } from '../../drizzle/schema.ts'
import type { Context } from '../context.ts'
import { insertMany } from '../db/insert-many.ts'

const CHUNK = 128

/** In this order, so that what is referred to is there. */
const ORDER = [
  'customer',
  'customerMetric',
  'factChange',
  'contact',
  'message',
  'workflow',
  'workflowAction',
  'flowAction',
  'trigger',
  'timeline',
  'notification',
  'delivery',
] as const

type Plan = { [Name in (typeof ORDER)[number]]?: Schema[Name]['$inferInsert'][] }

/** Writes planned rows in small units of work; those that are there already are left alone. */
export async function insertPlan({ db }: Pick<Context, 'db'>, plan: Plan): Promise<void> {
  for (const name of ORDER) {
    const rows = plan[name] ?? []
    for (let start = 0; start < rows.length; start += CHUNK)
      await db.write((tx) => insertMany(tx, tx.t[name], rows.slice(start, start + CHUNK), 'ignore'), 'bulk')
  }
}
