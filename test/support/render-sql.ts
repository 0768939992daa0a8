import { getTableName, is, SQL, StringChunk, Table } from 'drizzle-orm'

/** A condition of the schema as text, the same for both engines: columns as "table"."column". */
export function renderSql(chunk: unknown): string {
  if (is(chunk, SQL)) return chunk.queryChunks.map(renderSql).join('')
  if (is(chunk, StringChunk)) return chunk.value.join('')
  if (typeof chunk === 'object' && chunk !== null && 'table' in chunk && 'name' in chunk && is(chunk.table, Table)) {
    return `"${getTableName(chunk.table)}"."${String(chunk.name)}"`
  }
  return `parameter ${JSON.stringify(chunk)}`
}
