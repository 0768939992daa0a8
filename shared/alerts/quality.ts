import type { RiskLevel } from '../triggers/stored.ts'
import { compareRisk, type Indicator } from './risk.ts'
import type { Verdict } from './schema.ts'

/** How often a detector was right, by what people said of the messages it found something in. */
export type DetectorQuality = {
  tag: string
  /** Confirmed, or missed although it had found something. */
  right: number
  /** Called a false positive. */
  wrong: number
  /** 0 to 1. */
  precision: number
}

/** The detectors that labels speak of, the one that was wrong most often first. */
export function qualityOf(
  labels: readonly { verdict: Verdict; indicators: readonly Indicator[] }[],
): DetectorQuality[] {
  const counts = new Map<string, { right: number; wrong: number }>()
  for (const { verdict, indicators } of labels) {
    for (const tag of new Set(indicators.filter((one) => one.weight > 0).map((one) => one.tag))) {
      const count = counts.get(tag) ?? { right: 0, wrong: 0 }
      if (verdict === 'false_positive') count.wrong += 1
      else count.right += 1
      counts.set(tag, count)
    }
  }
  return [...counts]
    .map(([tag, { right, wrong }]) => ({ tag, right, wrong, precision: right / (right + wrong) }))
    .sort((a, b) => b.wrong - a.wrong || (a.tag < b.tag ? -1 : 1))
}

/** Would a message of this risk raise an alert by itself? */
export function isAlerted(level: RiskLevel): boolean {
  return compareRisk(level, 'high') >= 0
}
