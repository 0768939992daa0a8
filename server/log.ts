import pino from 'pino'

/** Structured lines, one event each, on stderr: stdout belongs to the answers of the command line. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

/** Names of fields that never reach a log line, wherever they are. */
const SECRETS = ['password', 'newPassword', 'token', 'key', 'apiKey', 'secret', 'cookie', 'authorization', 'x-api-key']

/** @param level pino level or `silent` (HOIST_LOG). */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`]), censor: '[secret]' },
    },
    pino.destination({ fd: 2, sync: false }),
  )
}
