import { describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyse } from '../../server/risk/analyser.ts'
import { root } from '../support/source-files.ts'

// One sentence of a long mail is what matters; the pleasantries around it must not talk it down, nor add up to an alarm.

type Case = { text: string; level: string; acceptable: string[] }
const cases = ['unseen', 'fresh', 'blind'].flatMap((name) =>
  readFileSync(join(root, `test/data/risk/${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case),
)

const BEFORE = [
  'Thanks for the call on Tuesday.',
  'Hope you had a good weekend.',
  'The new colleague starts on Monday, please add her as a user.',
  'Attached are the slides from last week.',
  'We will send the agenda tomorrow.',
  'Could you also share the link to the webinar?',
].join(' ')
const AFTER = [
  'Let me know if you need anything else from us.',
  'Our office is closed on Friday.',
  'See you at the conference in May.',
  'The reports look good by the way.',
  'Say hello to Maria.',
].join(' ')

const ways: [string, (text: string) => string][] = [
  ['after pleasantries', (text) => `${BEFORE} ${text}`],
  ['among pleasantries', (text) => `${BEFORE} ${text} ${AFTER}`],
  ['in a mail', (text) => `Hi all,\n\n${text}\n\nBest regards\nTom`],
]

describe.each(ways)('%s', (_, inside) => {
  test('what was critical is found all the same', () => {
    const found = cases.filter(
      (one) => one.level === 'critical' && one.acceptable.includes(analyse(one.text).riskLevel),
    )
    const kept = found.filter((one) => one.acceptable.includes(analyse(inside(one.text)).riskLevel))
    expect(found.length).toBeGreaterThan(60)
    expect(kept.length / found.length).toBeGreaterThan(0.9)
  })

  test('what was harmless raises no alarm', () => {
    const harmless = cases.filter((one) => one.level === 'low' && analyse(one.text).riskLevel === 'low')
    const raised = harmless.filter((one) => ['high', 'critical'].includes(analyse(inside(one.text)).riskLevel))
    expect(harmless.length).toBeGreaterThan(60)
    // A number: the texts are to stay unread.
    expect(raised.length).toBe(0)
  })
})

test('pleasantries alone are low', () => {
  expect(analyse(`${BEFORE} ${AFTER}`).riskLevel).toBe('low')
})
