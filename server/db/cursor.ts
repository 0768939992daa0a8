import { badField } from '../../shared/errors.ts'

/** Where a page ended: the sort values and the id of its last row. */
export type Position = (string | number | null)[]

/** A position as an opaque token for the wire. */
export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The position in a token of `length` values; undefined where there is none. Throws bad_request for a token that is not ours. */
export function decodeCursor(cursor: string | undefined, length: number): Position | undefined {
  if (cursor === undefined) return undefined
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(position) && position.length === length && position.every(isKey)) return position
  } catch {
    // Falls through to the one answer for every token that is not ours.
  }
  throw badField(['cursor'], 'This cursor is not valid: leave it out to start at the first page')
}

function isKey(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number'
}
