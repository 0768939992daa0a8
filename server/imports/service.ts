import { stat } from 'node:fs/promises'
import { DomainError, notFound } from '../../shared/errors.ts'
import { importField } from '../../shared/imports/convert.ts'
import { IMPORT_FIELDS } from '../../shared/imports/fields.ts'
import { titlesKey } from '../../shared/imports/guess.ts'
import {
  type ImportKind,
  type ImportPreview,
  type ImportSettings,
  NO_COUNTS,
  type StartImport,
} from '../../shared/imports/schema.ts'
import type { App } from '../app.ts'
import { recordAudit } from '../audit/record.ts'
import { newId } from '../clock.ts'
import type { Caller } from '../context.ts'
import { importPath, removeFile, saveFile } from './files.ts'
import { type Inspection, inspect } from './inspect.ts'
import { inBatches } from './rows.ts'
import { type Settled, settle } from './settle.ts'
import { changeImport, findImport, type ImportRun, insertImport, rememberMapping } from './store.ts'
import { missingReferences, unknownEmails } from './references.ts'

type ImportApp = Pick<App, 'db' | 'clock' | 'log' | 'config' | 'imports' | 'triggers' | 'rules'>

/** How many mistakes a preview shows; the report afterwards has all. */
const SHOWN_ISSUES = 200
const SHOWN_VALUES = 4

/** Takes a file in. Nothing is read yet; it waits in the data folder for its preview. */
export async function receiveFile(
  app: ImportApp,
  caller: Caller,
  { kind, fileName }: { kind: ImportKind; fileName: string },
  body: ReadableStream<Uint8Array>,
): Promise<ImportRun> {
  const now = app.clock.now()
  const id = newId(now)
  await saveFile(importPath(app.config.dataDir, id), body)
  const row: ImportRun = {
    organizationId: caller.organizationId,
    id,
    kind,
    fileName,
    state: 'ready',
    mapping: {},
    counts: NO_COUNTS,
    createdBy: caller.userId,
    createdAt: now,
    finishedAt: null,
    lastError: null,
  }
  await app.db.write((tx) => insertImport(tx, row))
  return row
}

/** The import, or 404. */
export async function requireImport(app: ImportApp, organizationId: string, id: string): Promise<ImportRun> {
  const run = await findImport(app.db.read, organizationId, id)
  if (run === undefined) throw notFound('Import')
  return run
}

async function readyImport(
  app: ImportApp,
  organizationId: string,
  id: string,
): Promise<{ run: ImportRun; path: string }> {
  const run = await requireImport(app, organizationId, id)
  if (run.state !== 'ready') {
    throw new DomainError('conflict', 'This import was started already; upload the file again', {
      details: { state: run.state },
    })
  }
  const path = importPath(app.config.dataDir, id)
  const file = await stat(path).catch(() => null)
  if (file === null) throw new DomainError('conflict', 'The file is no longer on this server; upload it again')
  return { run, path }
}

async function prepare(app: ImportApp, caller: Caller, id: string, settings: ImportSettings) {
  const { run, path } = await readyImport(app, caller.organizationId, id)
  const inspection: Inspection = await inspect(path, app.clock)
  const settled = await settle(app.db.read, caller, run.kind, inspection, settings)
  return { run, path, inspection, settled }
}

/** Reads the whole file and says what would happen; changes nothing. */
export async function previewImport(
  app: ImportApp,
  caller: Caller,
  id: string,
  settings: ImportSettings,
): Promise<ImportPreview> {
  const { run, path, inspection, settled } = await prepare(app, caller, id, settings)
  const { kind } = run
  let [good, rejected] = [0, 0]
  const issues: ImportPreview['issues'] = []
  const invites = new Set<string>()
  if (settled.missingFields.length === 0) {
    for await (const batch of inBatches(path, kind, settled.mapping, settled.convert, app.clock)) {
      const missing = await missingReferences(app.db.read, caller.organizationId, kind, batch.good, settled.mapping)
      good += batch.good.length - missing.size
      rejected += batch.rejected + missing.size
      issues.push(...[...batch.issues, ...[...missing.values()].flat()].slice(0, SHOWN_ISSUES - issues.length))
      const kept = batch.good.filter(({ line }) => !missing.has(line))
      for (const email of await unknownEmails(app.db.read, caller.organizationId, kind, kept)) invites.add(email)
    }
  }
  return {
    id,
    kind,
    fileName: run.fileName,
    rows: inspection.rows,
    good,
    rejected,
    columns: inspection.columns.map(({ title, values }) => ({
      title,
      values: [...new Set(values)].filter((value) => value !== '').slice(0, SHOWN_VALUES),
      field: settled.mapping[title] ?? null,
    })),
    mappingFrom: settled.mappingFrom,
    fields: IMPORT_FIELDS[kind].map(({ field, label, required }) => ({ field, label, required: required === true })),
    missingFields: settled.missingFields,
    dateQuestions: settled.dateQuestions,
    invites: [...invites].sort(),
    issues: issues.sort((a, b) => a.line - b.line),
  }
}

