import { z } from 'zod'
import { RiskException, RiskPhrase } from '../risk/schema.ts'

/** More would be a lexicon, not a team's own words. */
const MOST = 300

/** A phrase without a letter or a digit would find nothing. */
const READABLE = /[\p{L}\p{N}]/u

/** Words that an organization looks for itself, and words that mean nothing there. */
export const OwnWords = z
  .strictObject({ phrases: z.array(RiskPhrase).max(MOST), exceptions: z.array(RiskException).max(MOST) })
  .superRefine((words, context) => {
    for (const list of ['phrases', 'exceptions'] as const) {
      const seen = new Set<string>()
      for (const [at, { text }] of words[list].entries()) {
        // An empty one is refused by its own rule.
        if (text === '') continue
        const same = text.toLowerCase().replace(/\s+/g, ' ')
        const message = !READABLE.test(text)
          ? 'Must hold a letter or a digit'
          : seen.has(same)
            ? 'Is in the list already'
            : null
        if (message !== null) context.addIssue({ code: 'custom', path: [list, at, 'text'], message })
        seen.add(same)
      }
    }
  })
export type OwnWords = z.infer<typeof OwnWords>
