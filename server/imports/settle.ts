import { badField } from '../../shared/errors.ts'
import { type ConvertSettings, importField } from '../../shared/imports/convert.ts'
import type { DateOrder } from '../../shared/imports/dates.ts'
import { IMPORT_FIELDS } from '../../shared/imports/fields.ts'
import { guessMapping, titlesKey } from '../../shared/imports/guess.ts'
import type { ImportKind, ImportMapping, ImportPreview, ImportSettings } from '../../shared/imports/schema.ts'
import type { Reader } from '../db/engine.ts'
import type { Inspection } from './inspect.ts'
import { recallMapping } from './store.ts'

/** How a file will be read: asked for, remembered from a file with the same titles, or guessed. */
export type Settled = {
  mapping: ImportMapping
  mappingFrom: ImportPreview['mappingFrom']
  convert: ConvertSettings
  missingFields: string[]
  dateQuestions: string[]
}

/** Throws bad_request for a mapping that names no column or field, or feeds one field twice. */
function checkMapping(kind: ImportKind, mapping: ImportMapping, titles: ReadonlySet<string>): void {
  const fed = new Map<string, string>()
  for (const [title, field] of Object.entries(mapping)) {
    if (!titles.has(title)) throw badField(['mapping', title], `The file has no column ${JSON.stringify(title)}`)
    if (field === null) continue
    if (importField(kind, field) === undefined) throw badField(['mapping', title], `${kind} have no field ${field}`)
    const other = fed.get(field)
    if (other !== undefined) throw badField(['mapping', title], `${field} is fed by the column ${other} already`)
    fed.set(field, title)
  }
}

/** Settles what can be settled and says what must still be asked. */
export async function settle(
  conn: Reader,
  { organizationId, timeZone }: { organizationId: string; timeZone: string },
  kind: ImportKind,
  inspection: Inspection,
  settings: ImportSettings,
): Promise<Settled> {
  const titles = inspection.columns.map(({ title }) => title)
  const recalled = settings.mapping ? undefined : await recallMapping(conn, organizationId, kind, titlesKey(titles))
  const asked = settings.mapping ?? recalled
  const mapping = asked
    ? Object.fromEntries(titles.map((title) => [title, asked[title] ?? null]))
    : guessMapping(kind, inspection.columns)
  if (settings.mapping) checkMapping(kind, settings.mapping, new Set(titles))

  const orders = new Map<string, DateOrder>()
  const dateQuestions: string[] = []
  for (const [title, evidence] of inspection.dateOrders) {
    const type = importField(kind, mapping[title] ?? '')?.type
    if (type !== 'date' && type !== 'due' && type !== 'timestamp') continue
    if (evidence === 'dmy' || evidence === 'mdy') orders.set(title, evidence)
    else if (evidence !== 'none' && settings.dates) orders.set(title, settings.dates)
    else if (evidence !== 'none') dateQuestions.push(title)
  }
  const fed = new Set(Object.values(mapping))
  return {
    mapping,
    mappingFrom: settings.mapping ? 'given' : recalled ? 'remembered' : 'guessed',
    convert: { zone: timeZone, orders, numberStyles: inspection.numberStyles },
    missingFields: IMPORT_FIELDS[kind]
      .filter(({ field, required }) => required === true && !fed.has(field))
      .map(({ label }) => label),
    dateQuestions,
  }
}
