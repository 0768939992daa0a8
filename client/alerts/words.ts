import type { AlertStatus, Severity } from '../../shared/alerts/schema.ts'
import type { Tone } from '../ui/theme.ts'

export const STATUS_WORDS: Record<AlertStatus, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  false_positive: 'False positive',
}

export const STATUS_TONES: Record<AlertStatus, Tone> = {
  open: 'accent',
  acknowledged: 'medium',
  resolved: 'ok',
  false_positive: 'muted',
}

export const SEVERITY_WORDS: Record<Severity, string> = { critical: 'Critical', high: 'High', medium: 'Medium' }

/** `churn_intent` → `churn intent`. */
export function tagWords(tag: string): string {
  return tag.replaceAll('_', ' ')
}
