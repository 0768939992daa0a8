import { z } from 'zod'
import { text } from '../text.ts'

export const RISK_LEVELS = ['low', 'medium', 'high', 'critical'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]

export const TONES = ['angry', 'frustrated', 'worried', 'neutral', 'positive'] as const
export type Tone = (typeof TONES)[number]

/** Why: `text.slice(start, end) === quote` in the text as it was handed in (UTF-16 units). */
export const Indicator = z.object({
  tag: z.string(),
  quote: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  /** 0-100: what this alone would score. Negative ones soften. */
  weight: z.number(),
})
export type Indicator = z.infer<typeof Indicator>

/** What the analysis of one message says. */
export const RiskResult = z.object({
  /** 0-100. */
  score: z.number(),
  riskLevel: z.enum(RISK_LEVELS),
  /** 0-1: how far the score is from the nearest threshold and how much the parts agree. */
  confidence: z.number(),
  tone: z.enum(TONES),
  /** The heaviest first. */
  indicators: z.array(Indicator),
  suggestedAction: z.string(),
  /** Which analyser, with its version. */
  engine: z.string(),
})
export type RiskResult = z.infer<typeof RiskResult>

/** From which score on a level is reached. */
export const RiskThresholds = z
  .strictObject({
    medium: z.number().int().min(1).max(100),
    high: z.number().int().min(1).max(100),
    critical: z.number().int().min(1).max(100),
  })
  .refine(({ medium, high, critical }) => medium < high && high < critical, 'Each level must begin above the one below')
export type RiskThresholds = z.infer<typeof RiskThresholds>

export const DEFAULT_THRESHOLDS: RiskThresholds = { medium: 28, high: 50, critical: 75 }

/** A tag in lower case with underscores: a built-in one or a team's own. */
export const TagName = text(40).regex(/^[a-z][a-z0-9_]*$/, 'Lower-case letters, digits and underscores, a letter first')

/** Words that a team looks for itself. `*` at the end of a word stands for any ending. */
export const RiskPhrase = z.strictObject({
  text: text(200),
  tag: TagName,
  /** What it scores alone; negative softens. */
  weight: z.number().int().min(-100).max(100),
  enabled: z.boolean(),
})
export type RiskPhrase = z.infer<typeof RiskPhrase>

/** Words that mean nothing here: `dead` where that is the name of a product. */
export const RiskException = z.strictObject({ text: text(200), enabled: z.boolean() })
export type RiskException = z.infer<typeof RiskException>

/** How much a tag counts: 0 switches it off, 1 as shipped, at most 2. */
export const TagFactor = z.strictObject({ tag: TagName, factor: z.number().min(0).max(2) })
export type TagFactor = z.infer<typeof TagFactor>

/** What a team changed; all parts may be left out. */
export type RiskSettings = {
  phrases?: readonly RiskPhrase[]
  exceptions?: readonly RiskException[]
  factors?: readonly TagFactor[]
  thresholds?: RiskThresholds
}
