import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/** In `onConflictDoUpdate`: the value that the refused row brought. */
export function excluded(column: AnyColumn): SQL {
  return sql`excluded.${sql.identifier(column.name)}`
}
