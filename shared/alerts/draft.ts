import { z } from 'zod'
import { inventedQuotes } from './opinion.ts'
import type { Suggestion } from './playbook.ts'

/** What a language model is asked for when replies are drafted. */
export const DRAFT_INSTRUCTIONS = `You draft replies that a customer-success manager can send to a customer. The data holds the customer's message, what an analysis found in it, and replies from a playbook.
Write up to three replies in the language of the message: plain, honest, short. Where "riskLevel" is "high" or "critical", calm first: own the trouble, blame nobody, argue with nothing. Promise no money, dates or facts that the playbook does not promise.
Answer {"suggestions": [{"text": "the reply", "why": "one sentence for the manager", "quotes": ["words copied exactly from the message that this answers", …]}, …]}.`

export const DraftAnswer = z.object({
  suggestions: z
    .array(
      z.object({
        text: z.string().trim().min(1).max(4_000),
        why: z.string().trim().min(1).max(500),
        quotes: z.array(z.string().min(1).max(500)).max(10).default([]),
      }),
    )
    .min(1)
    .max(5),
})

/** The drafts as suggestions. Throws where one quotes words that are not in the message. */
export function readDrafts({ suggestions }: z.infer<typeof DraftAnswer>, message: string): Suggestion[] {
  const invented = suggestions.flatMap((one) => inventedQuotes(message, one.quotes))
  if (invented.length > 0) throw new Error('The model quoted words that are not in the message')
  return suggestions.map(({ text, why, quotes }) => ({
    text,
    why: quotes[0] === undefined ? why : `${why} (“${quotes[0]}”)`,
  }))
}
