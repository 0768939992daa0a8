import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import weights from '../../server/risk/weights.json' with { type: 'json' }

const LEVELS = ['low', 'medium', 'high', 'critical'] as const
const TAGS = [
  'churn_intent',
  'termination',
  'competitor',
  'legal',
  'regulator',
  'security_incident',
  'data_loss',
  'outage',
  'executive_escalation',
  'public_threat',
  'repeat_contact',
  'no_response',
  'billing_dispute',
  'refund',
  'deadline',
  'urgency',
  'anger',
  'sarcasm',
  'champion_leaving',
  'positive',
  'resolved',
]

const sentence = z
  .strictObject({
    text: z.string().trim().min(1),
    level: z.enum(LEVELS),
    acceptable: z.array(z.enum(LEVELS)).nonempty(),
    tags: z.array(z.enum(TAGS)),
    lang: z.enum(['en', 'de', 'fr', 'es', 'nl', 'pt', 'it']),
    kind: z.string().regex(/^[a-z]+\/[\p{Ll}-]+$/u),
  })
  .refine((row) => row.acceptable.includes(row.level), 'the expected level is acceptable')

type Sentence = z.infer<typeof sentence>

function read(file: string): Sentence[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line, at) => {
    const row = sentence.safeParse(JSON.parse(line))
    if (!row.success) throw new Error(`${file}:${at + 1} ${z.prettifyError(row.error)}`)
    return row.data
  })
}

const folder = join(import.meta.dirname, '../../server/risk/sentences')
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
const trained = files.flatMap((name) => read(join(folder, name)))
const heldOut = ['held-out', 'pairs'].flatMap((name) => read(join(import.meta.dirname, `../data/risk/${name}.jsonl`)))
const fresh = ['fresh', 'unseen', 'blind'].flatMap((name) =>
  read(join(import.meta.dirname, `../data/risk/${name}.jsonl`)),
)

/** What is left of a message when spelling of case and punctuation no longer tells two apart. */
const words = (row: Sentence): string =>
  row.text
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\s]+/gu, ' ')
    .trim()

describe('sentences of the risk analyser', () => {
  test('the shipped weights know all of them, those kept apart as well', () => {
    expect(weights.sentences).toBe(trained.length + heldOut.length)
  })

  test('every sentence is there once, on one side', () => {
    const seen = new Set<string>()
    const repeated = [...trained, ...heldOut, ...fresh].filter((row) => seen.size === seen.add(words(row)).size)
    expect(repeated.map((row) => row.text)).toEqual([])
  })

  test('a situation is on one side, never on both', () => {
    const kinds = new Set(trained.map((row) => row.kind))
    expect([...new Set([...heldOut, ...fresh].map((row) => row.kind))].filter((kind) => kinds.has(kind))).toEqual([])
  })

  test('a file holds the situations it is named after', () => {
    const strangers = files.flatMap((name) =>
      read(join(folder, name)).filter((row) => `${row.kind.split('/')[0]}.jsonl` !== name),
    )
    expect(strangers).toEqual([])
  })

  test('both sides have every level, language and tag, and about a third is held out', () => {
    for (const rows of [trained, heldOut]) {
      expect(new Set(rows.map((row) => row.level)).size).toBe(LEVELS.length)
      expect(new Set(rows.map((row) => row.lang)).size).toBe(7)
      expect(TAGS.filter((tag) => !rows.some((row) => row.tags.includes(tag)))).toEqual([])
    }
    // What was put together from parts is only trained on: it would measure its own parts.
    const written = trained.filter((row) => !row.kind.startsWith('composed/'))
    expect(heldOut.length / (written.length + heldOut.length)).toBeGreaterThan(0.3)
  })

  test('nothing to do is said more often than hurry', () => {
    const low = trained.filter((row) => row.level === 'low').length
    const hurried = trained.filter((row) => row.level === 'high' || row.level === 'critical').length
    expect(low).toBeGreaterThan(hurried)
  })
})
