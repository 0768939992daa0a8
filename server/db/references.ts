/** What stands before an id that is not ours. */
const EXTERNAL = 'ext:'

/** References sorted by kind: our ids, and the outside ids behind `ext:`. */
export function splitReferences(references: Iterable<string>): { ids: string[]; externalIds: string[] } {
  const ids: string[] = []
  const externalIds: string[] = []
  for (const reference of new Set(references)) {
    if (reference.startsWith(EXTERNAL)) externalIds.push(reference.slice(EXTERNAL.length))
    else ids.push(reference)
  }
  return { ids, externalIds }
}

/** Reference → row, for rows found by either id. */
export function byReference<Row extends { id: string; externalId: string | null }>(
  rowsById: Row[],
  rowsByExternalId: Row[],
): Map<string, Row> {
  return new Map([
    ...rowsById.map((row) => [row.id, row] as const),
    ...rowsByExternalId.map((row) => [`${EXTERNAL}${row.externalId}`, row] as const),
  ])
}
