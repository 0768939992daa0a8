import type { RiskException, RiskPhrase, RiskThresholds, TagFactor } from '../risk/schema.ts'
import type { RiskLevel } from '../triggers/stored.ts'
import { type DetectorQuality, isAlerted } from './quality.ts'
import type { ProposalChange, Verdict } from './schema.ts'

/** How an organization wants the analysis. A proposal may change factors and thresholds; words are for people to say. */
export type Tuning = {
  factors: readonly TagFactor[]
  thresholds: RiskThresholds
  phrases?: readonly RiskPhrase[]
  exceptions?: readonly RiskException[]
}

/** So many people's words it takes before anything is proposed. */
const ENOUGH = 10
/** A detector is looked at where it was wrong so often, and more often than right. */
const WRONG = 3
const WEAK = 0.5
/** What a change must do at least: false positives gone, or missed messages found. */
const WORTH = 2

type Candidate = Pick<ProposalChange, 'kind' | 'of' | 'from' | 'to'>

/** Changes that may be worth it, the mildest of each kind first; whether one is, its figures say. */
export function candidatesOf(quality: readonly DetectorQuality[], labels: number, tuning: Tuning): Candidate[][] {
  if (labels < ENOUGH) return []
  const weak = quality.filter((one) => one.wrong >= WRONG && one.precision < WEAK)
  const weights = weak.map(({ tag }) => {
    const from = tuning.factors.find((one) => one.tag === tag)?.factor ?? 1
    return [0.75, 0.5, 0.25, 0].map((part) => ({ kind: 'weight' as const, of: tag, from, to: from * part }))
  })
  const { medium, high: from, critical } = tuning.thresholds
  const threshold = (steps: number[]) =>
    steps
      .map((step) => ({ kind: 'threshold' as const, of: 'high', from, to: from + step }))
      .filter(({ to }) => to > medium && to < critical)
  return [...weights, threshold([3, 6, 9, 12, 15]), threshold([-3, -6, -9, -12])].filter((list) => list.length > 0)
}

/** The analysis with a change made, or taken back. */
export function tuned(tuning: Tuning, { kind, of }: Candidate, value: number): Tuning {
  if (kind === 'threshold') return { ...tuning, thresholds: { ...tuning.thresholds, [of]: value } }
  const others = tuning.factors.filter((one) => one.tag !== of)
  return { ...tuning, factors: value === 1 ? others : [...others, { tag: of, factor: value }] }
}

/** The analysis with these changes made, one after the other. */
export function tunedBy(tuning: Tuning, changes: readonly Candidate[]): Tuning {
  return changes.reduce((so, change) => tuned(so, change, change.to), tuning)
}

/** What a change would alter, as it stands. */
export function currentValue({ factors, thresholds }: Tuning, { kind, of }: Candidate): number {
  if (kind === 'weight') return factors.find((one) => one.tag === of)?.factor ?? 1
  return new Map(Object.entries(thresholds)).get(of) ?? 0
}

/** What a change would have done to the labelled messages; levels are in the order of `verdicts`. */
export function figuresOf(
  verdicts: readonly Verdict[],
  before: readonly RiskLevel[],
  after: readonly RiskLevel[],
): Omit<ProposalChange, keyof Candidate> {
  const figures = { removed: 0, remaining: 0, added: 0, kept: 0, lost: 0, gained: 0 }
  for (const [at, verdict] of verdicts.entries()) {
    const [was, is] = [isAlerted(before[at] ?? 'low'), isAlerted(after[at] ?? 'low')]
    if (verdict === 'false_positive') {
      if (was && !is) figures.removed += 1
      if (is) figures[was ? 'remaining' : 'added'] += 1
    } else {
      if (was && !is) figures.lost += 1
      if (is) figures[was ? 'kept' : 'gained'] += 1
    }
  }
  return figures
}

/** Nothing that was right may be lost, nothing wrong be added, and enough must be gained. */
export function isWorthIt({ removed, added, lost, gained }: Omit<ProposalChange, keyof Candidate>): boolean {
  return lost === 0 && added === 0 && removed + gained >= WORTH
}
