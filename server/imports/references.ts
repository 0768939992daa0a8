import type { ImportKind, ImportMapping } from '../../shared/imports/schema.ts'
import { findCustomers } from '../customers/store.ts'
import type { Reader } from '../db/engine.ts'
import { memberIdsByEmail } from '../people/members/lookup.ts'
import { findWorkflows } from '../workflows/store.ts'
import { type GoodRow, issuesOf } from './rows.ts'
import type { ImportIssue } from './store.ts'

function referencesIn(rows: readonly GoodRow[], field: 'customer' | 'workflow'): string[] {
  return rows.flatMap(({ body }) => (typeof body[field] === 'string' ? [body[field]] : []))
}

/** The field of a kind that names a person by email. */
export function emailField(kind: ImportKind): 'ownerEmail' | 'assigneeEmail' | null {
  return kind === 'customers' ? 'ownerEmail' : kind === 'workflows' ? 'assigneeEmail' : null
}

/**
 * Rows that name a customer or workflow which is not here, by line. Messages may: they are kept and mapped later.
 */
export async function missingReferences(
  conn: Reader,
  organizationId: string,
  kind: ImportKind,
  rows: readonly GoodRow[],
  mapping: ImportMapping,
): Promise<Map<number, ImportIssue[]>> {
  if (kind === 'customers' || kind === 'messages') return new Map()
  const known = {
    customer: await findCustomers(conn, organizationId, referencesIn(rows, 'customer')),
    workflow:
      kind === 'signals' ? await findWorkflows(conn, organizationId, referencesIn(rows, 'workflow')) : new Map(),
  }
  const missing = new Map<number, ImportIssue[]>()
  for (const { line, body } of rows) {
    const found = (['customer', 'workflow'] as const).flatMap((field) => {
      const reference = body[field]
      if (typeof reference !== 'string' || known[field].has(reference)) return []
      return [{ path: [field], message: `no ${field} has this id; import ${field}s first` }]
    })
    if (found.length > 0) missing.set(line, issuesOf(line, found, mapping, body))
  }
  return missing
}

/** Addresses in these rows that no member has. */
export async function unknownEmails(
  conn: Reader,
  organizationId: string,
  kind: ImportKind,
  rows: readonly GoodRow[],
): Promise<string[]> {
  const field = emailField(kind)
  if (field === null) return []
  const emails = new Set(rows.flatMap(({ body }) => (typeof body[field] === 'string' ? [body[field]] : [])))
  const known = await memberIdsByEmail(conn, organizationId, emails)
  return [...emails].filter((email) => !known.has(email))
}
