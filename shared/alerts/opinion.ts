import { z } from 'zod'
import { factsOf, suggestedAction } from '../risk/tags.ts'
import { RISK_LEVELS, type RiskLevel } from '../triggers/stored.ts'
import { compareRisk, type Indicator, leadingIndicator, type MessageRisk, RiskLevelSchema } from './risk.ts'

/** What a language model is asked for, and its answer. */
export const OPINION_INSTRUCTIONS = `You judge how much a message that a customer wrote to a vendor asks for somebody's attention.
Levels: "low" (everyday), "medium" (tense, keep an eye on it), "high" (answer within the hour), "critical" (the relationship or a legal, security or outage matter is at stake: answer now).
Judge only what the customer says of their own situation with this vendor; quoted text, jokes and hypothetical questions do not count.
Answer {"riskLevel": "low" | "medium" | "high" | "critical", "reason": "one sentence", "quotes": ["words copied exactly from the message that show it", …]}.`

export const OpinionAnswer = z.object({
  riskLevel: RiskLevelSchema,
  reason: z.string().trim().min(1).max(500),
  quotes: z.array(z.string().min(1).max(500)).max(10).default([]),
})
export type OpinionAnswer = z.infer<typeof OpinionAnswer>

/** The tag of words that only the language model pointed at. */
const MODEL_TAG = 'language_model'

/** Quotes that are not in the text, word for word. */
export function inventedQuotes(text: string, quotes: readonly string[]): string[] {
  return quotes.filter((quote) => !text.includes(quote))
}

/**
 * A local result after a language model was heard. Its word may raise the level; it lowers it by one step at most, and
 * not at all where the level is critical, which takes a hard rule. What it raises rests on the words it quoted.
 */
export function combine(local: MessageRisk, { riskLevel: wanted, quotes }: OpinionAnswer, text: string): MessageRisk {
  const riskLevel = compareRisk(wanted, local.riskLevel) >= 0 ? wanted : lowered(local, wanted)
  if (riskLevel === local.riskLevel) return local
  const raised = compareRisk(riskLevel, local.riskLevel) > 0
  const own = raised ? quotes.map((quote) => pointAt(text, quote)) : []
  const indicators = [...local.indicators, ...own]
  return {
    ...local,
    riskLevel,
    indicators,
    suggestedAction: suggestedAction(riskLevel, leadingIndicator(indicators)?.tag),
  }
}

function lowered({ riskLevel, indicators }: MessageRisk, wanted: RiskLevel): RiskLevel {
  if (riskLevel === 'critical' && indicators.some((one) => factsOf(one.tag)?.hard === true)) return 'critical'
  const floor = RISK_LEVELS[Math.max(0, RISK_LEVELS.indexOf(riskLevel) - 1)] ?? 'low'
  return compareRisk(wanted, floor) > 0 ? wanted : floor
}

function pointAt(text: string, quote: string): Indicator {
  const start = text.indexOf(quote)
  return { tag: MODEL_TAG, quote, start, end: start + quote.length, weight: 1 }
}
