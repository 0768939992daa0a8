import { DrizzleQueryError } from 'drizzle-orm'
import { DomainError } from '../../shared/errors.ts'

export type ViolationKind = 'unique' | 'foreign_key' | 'not_null' | 'check'

/** A constraint said no. Both engines tell the table and columns of a unique one; SQLite tells only the kind of a foreign key. */
export class Violation extends Error {
  override name = 'Violation'
  readonly kind: ViolationKind
  readonly table: string | null
  readonly columns: readonly string[]

  constructor(kind: ViolationKind, table: string | null, columns: readonly string[], cause: Error) {
    super(`${kind} violated on ${table ?? 'a table'} (${columns.join(', ')})`, { cause })
    this.kind = kind
    this.table = table
    this.columns = columns
  }
}

/**
 * True when `error` is a violation of that kind, on that table and exactly those columns where they are given.
 * Recognise it around `db.write`, never inside: a unit of work is over with its first failed statement.
 */
export function isViolation(error: unknown, kind: ViolationKind, table?: string, columns?: readonly string[]): boolean {
  if (!(error instanceof Violation) || error.kind !== kind) return false
  if (table !== undefined && error.table !== table) return false
  return columns === undefined || [...columns].sort().join() === [...error.columns].sort().join()
}

const SQLITE_KINDS = new Map<string, ViolationKind>([
  ['SQLITE_CONSTRAINT_UNIQUE', 'unique'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'unique'],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'foreign_key'],
  ['SQLITE_CONSTRAINT_NOTNULL', 'not_null'],
  ['SQLITE_CONSTRAINT_CHECK', 'check'],
])
const POSTGRES_KINDS = new Map<string, ViolationKind>([
  ['23505', 'unique'],
  ['23503', 'foreign_key'],
  ['23502', 'not_null'],
  ['23514', 'check'],
])
const UNREACHABLE = /^(08|57P0|53300|ECONN|ETIMEDOUT|EPIPE|ENOTFOUND)/
/** What pg says without a code. */
const LOST = /connection terminated|connection error|timeout exceeded when trying to connect/i

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** The words a person reads when the disk is full. Nothing of the unit of work is stored. */
export function diskFull(): DomainError {
  return new DomainError('full', 'The disk is full and nothing was saved: free some space, then try again')
}

export function tooLong(): DomainError {
  return new DomainError('busy', 'This took too long and nothing was saved: try again in a moment')
}

/** An error of better-sqlite3 in the terms above; others unchanged. */
export function fromSqlite(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = codeOf(error)
  const kind = SQLITE_KINDS.get(code)
  if (kind !== undefined) {
    const named = /: (.+)$/.exec(error.message)?.[1]?.split(', ') ?? []
    const columns = named.filter((name) => name.includes('.'))
    return new Violation(
      kind,
      columns[0]?.split('.')[0] ?? null,
      columns.map((name) => name.split('.')[1] ?? name),
      error,
    )
  }
  if (code === 'SQLITE_FULL') return diskFull()
  if (code.startsWith('SQLITE_BUSY')) return tooLong()
  return error
}

/** An error of pg, as it is or wrapped by drizzle, in the terms above; others unwrapped. */
export function fromPostgres(thrown: unknown): unknown {
  const error = thrown instanceof DrizzleQueryError && thrown.cause !== undefined ? thrown.cause : thrown
  if (!(error instanceof Error)) return error
  const code = codeOf(error)
  const kind = POSTGRES_KINDS.get(code)
  if (kind !== undefined) {
    const told = error as Error & { table?: string; column?: string; detail?: string }
    const listed = /^Key \((.+?)\)=/.exec(told.detail ?? '')?.[1] ?? told.column ?? ''
    const columns = listed.split(', ').map((name) => name.replaceAll('"', ''))
    return new Violation(kind, told.table ?? null, columns.filter(Boolean), error)
  }
  if (code === '53100') return diskFull()
  if (code === '57014') return tooLong()
  if (UNREACHABLE.test(code) || LOST.test(error.message)) {
    return new DomainError('busy', 'The database does not answer: try again in a moment')
  }
  return error
}
