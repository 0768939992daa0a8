import { marksOf, type Quoted } from './marks.ts'

/** A message with the words that made it risky highlighted. */
export function MarkedText({ text, indicators }: { text: string; indicators: readonly Quoted[] }) {
  return marksOf(text, indicators).map(({ start, text: part, tags }) =>
    tags.length === 0 ? (
      part
    ) : (
      <mark key={start} title={tags.join(', ')}>
        {part}
      </mark>
    ),
  )
}
