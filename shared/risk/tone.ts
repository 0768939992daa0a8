import type { Evidence } from './evidence.ts'
import type { Tone } from './schema.ts'

const ANGRY = new Set(['anger', 'sarcasm', 'public_threat'])
const FRUSTRATED = new Set([
  'frustration',
  'repeat_contact',
  'no_response',
  'broken_promise',
  'billing_dispute',
  'disappointment',
  'value_doubt',
])

/** How the writer sounds, by the heaviest evidence that says something about it. */
export function toneOf(evidence: readonly Evidence[]): Tone {
  const heaviest = (wanted: (one: Evidence) => boolean): number =>
    evidence.reduce((most, one) => (wanted(one) ? Math.max(most, Math.abs(one.weight)) : most), 0)
  const angry = heaviest(({ tag, weight }) => weight >= 40 && ANGRY.has(tag))
  const frustrated = heaviest(({ tag, weight }) => weight >= 28 && FRUSTRATED.has(tag))
  if (angry > 0 && angry >= frustrated) return 'angry'
  if (frustrated > 0) return 'frustrated'
  if (heaviest(({ weight }) => weight >= 28) > 0) return 'worried'
  return heaviest(({ tag }) => tag === 'positive' || tag === 'resolved') > 0 ? 'positive' : 'neutral'
}
