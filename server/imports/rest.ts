import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { formulaSafe } from '../../shared/csv.ts'
import { badField } from '../../shared/errors.ts'
import { ImportKind, ImportSettings, MAX_IMPORT_BYTES, StartImport } from '../../shared/imports/schema.ts'
import { anyText, text } from '../../shared/text.ts'
import { rawRoute, route } from '../http/rest.ts'
import { ImportView, presentImport } from './present.ts'
import { cancelImport, previewImport, receiveFile, releaseFired, requireImport, startImport } from './service.ts'
import { listImports, listIssues } from './store.ts'

const tag = 'Imports'
const params = z.strictObject({ id: text(100) })

const Preview = z.object({
  id: z.string(),
  kind: ImportKind,
  fileName: z.string(),
  rows: z.number(),
  good: z.number(),
  rejected: z.number(),
  columns: z.array(z.object({ title: z.string(), values: z.array(z.string()), field: z.string().nullable() })),
  mappingFrom: z.enum(['given', 'remembered', 'guessed']),
  fields: z.array(z.object({ field: z.string(), label: z.string(), required: z.boolean() })),
  missingFields: z.array(z.string()),
  dateQuestions: z.array(z.string()),
  invites: z.array(z.string()),
  issues: z.array(z.object({ line: z.number(), column: z.string(), value: z.string(), reason: z.string() })),
})

/** Rows of the report read at a time. */
const PAGE = 1_000

export const importsRest = [
  rawRoute(
    {
      method: 'post',
      path: '/api/imports/files',
      access: 'admin',
      summary: 'Upload a CSV or NDJSON file; the body is the file. Preview it next, then start it',
      tag,
      query: z.strictObject({ kind: ImportKind, fileName: anyText(300).default('upload') }),
      bodyLimit: MAX_IMPORT_BYTES,
      status: 201,
      response: ImportView,
    },
    async (app, caller, { query }, request) => {
      if (request.body === null) throw badField(['body'], 'The body is empty: send the file as it is')
      const run = await receiveFile(app, caller, query, request.body)
      return Response.json(presentImport(run, undefined), { status: 201 })
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/imports',
      access: 'admin',
      summary: 'The last 50 imports, newest first',
      tag,
      response: z.object({ imports: z.array(ImportView) }),
    },
    async (app, caller) => {
      const runs = await listImports(app.db.read, caller.organizationId)
      return { imports: runs.map((run) => presentImport(run, app.imports.counts(run.id))) }
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/imports/{id}',
      access: 'admin',
      summary: 'How far an import is',
      tag,
      params,
      response: ImportView,
    },
    async (app, caller, { params: { id } }) =>
      presentImport(await requireImport(app, caller.organizationId, id), app.imports.counts(id)),
  ),
  route(
    {
      method: 'post',
      path: '/api/imports/{id}/preview',
      access: 'admin',
      summary: 'What the import would do, and what it must be told first; changes nothing',
      tag,
      params,
      body: ImportSettings,
      response: Preview,
    },
    (app, caller, { params: { id }, body }) => previewImport(app, caller, id, body),
  ),
  route(
    {
      method: 'post',
      path: '/api/imports/{id}/start',
      access: 'admin',
      summary: 'Start it; follow it with GET /api/imports/{id}',
      tag,
      params,
      body: StartImport,
      status: 202,
      response: ImportView,
    },
    async (app, caller, { params: { id }, body }) =>
      presentImport(await startImport(app, caller, id, body), app.imports.counts(id)),
  ),
  route(
    {
      method: 'post',
      path: '/api/imports/{id}/cancel',
      access: 'admin',
      summary: 'Stop it after the rows at hand; what went in stays in',
      tag,
      params,
      response: ImportView,
    },
    async (app, caller, { params: { id } }) => presentImport(await cancelImport(app, caller, id), undefined),
  ),
  route(
    {
      method: 'post',
      path: '/api/imports/{id}/release',
      access: 'admin',
      summary: 'Let fire what the imported facts make true',
      tag,
      params,
      response: ImportView,
    },
    async (app, caller, { params: { id } }) => presentImport(await releaseFired(app, caller, id), undefined),
  ),
  rawRoute(
    {
      method: 'get',
      path: '/api/imports/{id}/issues.csv',
      access: 'admin',
      summary: 'Every mistake as CSV: line, column, value, reason',
      tag,
      params,
    },
    async (app, caller, { params: { id } }) => {
      const run = await requireImport(app, caller.organizationId, id)
      let offset = 0
      const body = new ReadableStream<string>({
        start: (controller) => controller.enqueue('line,column,value,reason\r\n'),
        async pull(controller) {
          const issues = await listIssues(app.db.read, caller.organizationId, id, { limit: PAGE, offset })
          offset += issues.length
          const cells = issues.map(({ line, column, value, reason }) => [
            line,
            ...[column, value, reason].map(formulaSafe),
          ])
          if (cells.length > 0) controller.enqueue(stringify(cells, { record_delimiter: '\r\n' }))
          if (issues.length < PAGE) controller.close()
        },
      }).pipeThrough(new TextEncoderStream())
      const name = encodeURIComponent(`rejected rows of ${run.fileName}.csv`)
      const disposition = `attachment; filename="rejected.csv"; filename*=UTF-8''${name}`
      return new Response(body, {
        headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': disposition },
      })
    },
  ),
]
