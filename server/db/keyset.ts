import { type AnyColumn, asc, desc, type SQL, sql } from 'drizzle-orm'
import type { Position } from './cursor.ts'

export type Direction = 'asc' | 'desc'

/** Rows after the position `[value, id]` in the order of `inOrder`. Nulls come last, whichever the direction. */
export function after(column: AnyColumn, id: AnyColumn, direction: Direction, [value, lastId]: Position): SQL {
  const beyond = sql.raw(direction === 'asc' ? '>' : '<')
  if (value === null) return sql`(${column} is null and ${id} ${beyond} ${lastId})`
  return sql`(${column} ${beyond} ${value} or (${column} = ${value} and ${id} ${beyond} ${lastId}) or ${column} is null)`
}

/** `order by` of a column and, for ties, the id. The engines disagree on where nulls go, so it is said. */
export function inOrder(column: AnyColumn, id: AnyColumn, direction: Direction): SQL[] {
  const order = direction === 'asc' ? asc : desc
  return [column.notNull ? order(column) : sql`${order(column)} nulls last`, order(id)]
}
