import { isTimeZone } from '../time/zone.ts'
import { parseDate } from './dates.ts'
import type { FieldType, ImportField } from './field.ts'
import { IMPORT_FIELDS } from './fields.ts'
import { isEmptyCell, parseNumber } from './numbers.ts'
import type { ImportKind, ImportMapping } from './schema.ts'

/** A column of the file: its title as written, and some of its values. */
export type SampledColumn = { title: string; values: readonly string[] }

/** A title for comparing: words, lower case: `Account_ID`, `accountId` and `ACCOUNT ID` are one. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The key under which a mapping is remembered: same titles in any order, same mapping. */
export function titlesKey(titles: readonly string[]): string {
  return [...titles].map(titleKey).sort().join('|')
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

function fits(type: FieldType, value: string): boolean {
  switch (type) {
    case 'email':
      return EMAIL.test(value)
    case 'number':
      return parseNumber(value, 'point') !== null || parseNumber(value, 'comma') !== null
    case 'date':
    case 'due':
      return parseDate(value, { zone: 'UTC', order: null, dayMeans: 'start' }) !== null
    case 'timestamp':
      return /^\d{10,13}$/.test(value) || fits('date', value)
    case 'zone':
      return isTimeZone(value)
    default:
      return true
  }
}

/** Do most of the column's values read as this type? Wrong values are reported row by row, so most is enough. */
function looksLike(type: FieldType, column: SampledColumn): boolean {
  const values = column.values.filter((value) => !isEmptyCell(value))
  if (values.length === 0) return true
  return values.filter((value) => fits(type, value)).length >= values.length * 0.6
}

/** Does the title itself say what is in the column? Then wrong values are mistakes to report, not another kind of column. */
function saysType(type: FieldType, title: string): boolean {
  const words = titleKey(title)
  return (
    (type === 'email' && /mail/.test(words)) ||
    (type === 'zone' && /zone/.test(words)) ||
    (type === 'date' && /date/.test(words))
  )
}

/** 0 = the first of the field's titles; larger is worse; null = no match. */
function distance(field: ImportField, title: string): number | null {
  const key = titleKey(title)
  const exact = field.titles.indexOf(key)
  if (exact >= 0) return exact
  const withoutBrackets = field.titles.indexOf(titleKey(title.replace(/[([{].*?[)\]}]/g, ' ')))
  if (withoutBrackets >= 0) return withoutBrackets + 500
  const words = new Set(key.split(' '))
  const inside = field.titles.filter((known) => {
    const parts = known.split(' ')
    return (parts.length > 1 || known.length > 4) && parts.every((word) => words.has(word))
  })
  const best = inside.reduce((length, known) => Math.max(length, known.length), 0)
  return best === 0 ? null : 2000 - best
}

function snake(title: string): string {
  return titleKey(title).replace(/ /g, '_').slice(0, 100)
}

/** Columns that no title claims, by what is in them: an id, a name, an address, a zone, a date. */
function claimByContent(field: ImportField, columns: readonly SampledColumn[]): SampledColumn | undefined {
  const filled = (column: SampledColumn) => column.values.filter((value) => !isEmptyCell(value))
  const unique = (column: SampledColumn) => new Set(filled(column)).size === column.values.length
  if (field.type === 'email' || field.type === 'zone' || field.type === 'date' || field.type === 'due') {
    const fitting = columns.filter((column) => filled(column).length > 0 && looksLike(field.type, column))
    return fitting.length === 1 ? fitting[0] : undefined
  }
  if (field.required !== true) return undefined
  if (field.field === 'externalId' || field.field === 'id') {
    return columns.find(
      (column) => filled(column).length > 0 && unique(column) && filled(column).every((value) => !/\s/.test(value)),
    )
  }
  if (field.type === 'name') {
    return columns.find(
      (column) => filled(column).some((value) => /\p{L}{2}/u.test(value)) && !looksLike('email', column),
    )
  }
  return undefined
}

/**
 * Which column feeds which field: by title first, then by content. Of a customer file the columns that are left over
 * become metrics (numbers) or properties (all else), so that nothing a team keeps is lost.
 * @returns a mapping with an entry for every column; null leaves a column out.
 */
export function guessMapping(kind: ImportKind, columns: readonly SampledColumn[]): ImportMapping {
  const mapping: ImportMapping = Object.fromEntries(columns.map((column) => [column.title, null]))
  const taken = new Set<string>()
  const claim = (title: string, field: string) => {
    mapping[title] = field
    taken.add(field)
  }
  // A column may be called by the very name of an open field, as in our own exports.
  for (const { title } of columns)
    if (kind === 'customers' && /^(metrics|properties)\../.test(title)) claim(title, title)
  const candidates = columns.flatMap((column) =>
    IMPORT_FIELDS[kind].flatMap((field) => {
      const far = distance(field, column.title)
      const fitting =
        far !== null && (looksLike(field.type, column) || (far < 500 && saysType(field.type, column.title)))
      return far === null || !fitting ? [] : [{ title: column.title, field: field.field, far }]
    }),
  )
  for (const { title, field } of candidates.sort((a, b) => a.far - b.far)) {
    if (mapping[title] === null && !taken.has(field)) claim(title, field)
  }
  for (const field of IMPORT_FIELDS[kind]) {
    if (taken.has(field.field)) continue
    const column = claimByContent(
      field,
      columns.filter(({ title }) => mapping[title] === null),
    )
    if (column !== undefined) claim(column.title, field.field)
  }
  if (kind === 'customers') {
    for (const column of columns) {
      const name = snake(column.title)
      if (mapping[column.title] !== null || name === '' || column.values.every(isEmptyCell)) continue
      const group = looksLike('number', column) ? 'metrics' : 'properties'
      const field = `${group}.${name}`
      if (!taken.has(field)) claim(column.title, field)
    }
  }
  return mapping
}
