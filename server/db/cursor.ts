import { badField } from '../../shared/errors.ts'
import { storable } from '../../shared/text.ts'

/** Where a page ended: the sort values and the id of its last row. */
export type Position = (string | number | null)[]

/** A position as an opaque token for the wire. */
export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** What a value of a position is compared with; either may be null. */
export type Kind = 'integer' | 'text'

/**
 * The position in a token; undefined where there is none. Throws bad_request for a token that is not ours or is of
 * another order: PostgreSQL compares no text with a number.
 */
export function decodeCursor(cursor: string | undefined, kinds: readonly Kind[]): Position | undefined {
  if (cursor === undefined) return undefined
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(position) &&
      position.length === kinds.length &&
      position.every((one, at) => fits(one, kinds[at]))
    )
      return position
  } catch {
    // Falls through to the one answer for every token that is not ours.
  }
  throw badField(['cursor'], 'This cursor is not valid: leave it out to start at the first page')
}

function fits(value: unknown, kind: Kind | undefined): boolean {
  if (value === null) return true
  return kind === 'text' ? typeof value === 'string' && storable(value) : Number.isSafeInteger(value)
}
