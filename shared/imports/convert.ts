import { isTimeZone } from '../time/zone.ts'
import { toIso } from '../time/instant.ts'
import { type DateOrder, parseDate } from './dates.ts'
import type { ImportField } from './field.ts'
import { IMPORT_FIELDS } from './fields.ts'
import { isEmptyCell, type NumberStyle, parseNumber } from './numbers.ts'
import type { ImportKind, ImportMapping } from './schema.ts'

/** One mistake of a row: in which column, what stands there, and why it cannot go in. */
export type RowIssue = { column: string; value: string; reason: string }

/** A row as the reader hands it over: title → cell. CSV cells are text; NDJSON ones keep their type. */
export type RawRow = ReadonlyMap<string, unknown>

export type ConvertSettings = {
  zone: string
  /** By column, settled or asked; where there is none, only dates that read one way go in. */
  orders: ReadonlyMap<string, DateOrder>
  numberStyles: ReadonlyMap<string, NumberStyle>
}

/** What a row says, in the fields of the REST body of its kind. Nested for `metrics.*` and `properties.*`. */
export type ConvertedRow = Record<string, unknown>

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/

/** Why a cell cannot be read; becomes a RowIssue. */
class CellError extends Error {}

function text(cell: unknown): string {
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  return JSON.stringify(cell) ?? ''
}

function timestamp(cell: unknown, written: string, column: string, settings: ConvertSettings): string {
  const epoch = typeof cell === 'number' ? cell : /^\d{10}$|^\d{13}$/.test(written) ? Number(written) : null
  if (epoch !== null) return toIso(epoch < 1e11 ? epoch * 1000 : epoch)
  return date(written, column, settings, 'start')
}

function date(written: string, column: string, settings: ConvertSettings, dayMeans: 'start' | 'end'): string {
  const order = settings.orders.get(column) ?? null
  const instant = parseDate(written, { zone: settings.zone, order, dayMeans })
  if (instant === 'needs_order') {
    throw new CellError('reads as day/month and as month/day: say which (--dates dmy or --dates mdy)')
  }
  if (instant === null) throw new CellError('is not a date; write it as 2027-01-31')
  return toIso(instant)
}

function choice({ choices }: ImportField, written: string): string {
  const word = written.toLowerCase()
  const chosen = choices?.get(word.replace(/[_-]+/g, ' ')) ?? choices?.get(word)
  if (chosen === undefined) throw new CellError(`is none of ${[...new Set(choices?.values())].join(', ')}`)
  return chosen
}

function convertCell(
  field: ImportField | undefined,
  cell: unknown,
  column: string,
  settings: ConvertSettings,
): unknown {
  const written = text(cell)
  if (written.includes('\u0000')) throw new CellError('contains a NUL character; remove it')
  if (written.includes('\uFFFD')) throw new CellError('has characters that are not UTF-8; save the file as UTF-8')
  switch (field?.type) {
    case 'number': {
      const number =
        typeof cell === 'number' ? cell : parseNumber(written, settings.numberStyles.get(column) ?? 'point')
      if (number === null || !Number.isFinite(number)) throw new CellError('is not a number')
      return number
    }
    case 'scalar':
      return typeof cell === 'number' || typeof cell === 'boolean' ? cell : written
    case 'email':
      if (!EMAIL.test(written)) throw new CellError('is not an email address')
      return written.toLowerCase()
    case 'date':
      return date(written, column, settings, 'start')
    case 'due':
      return date(written, column, settings, 'end')
    case 'timestamp':
      return timestamp(cell, written, column, settings)
    case 'zone':
      if (!isTimeZone(written)) throw new CellError('is not an IANA time zone such as Europe/Berlin')
      return written
    case 'tags': {
      const tags = Array.isArray(cell) ? cell.map(text) : written.split(/[;,|]/)
      return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))]
    }
    case 'choice':
      return choice(field, written)
    default:
      return written
  }
}

/** `n/a` in a column of numbers says nothing; a customer or a message may well read "none". */
function saysNothing(field: ImportField | undefined, cell: string): boolean {
  return field?.type === 'name' || field?.field === 'text' ? cell.trim() === '' : isEmptyCell(cell)
}

/** A field outside the catalogue: any metric, or any property of a customer. */
function openField(kind: ImportKind, name: string): ImportField | undefined {
  if (kind !== 'customers') return undefined
  if (name.startsWith('metrics.')) return { field: name, label: name, type: 'number', titles: [] }
  if (name.startsWith('properties.')) return { field: name, label: name, type: 'scalar', titles: [] }
  return undefined
}

/** The catalogue's field of this name, or an open one; undefined when there is no such field. */
export function importField(kind: ImportKind, name: string): ImportField | undefined {
  return IMPORT_FIELDS[kind].find(({ field }) => field === name) ?? openField(kind, name)
}

/**
 * Reads one row. An empty cell says nothing and leaves its field as it is.
 * @returns the row's fields and every mistake in it; a row with a mistake does not go in.
 */
export function convertRow(
  kind: ImportKind,
  row: RawRow,
  mapping: ImportMapping,
  settings: ConvertSettings,
): { fields: ConvertedRow; issues: RowIssue[] } {
  const fields: ConvertedRow = {}
  const issues: RowIssue[] = []
  for (const [column, cell] of row) {
    const name = mapping[column]
    if (name === null || name === undefined || cell === null || cell === undefined) continue
    const field = importField(kind, name)
    if (typeof cell === 'string' && saysNothing(field, cell)) continue
    try {
      const value = convertCell(field, cell, column, settings)
      const [group, ...rest] = name.split('.')
      if (group !== undefined && rest.length > 0) {
        fields[group] = { ...(fields[group] as object | undefined), [rest.join('.')]: value }
      } else fields[name] = value
    } catch (error) {
      if (!(error instanceof CellError)) throw error
      issues.push({ column, value: text(cell), reason: error.message })
    }
  }
  for (const field of IMPORT_FIELDS[kind]) {
    if (field.required !== true || field.field in fields) continue
    const column = columnOf(mapping, field.field)
    if (issues.some((issue) => issue.column === column)) continue
    issues.push({ column: column ?? field.label, value: '', reason: `${field.label.toLowerCase()} is missing` })
  }
  return { fields, issues }
}

/** The column that feeds a field, for reporting a mistake found later. */
export function columnOf(mapping: ImportMapping, field: string): string | undefined {
  return Object.keys(mapping).find((title) => mapping[title] === field)
}
