import { tagWords } from './words.ts'

/** `weight` is below zero where the words lower the risk. */
export type Quoted = { tag: string; quote: string; start: number; end: number; weight: number }
export type Marked = { start: number; text: string; tags: string[] }

/** Where a quote stands in a text that may be only a part of the message it was found in; null where it is not in it. */
function placeOf(text: string, { quote, start, end }: Quoted): { start: number; end: number } | null {
  if (quote === '') return null
  if (text.slice(start, end) === quote) return { start, end }
  const found = text.indexOf(quote)
  return found < 0 ? null : { start: found, end: found + quote.length }
}

/**
 * A text cut where its quotes begin and end; overlapping quotes are one mark with both tags. The parts put together
 * are the text. Words that reassure are not marked: the mark is a reason for alarm.
 */
export function marksOf(text: string, indicators: readonly Quoted[]): Marked[] {
  const places = indicators
    .filter(({ weight }) => weight > 0)
    .flatMap((one) => {
      const place = placeOf(text, one)
      return place === null ? [] : [{ ...place, tags: [tagWords(one.tag)] }]
    })
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const joined: { start: number; end: number; tags: string[] }[] = []
  for (const place of places) {
    const before = joined.at(-1)
    if (before === undefined || place.start >= before.end) joined.push(place)
    else {
      before.end = Math.max(before.end, place.end)
      before.tags = [...new Set([...before.tags, ...place.tags])]
    }
  }
  const parts: Marked[] = []
  let at = 0
  for (const { start, end, tags } of joined) {
    if (start > at) parts.push({ start: at, text: text.slice(at, start), tags: [] })
    parts.push({ start, text: text.slice(start, end), tags })
    at = end
  }
  if (at < text.length) parts.push({ start: at, text: text.slice(at), tags: [] })
  return parts
}
