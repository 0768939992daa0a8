import { describe, expect, test } from 'vitest'
import { marksOf } from '../../client/alerts/marks.ts'
import { changeWords, effectWords } from '../../client/alerts/proposal-words.ts'
import { targetWords } from '../../client/alerts/response-target.tsx'

const quoted = (text: string, quote: string, tag = 'legal', weight = 80) => {
  const start = text.indexOf(quote)
  return { tag, quote, start, end: start + quote.length, weight }
}
const shown = (text: string, quotes: ReturnType<typeof quoted>[]) =>
  marksOf(text, quotes)
    .map(({ text: part, tags }) => (tags.length > 0 ? `[${part}]` : part))
    .join('')

describe('the words that made a message risky', () => {
  const text = 'We cancel, and our lawyers will be in touch. We cancel!'

  test('are marked where they stand, in their order', () => {
    expect(shown(text, [quoted(text, 'our lawyers'), quoted(text, 'We cancel', 'termination')])).toBe(
      '[We cancel], and [our lawyers] will be in touch. We cancel!',
    )
  })

  test('of two that overlap become one mark with both reasons', () => {
    const marks = marksOf(text, [quoted(text, 'our lawyers will'), quoted(text, 'lawyers will be', 'no_response')])
    expect(marks.filter(({ tags }) => tags.length > 0)).toEqual([
      { start: 15, text: 'our lawyers will be', tags: ['legal', 'no response'] },
    ])
  })

  test('are found again in a text that begins elsewhere, and left out of one they are not in', () => {
    expect(shown('… our lawyers …', [{ tag: 'legal', quote: 'our lawyers', start: 400, end: 411, weight: 80 }])).toBe(
      '… [our lawyers] …',
    )
    expect(shown('Thanks!', [{ tag: 'legal', quote: 'our lawyers', start: 0, end: 11, weight: 80 }])).toBe('Thanks!')
    expect(shown('Thanks!', [{ tag: 'legal', quote: '', start: 0, end: 0, weight: 80 }])).toBe('Thanks!')
  })

  test('are not the ones that reassure', () => {
    const thanks = 'Thanks, it works now. We cancel anyway.'
    const quotes = [
      quoted(thanks, 'Thanks', 'positive', -12),
      quoted(thanks, 'it works now', 'resolved', -30),
      quoted(thanks, 'We cancel', 'termination'),
    ]
    expect(shown(thanks, quotes)).toBe('Thanks, it works now. [We cancel] anyway.')
  })

  test('never change the text', () => {
    const quotes = [quoted(text, 'cancel'), quoted(text, text), quoted(text, '!')]
    expect(
      marksOf(text, quotes)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
    expect(marksOf('', quotes)).toEqual([])
  })
})

describe('the response target', () => {
  const MINUTE = 60_000
  const by = (minutes: number) => targetWords(minutes * MINUTE, 0)

  test('says how long there is, that it is now, and by how much it is overdue', () => {
    expect(by(58)).toEqual({ words: 'within 58 min', overdue: false })
    expect(by(0)).toEqual({ words: 'answer now', overdue: false })
    expect(by(-0.5)).toEqual({ words: 'answer now', overdue: false })
    expect(by(-12)).toEqual({ words: 'overdue by 12 min', overdue: true })
    expect(by(-60 * 26)).toEqual({ words: 'overdue by 1 day', overdue: true })
  })
})

describe('a proposed change', () => {
  const change = {
    kind: 'weight' as const,
    of: 'no_response',
    from: 1,
    to: 0.5,
    removed: 4,
    remaining: 1,
    added: 0,
    kept: 9,
    lost: 0,
    gained: 0,
  }

  test('says what is weighed differently', () => {
    expect(changeWords(change)).toBe('Weigh “no response” less (1 → 0.5)')
    expect(changeWords({ ...change, to: 0 })).toBe('Stop counting “no response”')
    expect(changeWords({ ...change, kind: 'threshold', of: 'high', from: 50, to: 56 })).toBe(
      '“high” from a score of 56 instead of 50',
    )
  })

  test('says what it would have removed, found and kept', () => {
    expect(effectWords(change)).toBe(
      '4 of 5 false positives would not have been raised; 9 of 9 right ones would still have been.',
    )
    expect(effectWords({ ...change, removed: 0, gained: 3 })).toBe(
      '3 missed would have been found; 9 of 9 right ones would still have been.',
    )
  })
})
