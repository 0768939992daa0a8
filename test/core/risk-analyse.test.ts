import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyse } from '../../server/risk/analyser.ts'
import { RISK_LEVELS, type RiskResult, RiskResult as Schema } from '../../shared/risk/schema.ts'
import { factsOf } from '../../shared/risk/tags.ts'

/** What holds for every text whatever. */
function expectSound(text: unknown, result: RiskResult): void {
  expect(Schema.safeParse(result).success).toBe(true)
  expect(Number.isInteger(result.score) && result.score >= 0 && result.score <= 100).toBe(true)
  for (const { quote, start, end } of result.indicators) {
    expect(end).toBeGreaterThan(start)
    expect(String(text).slice(start, end)).toBe(quote)
  }
  const speaking = result.indicators.filter((one) => one.weight > 0)
  const reason = result.riskLevel === 'low' || speaking.length > 0
  const grave = result.riskLevel !== 'critical' || speaking.some((one) => factsOf(one.tag)?.hard)
  expect({ reason, grave }).toEqual({ reason: true, grave: true })
}

const PIECES = [
  'We are cancelling our contract. ',
  'nobody answers my tickets ',
  'How do I cancel a report? ',
  '> quoted\n',
  'c a n c e l ',
  'Ｆｕｌｌｗｉｄｔｈ ',
  '\u200bwe\u200b will not rene\u0301w ',
  'constructor __proto__ toString ',
  '```code```',
  '\ud83d\ude00',
  '\ud800',
  '\u0000\u0007',
  '\r\n',
  'On Monday Ann wrote:\n',
  'kündigen ',
  '!!!???',
  '"""',
]

describe('whatever comes in', () => {
  test('any text gives a sound result, the same every time', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join('')),
      fc
        .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme' })), { maxLength: 12 })
        .map((all) => all.join(' ')),
    )
    fc.assert(
      fc.property(text, (value) => {
        const result = analyse(value)
        expectSound(value, result)
        expect(analyse(value)).toEqual(result)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    null,
    undefined,
    '',
    ' ',
    '\n\n',
    '\u0000',
    '😀😀😀',
    '\ud83d',
    'constructor',
    '__proto__',
    'hasOwnProperty',
    42,
    {},
    [],
  ])('%j is low', (value) => {
    const result = analyse(value)
    expectSound(value ?? '', result)
    expect([result.riskLevel, result.score]).toEqual(['low', 0])
  })

  test.each(['Hello', 'Hallo!', 'Bye', 'Hi there', 'Hey team', 'Good morning'])('%s raises nothing', (text) => {
    expect(analyse(text).riskLevel).toBe('low')
  })

  test('a word alone may be grave', () => {
    expect(['Unacceptable!', 'Kündigung'].map((text) => analyse(text).riskLevel)).toEqual(['high', 'critical'])
  })

  test('levels are ordered as their scores', () => {
    const scores = [
      'Thanks a lot!',
      'The page is a bit slow since the update.',
      'This is the fifth time I write about this and nobody answers.',
      'We will not renew the contract.',
    ].map((text) => analyse(text))
    expect(scores.map((one) => one.riskLevel)).toEqual([...RISK_LEVELS])
  })
})

describe('what was hidden is found where it stands', () => {
  test.each([
    ['zero-width signs', 'We will ca\u200bncel our con\u00adtract.'],
    ['full width', 'We will ｃａｎｃｅｌ our contract.'],
    ['Cyrillic lookalikes', 'We will c\u0430nc\u0435l our contr\u0430ct.'],
    ['spaced letters', 'We will c a n c e l our contract.'],
    ['combining marks', 'We will ca\u0301ncel our contract.'],
  ])('%s', (_, text) => {
    const result = analyse(text)
    expectSound(text, result)
    expect(result.riskLevel).toBe('critical')
  })
})
