import type { Evidence } from './evidence.ts'
import { DEFAULT_THRESHOLDS, type RiskLevel, type RiskThresholds } from './schema.ts'
import { factsOf } from './tags.ts'

/** What a second and further kind of evidence adds to the heaviest. */
const SHARE = 0.16
const MOST_ADDED = 14
/** Troubles that are over when somebody says so. */
const REPAIRABLE = new Set([
  'outage',
  'business_impact',
  'data_loss',
  'security_incident',
  'defect',
  'urgency',
  'no_response',
  'repeat_contact',
  'follow_up',
  'frustration',
  'broken_promise',
  'disappointment',
  'concern',
  'deadline',
  'billing_dispute',
  'refund',
])

/** Lightens what praise or "works again" takes back; whoever leaves politely still leaves. */
export function soften(evidence: readonly Evidence[]): Evidence[] {
  const praise = softening(evidence, 'positive')
  const over = softening(evidence, 'resolved')
  if (praise === 0 && over === 0) return [...evidence]
  return evidence.map((one) => {
    if (one.weight <= 0) return one
    const less = (factsOf(one.tag)?.hard === true ? 0 : praise) + (REPAIRABLE.has(one.tag) ? over : 0)
    return { ...one, weight: Math.max(0, one.weight + less) }
  })
}

function softening(evidence: readonly Evidence[], tag: string): number {
  return evidence.reduce((least, one) => (one.tag === tag ? Math.min(least, one.weight) : least), 0)
}

/** The heaviest evidence, and a share of what else speaks for it: 0-100. The model has read the rules: it adds nothing. */
export function scoreOf(evidence: readonly Evidence[]): number {
  const byTag = new Map<string, number>()
  for (const { tag, weight, learned } of evidence)
    if (weight > 0 && learned !== true) byTag.set(tag, Math.max(weight, byTag.get(tag) ?? 0))
  const [top = 0, ...others] = [...byTag.values()].sort((a, b) => b - a)
  const added = others.reduce((sum, weight) => sum + weight * SHARE, 0)
  const judged = evidence.reduce((most, one) => (one.learned === true ? Math.max(most, one.weight) : most), 0)
  return Math.min(100, Math.round(Math.max(judged, top + Math.min(MOST_ADDED, added))))
}

/** The level of a score. Critical takes a hard indicator that is at least high by itself: anger alone pages nobody. */
export function levelOf(
  score: number,
  evidence: readonly Evidence[],
  thresholds: RiskThresholds = DEFAULT_THRESHOLDS,
): RiskLevel {
  if (score >= thresholds.critical) {
    const grave = evidence.some(({ tag, weight }) => factsOf(tag)?.hard === true && weight >= thresholds.high)
    return grave ? 'critical' : 'high'
  }
  if (score >= thresholds.high) return 'high'
  return score >= thresholds.medium ? 'medium' : 'low'
}

const MOST_WHEN_HARMLESS = 27
const MOST_WHEN_DOUBTFUL = 46

/**
 * Strong words in a text that reads as harmless count for little, hard facts as well: the model knows more company for
 * them than the rules do.
 */
export function damp(evidence: readonly Evidence[], doubt: 'doubtful' | 'harmless'): Evidence[] {
  const most = doubt === 'harmless' ? MOST_WHEN_HARMLESS : MOST_WHEN_DOUBTFUL
  return evidence.map((one) => ({ ...one, weight: Math.min(one.weight, most) }))
}
