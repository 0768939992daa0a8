import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'
import type { RawRow } from '../../shared/imports/convert.ts'

/** One row of a file with the line it starts on (from 1), or why that line is none. */
export type ReadRow = { line: number; row: RawRow } | { line: number; value: string; reason: string }

export type FileFormat =
  | { kind: 'ndjson'; encoding: BufferEncoding }
  | { kind: 'csv'; encoding: BufferEncoding; delimiter: string }

/** A record longer than this is no row of a table: the parser stops instead of filling the memory. */
const MAX_RECORD = 1_000_000

function encodingOf(head: Buffer): BufferEncoding {
  return head[0] === 0xff && head[1] === 0xfe ? 'utf16le' : 'utf8'
}

/** The separator that the title line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const counts = new Map([',', ';', '\t', '|'].map((mark) => [mark, 0]))
  let quoted = false
  for (const mark of text) {
    if (mark === '"') quoted = !quoted
    else if (!quoted && (mark === '\n' || mark === '\r')) break
    else if (!quoted && counts.has(mark)) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  }
  return [...counts].reduce((best, candidate) => (candidate[1] > best[1] ? candidate : best))[0]
}

/** NDJSON or CSV, its separator and encoding, from the first 64 KB. */
export async function formatOf(path: string): Promise<FileFormat> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(65_536)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const encoding = encodingOf(head)
    const text = head
      .subarray(0, bytesRead)
      .toString(encoding)
      .replace(/^\uFEFF/, '')
      .trimStart()
    return text.startsWith('{') ? { kind: 'ndjson', encoding } : { kind: 'csv', encoding, delimiter: delimiterOf(text) }
  } finally {
    await file.close()
  }
}

/** `Email`, `Email` → `Email`, `Email (2)`; an empty title becomes `Column 3`. */
function distinctTitles(titles: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return titles.map((raw, at) => {
    const title = raw.trim() || `Column ${at + 1}`
    const count = (seen.get(title) ?? 0) + 1
    seen.set(title, count)
    return count === 1 ? title : `${title} (${count})`
  })
}

async function* readCsv(path: string, format: FileFormat & { kind: 'csv' }): AsyncGenerator<ReadRow> {
  const input = createReadStream(path, { encoding: format.encoding })
  const parser = input.pipe(
    parse({
      bom: true,
      delimiter: format.delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD,
    }),
  )
  input.on('error', (error) => parser.destroy(error))
  let titles: string[] | null = null
  let previousEnd = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = Math.max(previousEnd + 1, info.lines - record.join('').split('\n').length + 1)
      previousEnd = info.lines
      if (titles === null) titles = distinctTitles(record)
      else if (record.length > titles.length && record.slice(titles.length).some((cell) => cell.trim() !== '')) {
        const reason = `has ${record.length} cells where the titles are ${titles.length}: is a quotation mark missing?`
        yield { line, value: record.join(format.delimiter).slice(0, 200), reason }
      } else yield { line, row: new Map(titles.map((title, at) => [title, record[at] ?? ''])) }
    }
  } finally {
    input.destroy()
  }
}

/** `{"metrics":{"arr":1}}` reads as a column `metrics.arr`: one level, as the CSV titles would say it. */
function flatten(record: object): RawRow {
  return new Map(
    Object.entries(record).flatMap(([key, value]): [string, unknown][] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([inner, cell]) => [`${key}.${inner}`, cell])
        : [[key, value]],
    ),
  )
}

function parseLine(text: string): RawRow | null {
  try {
    const record: unknown = JSON.parse(text)
    return typeof record === 'object' && record !== null && !Array.isArray(record) ? flatten(record) : null
  } catch {
    return null
  }
}

async function* readNdjson(path: string, format: FileFormat): AsyncGenerator<ReadRow> {
  const input = createReadStream(path, { encoding: format.encoding })
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  let line = 0
  try {
    for await (const raw of lines) {
      line += 1
      const text = line === 1 ? raw.replace(/^\uFEFF/, '') : raw
      if (text.trim() === '') continue
      const row = text.length > MAX_RECORD ? null : parseLine(text)
      yield row === null ? { line, value: text.slice(0, 200), reason: 'is not a JSON object' } : { line, row }
    }
  } finally {
    lines.close()
    input.destroy()
  }
}

/** The rows of a file in order, streamed: memory does not grow with the file. */
export async function* readRows(path: string): AsyncGenerator<ReadRow> {
  const format = await formatOf(path)
  yield* format.kind === 'csv' ? readCsv(path, format) : readNdjson(path, format)
}
