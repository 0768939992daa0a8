import type { MessageRisk } from '../../shared/alerts/risk.ts'
import type { Reader } from '../db/engine.ts'

type MessageRow = Reader['t']['message']['$inferSelect']

/** What the analysis found in a stored message; null where it was not analysed. */
export function riskOf(row: Pick<MessageRow, keyof MessageRisk>): MessageRisk | null {
  const { riskLevel, score, confidence, tone, indicators, suggestedAction, engine } = row
  if (riskLevel === null) return null
  return {
    riskLevel,
    score: score ?? 0,
    confidence: confidence ?? 0,
    tone: tone ?? 'neutral',
    indicators: indicators ?? [],
    suggestedAction: suggestedAction ?? '',
    engine: engine ?? '',
  }
}