/** Throws bad_request with what must be said before anything can go in. */
function requireAnswers(kind: ImportKind, settled: Settled): void {
  if (settled.missingFields.length > 0) {
    const message = `No column is ${settled.missingFields.join(', ')}: say which with a mapping`
    throw new DomainError('bad_request', message, { issues: [{ path: ['mapping'], message }] })
  }
  const [asked] = settled.dateQuestions
  if (asked !== undefined) {
    const label = importField(kind, settled.mapping[asked] ?? '')?.label ?? asked
    const message = `${asked} (${label}) reads as day/month and as month/day: say which with dates, dmy or mdy (--dates on the command line)`
    throw new DomainError('bad_request', message, { issues: [{ path: ['dates'], message }] })
  }
}

/** Starts the import and returns at once; `imports.get` follows it. Of two who start it, one gets 409. */
export async function startImport(
  app: ImportApp,
  caller: Caller,
  id: string,
  request: StartImport,
): Promise<ImportRun> {
  const { run, path, inspection, settled } = await prepare(app, caller, id, request)
  requireAnswers(run.kind, settled)
  const counts = { ...NO_COUNTS, rows: inspection.rows }
  const titles = titlesKey(inspection.columns.map(({ title }) => title))
  const { organizationId } = caller
  await app.db.write(async (tx) => {
    const first = await changeImport(tx, organizationId, id, ['ready'], {
      state: 'running',
      counts,
      mapping: settled.mapping,
    })
    if (!first) throw new DomainError('conflict', 'Somebody has just started this import')
    const remembered = { organizationId, kind: run.kind, titles, mapping: settled.mapping, usedAt: app.clock.now() }
    await rememberMapping(tx, remembered)
    const { kind, fileName } = run
    const after = { kind, fileName, rows: inspection.rows }
    await recordAudit(tx, caller, app.clock.now(), {
      action: 'import.started',
      subject: `import:${id}`,
      name: fileName,
      after,
    })
  })
  app.imports.run({ caller, run, path, settled, counts, live: request.live })
  return requireImport(app, organizationId, id)
}

/** Stops a running import after the rows at hand, or drops one that waits. What went in stays in. */
export async function cancelImport(app: ImportApp, caller: Caller, id: string): Promise<ImportRun> {
  const run = await requireImport(app, caller.organizationId, id)
  const change = {
    state: 'cancelled' as const,
    counts: app.imports.counts(id) ?? run.counts,
    finishedAt: app.clock.now(),
  }
  const stopped = await app.db.write(async (tx) => {
    const changed = await changeImport(tx, caller.organizationId, id, ['ready', 'running'], change)
    const cancelled = { action: 'import.cancelled', subject: `import:${id}`, name: run.fileName }
    if (changed) await recordAudit(tx, caller, app.clock.now(), cancelled)
    return changed
  })
  if (!stopped && run.state !== 'cancelled') {
    throw new DomainError('conflict', 'This import is over already', { details: { state: run.state } })
  }
  app.imports.cancel(id)
  if (run.state === 'ready') await removeFile(importPath(app.config.dataDir, id))
  return requireImport(app, caller.organizationId, id)
}

/** Evaluates everything armed and all rules once, now that the facts are in, and lets fire what is true. */
export async function releaseFired(app: ImportApp, caller: Caller, id: string): Promise<ImportRun> {
  const run = await requireImport(app, caller.organizationId, id)
  if (run.state !== 'done') throw new DomainError('conflict', 'Only a finished import has something to let fire')
  const byTriggers = await app.triggers.review(caller.organizationId, { fire: true })
  const fired = byTriggers.fired + (await app.rules.review(caller.organizationId, { fire: true }))
  const all = run.counts.fired + fired
  // Nothing waits any more, also where a guard refused what would have fired.
  const counts = { ...run.counts, wouldFire: all, fired: all }
  await app.db.write(async (tx) => {
    await changeImport(tx, caller.organizationId, id, ['done'], { state: 'done', counts })
    const released = { action: 'import.released', subject: `import:${id}`, name: run.fileName, after: { fired } }
    await recordAudit(tx, caller, app.clock.now(), released)
  })
  return requireImport(app, caller.organizationId, id)
}
