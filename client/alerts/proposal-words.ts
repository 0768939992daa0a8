import type { ProposalChange } from '../../shared/alerts/schema.ts'
import { tagWords } from './words.ts'

const figure = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** `Weigh “urgency” half as much (1 → 0.5)`, `“high” from a score of 56 instead of 50`. */
export function changeWords({ kind, of, from, to }: ProposalChange): string {
  const [before, after] = [figure.format(from), figure.format(to)]
  if (kind === 'threshold') return `“${of}” from a score of ${after} instead of ${before}`
  if (to === 0) return `Stop counting “${tagWords(of)}”`
  return `Weigh “${tagWords(of)}” ${to < from ? 'less' : 'more'} (${before} → ${after})`
}

/** What the change would have done to the messages that were judged. */
export function effectWords({ removed, remaining, kept, lost, added, gained }: ProposalChange): string {
  const parts = [
    removed > 0 && `${removed} of ${removed + remaining} false positives would not have been raised`,
    gained > 0 && `${gained} missed would have been found`,
    added > 0 && `${added} more false positives`,
    `${kept} of ${kept + lost} right ones would still have been`,
  ]
  return `${parts.filter((part) => part !== false).join('; ')}.`
}
