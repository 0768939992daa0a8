import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { analyse } from '../risk/analyser.ts'
import type { Terminal } from './program.ts'

/** `hoist risk analyse`: no database and no server. */
export function registerRisk(program: Command, terminal: Terminal): void {
  const command = program.command('risk').description('what client messages put at risk')
  command
    .command('analyse')
    .description('read JSON lines { "text": … } on stdin; write each with its analysis, in order')
    .action(() => analyseLines(terminal))
}

async function analyseLines(terminal: Terminal): Promise<void> {
  for await (const line of createInterface({ input: terminal.input(), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') terminal.out(JSON.stringify(analysed(line)))
  }
}

/** The fields as they came, then the analysis. A line that is no JSON object says so in `error` and keeps its place. */
function analysed(line: string): object {
  let item: unknown
  try {
    item = JSON.parse(line)
  } catch {
    return { error: 'Not a line of JSON' }
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return { error: 'Not a JSON object with a text' }
  const text = 'text' in item ? item.text : undefined
  return { ...item, ...analyse(text), ...(typeof text !== 'string' && { error: 'Without a text' }) }
}
