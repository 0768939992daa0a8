import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a process did to the disk, in order; `file` is a base name. An ack is what it told the world. */
export type Step =
  | { kind: 'write'; file: string; at: number; bytes: Buffer }
  | { kind: 'cut'; file: string; size: number }
  | { kind: 'sync'; file: string }
  | { kind: 'ack'; line: string }

const CALL =
  /^(?:\d+\s+)?(pwrite64|write|fsync|fdatasync|ftruncate)\((\d+)<([^>]*)>(?:, "((?:\\x[0-9a-f]{2})*)"(?:, \d+)?(?:, (\d+))?)?(?:, (\d+))?/

/** Runs a program under strace and reads back every write, truncation, flush and line of its standard output. */
export function record(command: string[], log: string): Step[] {
  const calls = 'trace=pwrite64,write,fsync,fdatasync,ftruncate'
  const ran = spawnSync('strace', ['-f', '-y', '-xx', '-s', '1000000', '-o', log, '-e', calls, ...command], {
    encoding: 'utf8',
  })
  if (ran.status !== 0) throw new Error(`strace failed: ${ran.error?.message ?? ran.stderr}`)
  return parse(readFileSync(log, 'utf8'))
}

/** A call that another thread interrupted counts from where it began; a flush only from where it had ended. */
function parse(text: string): Step[] {
  const steps: Step[] = []
  const flushing = new Map<string, string>()
  for (const line of text.split('\n')) {
    const thread = /^\d+/.exec(line)?.[0] ?? ''
    if (/<\.\.\. (fsync|fdatasync) resumed>/.test(line)) {
      const file = flushing.get(thread)
      if (file !== undefined) steps.push({ kind: 'sync', file })
      continue
    }
    const found = CALL.exec(line)
    if (!found) continue
    const [, call = '', , path = '', payload = '', offset = '0', size = '0'] = found
    const file = unescaped(path).toString().split('/').at(-1) ?? ''
    if (call.endsWith('sync')) {
      if (line.includes('unfinished')) flushing.set(thread, file)
      else steps.push({ kind: 'sync', file })
    } else if (call === 'ftruncate') steps.push({ kind: 'cut', file, size: Number(size) })
    else if (call === 'pwrite64') steps.push({ kind: 'write', file, at: Number(offset), bytes: unescaped(payload) })
    else if (found[2] === '1')
      for (const one of unescaped(payload).toString().split('\n'))
        if (one !== '') steps.push({ kind: 'ack', line: one })
  }
  return steps
}

function unescaped(text: string): Buffer {
  return text.includes('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex') : Buffer.from(text)
}
