import { type Evidence, evidenceOf, indicatorsOf } from './evidence.ts'
import { detect } from './rules.ts'
import { DEFAULT_THRESHOLDS, type RiskResult, type RiskThresholds } from './schema.ts'
import { levelOf, scoreOf, soften } from './score.ts'
import { suggestedAction } from './tags.ts'
import { fold } from './text/fold.ts'
import { sentencesOf } from './text/sentences.ts'
import { strip } from './text/strip.ts'
import { toneOf } from './tone.ts'

export const ENGINE = 'local-1'

export type AnalyseOptions = {
  thresholds?: RiskThresholds
}

/**
 * How much a client's message asks for somebody's attention, and the words that say why. Pure: the same text and
 * options give the same result. Anything that is no string is read as an empty text; never throws. Time grows with the
 * length of the text alone.
 */
export function analyse(text: unknown, options: AnalyseOptions = {}): RiskResult {
  const original = typeof text === 'string' ? text : ''
  const thresholds = options.thresholds ?? DEFAULT_THRESHOLDS
  const folded = fold(original)
  const found: Evidence[] = []
  for (const sentence of sentencesOf(strip(folded.text))) {
    for (const match of detect(sentence)) found.push(evidenceOf(match, sentence))
  }
  const evidence = soften(found)
  const score = scoreOf(evidence)
  const riskLevel = levelOf(score, evidence, thresholds)
  const indicators = indicatorsOf(evidence, original, folded)
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
