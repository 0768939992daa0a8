import { type SQL, sql } from 'drizzle-orm'
import type { Preparable, Reader } from './engine.ts'

/** Sizes of the prepared statements; the rest of a list is filled up with its last key. */
const SIZES = [1, 16, 128, 1_000]

/**
 * Rows whose key is one of `keys`, by a prepared statement per size of list.
 * @param build gets the list to write into `sql\`${column} in (${list})\``, and may use placeholders given in `values`.
 */
export async function selectIn<Row>(
  conn: Reader,
  name: string,
  keys: readonly string[],
  values: Record<string, unknown>,
  build: (conn: Reader, list: SQL) => Preparable<Row>,
): Promise<Row[]> {
  const found: Row[] = []
  const largest = SIZES.at(-1) ?? 1
  for (let start = 0; start < keys.length; start += largest) {
    const part = keys.slice(start, start + largest)
    const size = SIZES.find((one) => one >= part.length) ?? largest
    const query = conn.prepared(`${name} in ${size}`, (c) => build(c, placeholders(size)))
    const given: Record<string, unknown> = { ...values }
    for (let index = 0; index < size; index += 1) given[`key_${index}`] = part[Math.min(index, part.length - 1)]
    found.push(...(await query.execute(given)))
  }
  return found
}

function placeholders(size: number): SQL {
  return sql.join(
    Array.from({ length: size }, (_, index) => sql.placeholder(`key_${index}`)),
    sql`, `,
  )
}
