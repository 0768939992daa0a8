import { readFile, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { analyserWith, analyse as analyseAsShipped } from '../risk/analyser.ts'
import { readMessages, trainWeights } from '../risk/train.ts'
import { CliError } from './errors.ts'
import type { Terminal } from './program.ts'

type Analyse = (text: unknown) => object

/** `hoist risk analyse` and `hoist risk train`: neither needs a database or a server. */
export function registerRisk(program: Command, terminal: Terminal): void {
  const command = program
    .command('risk')
    .description('what the messages of clients put at risk; works without server and database')
  command
    .command('analyse')
    .description('read JSON lines { "text": … } on stdin; write each with its analysis, in order')
    .option('--weights <file>', 'weights that hoist risk train wrote, instead of the shipped ones')
    .option('--json', 'as it is without: a line of JSON for each line read')
    .action(({ weights }: { weights?: string }) => analyseLines(terminal, weights))
  command
    .command('train')
    .argument('<files...>', 'JSON lines { "text", "level", "acceptable"?, "tags"?, "kind"? }')
    .requiredOption('--out <file>', 'where the weights go')
    .description('build the weights of the model; the same lines give the same file')
    .option('--json', 'as it is without: the outcome is one line of JSON')
    .action((files: string[], { out }: { out: string }) => trainTo(terminal, files, out))
}

async function analyseLines(terminal: Terminal, weights: string | undefined): Promise<void> {
  const analyse = weights === undefined ? analyseAsShipped : await analyserOf(weights)
  for await (const line of createInterface({ input: terminal.input(), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') terminal.out(JSON.stringify(analysed(analyse, line)))
  }
}

async function analyserOf(file: string): Promise<Analyse> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliError(`The file ${file} cannot be read`)
  })
  try {
    return analyserWith(JSON.parse(text))
  } catch {
    throw new CliError(`${file} holds no weights of this version: build them with hoist risk train`)
  }
}

/** The fields as they came, then the analysis. A line that is no JSON object says so in `error` and keeps its place. */
function analysed(analyse: Analyse, line: string): object {
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

async function trainTo(terminal: Terminal, files: string[], out: string): Promise<void> {
  const messages = await readMessages(files).catch((error: Error) => {
    throw new CliError(error.message)
  })
  await writeFile(out, `${JSON.stringify(trainWeights(messages), null, 1)}\n`)
  terminal.out(JSON.stringify({ sentences: messages.length, out }))
}
