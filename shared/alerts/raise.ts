import { factsOf } from '../risk/tags.ts'
import { DAY, HOUR, type Instant } from '../time/instant.ts'
import type { RiskLevel } from '../triggers/stored.ts'
import { compareRisk, type Indicator, leadingIndicator } from './risk.ts'
import type { AlertType, Severity } from './schema.ts'

/** Two messages of medium risk within this are an alert. */
export const MEDIUM_WINDOW = DAY

/** How soon somebody should answer, by severity; medium has no target. */
const TARGET: Record<Severity, number | null> = { critical: 0, high: HOUR, medium: null }

/** Risk as the severity of an alert; low is none. */
export function severityOf(level: RiskLevel): Severity | null {
  return level === 'low' ? null : level
}

/** `churn_risk` where the indicator that weighs most speaks of leaving. */
export function typeOf(indicators: readonly Indicator[]): AlertType {
  const tag = leadingIndicator(indicators)?.tag
  return tag !== undefined && factsOf(tag)?.churn === true ? 'churn_risk' : 'tension_detected'
}

/** By when somebody should answer an alert that became so severe at `at`; null: no target. */
export function respondBy(severity: Severity, at: Instant): Instant | null {
  const target = TARGET[severity]
  return target === null ? null : at + target
}

/**
 * Does a message that the scanner sees raise, or count on, an alert? One of medium risk does where its channel has an
 * alert already, or had another one of medium risk within the 24 hours before.
 */
export function isRaised(level: RiskLevel, context: { active: boolean; mediumBefore: boolean }): boolean {
  if (level === 'low') return false
  return level !== 'medium' || context.active || context.mediumBefore
}

/** What one more risky message makes of an alert. */
export type Counted = {
  /** It leads from now on: severity, type, words and advice are its. */
  leads: boolean
  severity: Severity
  /** Why people are told again; null: they are not. */
  tell: 'severity' | 'cooldown' | null
}

/**
 * Counts a message on an open or acknowledged alert. People hear of it again only when the severity rises or the
 * cooldown since they were last told is over.
 */
export function countOn(
  alert: { severity: Severity; notifiedAt: Instant },
  severity: Severity,
  { now, cooldownMs }: { now: Instant; cooldownMs: number },
): Counted {
  const rises = compareRisk(severity, alert.severity) > 0
  const rested = now - alert.notifiedAt >= cooldownMs
  return {
    leads: rises,
    severity: rises ? severity : alert.severity,
    tell: rises ? 'severity' : rested ? 'cooldown' : null,
  }
}
