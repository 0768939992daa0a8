import { customOf, factored } from './custom.ts'
import { type Evidence, indicatorsOf } from './evidence.ts'
import { doubtOf, evidenceOfJudgement, type Judgement, judge } from './learned.ts'
import type { Model } from './model/model.ts'
import { reading } from './reading.ts'
import { DEFAULT_THRESHOLDS, type RiskResult, type RiskSettings, type RiskThresholds } from './schema.ts'
import { damp, levelOf, scoreOf, soften } from './score.ts'
import { suggestedAction } from './tags.ts'
import { toneOf } from './tone.ts'

export const ENGINE = 'local-1'

/**
 * How much a client's message asks for somebody's attention, and the words that say why. Pure: the same text,
 * settings and model give the same result; without a model only the rules speak. Anything that is no string is read as an empty text; never throws. Time grows with the
 * length of the text alone.
 */
export function analyse(text: unknown, settings: RiskSettings = {}, model: Model | null = null): RiskResult {
  const original = typeof text === 'string' ? text : ''
  const thresholds = settings.thresholds ?? DEFAULT_THRESHOLDS
  const custom = customOf(settings)
  const read = reading(original, custom)
  const judgement = model ? judge(model, read) : null
  const evidence = factored(custom, [...weigh(soften(read.found), judgement), ...read.own])
  const score = scoreOf(evidence)
  const riskLevel = levelOf(score, evidence, thresholds)
  const indicators = indicatorsOf(evidence, original, read.folded)
  return {
    score,
    riskLevel,
    confidence: confidenceOf(score, thresholds),
    tone: toneOf(evidence),
    indicators,
    suggestedAction: suggestedAction(riskLevel, indicators[0]?.tag),
    engine: ENGINE,
  }
}

/** Half where a score sits on a threshold, near one where it is far from all of them. */
function confidenceOf(score: number, { medium, high, critical }: RiskThresholds): number {
  const distance = Math.min(...[medium, high, critical].map((threshold) => Math.abs(score - threshold)))
  return Math.round((0.5 + Math.min(distance, 25) / 50) * 100) / 100
}

function weigh(found: readonly Evidence[], judgement: Judgement | null): Evidence[] {
  if (judgement === null) return [...found]
  const learned = evidenceOfJudgement(judgement)
  const doubt = doubtOf(judgement)
  const kept = doubt === null ? [...found] : damp(found, doubt)
  return learned === null ? kept : [...kept, learned]
}
