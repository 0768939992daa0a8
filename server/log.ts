import pino from 'pino'
import { isSecretField } from '../shared/secret-fields.ts'

/** Structured lines, one event each, on stderr: stdout belongs to the answers of the command line. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

/** @param level pino level or `silent` (HOIST_LOG). */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log: withoutSecrets } },
    pino.destination({ fd: 2, sync: false }),
  )
}

/** The line as it may be written. pino's own redaction costs a request more than the rest of its line. */
export function withoutSecrets(line: Record<string, unknown>): Record<string, unknown> {
  return censored(line, true)
}

function censored(fields: Record<string, unknown>, deeper: boolean): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined
  for (const name of Object.keys(fields)) {
    const value = fields[name]
    const written = isSecretField(name) ? '[secret]' : deeper && isPlain(value) ? censored(value, false) : value
    if (written === value) continue
    copy ??= { ...fields }
    copy[name] = written
  }
  return copy ?? fields
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
