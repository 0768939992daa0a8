import { z } from 'zod'
import { RISK_LEVELS, type RiskLevel } from '../triggers/stored.ts'

/** The levels of the analysis, the least first. */
export const RiskLevelSchema = z.enum(RISK_LEVELS)

/** Why a message is risky: words of it. `text.slice(start, end) === quote`. */
export const Indicator = z.object({
  tag: z.string(),
  quote: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  weight: z.number(),
})
export type Indicator = z.infer<typeof Indicator>

/** What the analysis says of a message, as it is stored with it. */
export type MessageRisk = {
  /** 0 to 100. */
  score: number
  riskLevel: RiskLevel
  /** 0 to 1. */
  confidence: number
  tone: string
  indicators: Indicator[]
  suggestedAction: string
  /** Who said so, and which version. */
  engine: string
}

/** Negative where `a` is the lesser risk, 0 where they are the same. */
export function compareRisk(a: RiskLevel, b: RiskLevel): number {
  return RISK_LEVELS.indexOf(a) - RISK_LEVELS.indexOf(b)
}

/** The greatest of these; null of none. */
export function worstOf(levels: Iterable<RiskLevel | null>): RiskLevel | null {
  let worst: RiskLevel | null = null
  for (const level of levels) if (level !== null && (worst === null || compareRisk(level, worst) > 0)) worst = level
  return worst
}

/** The indicator that weighs most; of two the earlier. Undefined where none counts against the message. */
export function leadingIndicator(indicators: readonly Indicator[]): Indicator | undefined {
  return indicators.reduce<Indicator | undefined>(
    (best, one) => (one.weight > (best?.weight ?? 0) ? one : best),
    undefined,
  )
}

/** What a language model said when asked for a second opinion, or why it said nothing. */
export type Opinion =
  | { model: string; riskLevel: RiskLevel; reason: string; at: number }
  | { model: string; error: string; at: number }
