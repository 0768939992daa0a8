import type { Match } from './grammar/match.ts'
import { type Folded, originalSpan } from './text/fold.ts'
import type { Sentence } from './text/sentences.ts'

/** A piece of evidence, its span in the folded text. */
export type Evidence = { tag: string; weight: number; start: number; end: number; learned?: true }

export function evidenceOf(match: Match, sentence: Sentence): Evidence {
  const first = sentence.tokens[match.start]
  const last = sentence.tokens[match.end - 1]
  const { tag, weight } = match.rule
  return { tag, weight, start: first?.start ?? sentence.start, end: last?.end ?? sentence.end }
}

/** How many indicators a result lists. */
const MOST = 12

/** The evidence as indicators of the original text, the heaviest first; of overlapping ones of a tag the heaviest. */
export function indicatorsOf(evidence: readonly Evidence[], text: string, folded: Folded) {
  const kept: Evidence[] = []
  for (const one of evidence.toSorted(byWeight)) {
    if (kept.length === MOST) break
    if (
      one.weight !== 0 &&
      !kept.some((other) => other.tag === one.tag && other.start < one.end && one.start < other.end)
    )
      kept.push(one)
  }
  return kept.map(({ tag, weight, start, end }) => {
    const span = originalSpan(folded, start, end)
    return { tag, quote: text.slice(span.start, span.end), ...span, weight }
  })
}

function byWeight(a: Evidence, b: Evidence): number {
  return b.weight - a.weight || a.start - b.start || (a.tag < b.tag ? -1 : 1)
}
