import { describe, expect, test } from 'vitest'
import { marksOf } from '../../client/alerts/marks.ts'
import { targetWords } from '../../client/alerts/response-target.tsx'

const quoted = (text: string, quote: string, tag = 'legal') => {
  const start = text.indexOf(quote)
  return { tag, quote, start, end: start + quote.length }
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
    expect(shown('… our lawyers …', [{ tag: 'legal', quote: 'our lawyers', start: 400, end: 411 }])).toBe(
      '… [our lawyers] …',
    )
    expect(shown('Thanks!', [{ tag: 'legal', quote: 'our lawyers', start: 0, end: 11 }])).toBe('Thanks!')
    expect(shown('Thanks!', [{ tag: 'legal', quote: '', start: 0, end: 0 }])).toBe('Thanks!')
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
