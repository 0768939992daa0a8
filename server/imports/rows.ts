import type { z } from 'zod'
import { type ConvertedRow, type ConvertSettings, columnOf, convertRow } from '../../shared/imports/convert.ts'
import type { ImportKind, ImportMapping } from '../../shared/imports/schema.ts'
import { CustomerBody } from '../../shared/customers/schema.ts'
import { ContactBody } from '../../shared/contacts/schema.ts'
import { MessageBody } from '../../shared/messages/schema.ts'
import { SignalBody } from '../../shared/signals/schema.ts'
import { WorkflowBody } from '../../shared/workflows/schema.ts'
import type { Clock } from '../clock.ts'
import { pacer } from '../pace.ts'
import { shown } from './inspect.ts'
import { readRows } from './reader.ts'
import type { ImportIssue } from './store.ts'

/** A row that may go in: its line, its id within the file, and the body that REST would take. */
export type GoodRow = { line: number; body: Record<string, unknown> }
type CheckedRow = { good: GoodRow } | { issues: ImportIssue[] }

/** The body of each kind, as REST takes it: one definition of what is right, whichever door it comes through. */
const BODIES: Record<ImportKind, z.ZodType> = {
  customers: CustomerBody,
  contacts: ContactBody,
  workflows: WorkflowBody,
  signals: SignalBody,
  messages: MessageBody,
}

/** The field that tells rows of a kind apart. */
export function idField(kind: ImportKind): 'id' | 'externalId' {
  return kind === 'signals' || kind === 'messages' ? 'id' : 'externalId'
}

/** A file names customers, workflows and contacts by its own ids; `ext:` is how our bodies say so. */
function asBody(fields: ConvertedRow): Record<string, unknown> {
  const body = { ...fields }
  for (const field of ['customer', 'workflow', 'contact']) {
    const value = body[field]
    if (typeof value === 'string' && !value.startsWith('ext:') && !value.includes('@')) body[field] = `ext:${value}`
  }
  return body
}

/** Mistakes that a body's schema or a service found, by column instead of by path. */
export function issuesOf(
  line: number,
  found: readonly { path: readonly PropertyKey[]; message: string }[],
  mapping: ImportMapping,
  body: Record<string, unknown>,
): ImportIssue[] {
  return found.map(({ path, message }) => {
    const names = path.map(String)
    const column = columnOf(mapping, names.join('.')) ?? columnOf(mapping, names[0] ?? '') ?? (names.join('.') || 'row')
    const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], body)
    return { line, column, value: shown(value).slice(0, 200), reason: message }
  })
}

/**
 * Reads and checks every row of a file in order, without looking at the database: its cells, its fields, and that no
 * id comes twice.
 */
async function* checkedRows(
  path: string,
  kind: ImportKind,
  mapping: ImportMapping,
  settings: ConvertSettings,
): AsyncGenerator<CheckedRow> {
  const seen = new Map<string, number>()
  for await (const read of readRows(path)) {
    const { line } = read
    if (!('row' in read)) {
      yield { issues: [{ line, column: 'row', value: read.value, reason: read.reason }] }
      continue
    }
    const { fields, issues } = convertRow(kind, read.row, mapping, settings)
    const id = fields[idField(kind)]
    const earlier = typeof id === 'string' ? seen.get(id) : undefined
    if (typeof id === 'string' && earlier === undefined) seen.set(id, line)
    if (earlier !== undefined) {
      const column = columnOf(mapping, idField(kind)) ?? 'id'
      issues.push({ column, value: String(id), reason: `is on line ${earlier} already` })
    }
    if (issues.length > 0) {
      yield { issues: issues.map((issue) => ({ line, ...issue, value: issue.value.slice(0, 200) })) }
      continue
    }
    const parsed = BODIES[kind].safeParse(asBody(fields))
    if (parsed.success) yield { good: { line, body: parsed.data as Record<string, unknown> } }
    else yield { issues: issuesOf(line, parsed.error.issues, mapping, asBody(fields)) }
  }
}

/** Rows that go in together, and what is wrong with the others of the same stretch of the file. */
export type Batch = { good: GoodRow[]; rejected: number; issues: ImportIssue[] }

const BATCH = 200

/** The checked rows of a file, 200 good ones at a time, so that they can be looked up and written together. */
export async function* inBatches(
  path: string,
  kind: ImportKind,
  mapping: ImportMapping,
  settings: ConvertSettings,
  clock: Clock,
): AsyncGenerator<Batch> {
  const pace = pacer(clock)
  let batch: Batch = { good: [], rejected: 0, issues: [] }
  for await (const checked of checkedRows(path, kind, mapping, settings)) {
    if ('good' in checked) batch.good.push(checked.good)
    else {
      batch.rejected += 1
      batch.issues.push(...checked.issues)
    }
    if (batch.good.length >= BATCH || batch.issues.length >= BATCH) {
      yield batch
      batch = { good: [], rejected: 0, issues: [] }
    }
    await pace()
  }
  yield batch
}
