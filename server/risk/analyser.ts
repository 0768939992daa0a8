import { analyse as analyseWith } from '../../shared/risk/analyse.ts'
import { decodeModel } from '../../shared/risk/model/weights.ts'
import type { RiskResult, RiskSettings } from '../../shared/risk/schema.ts'
import weights from './weights.json' with { type: 'json' }

const analyseShipped = shipped()

/** The analysis as every part of the server asks for it. Pure and local: no database, no network; about 0.1 ms a message. */
export function analyse(text: unknown, settings: RiskSettings = {}): RiskResult {
  return analyseShipped(text, settings)
}

/** The same with other weights; throws where they are none, or of another version. */
export function analyserWith(file: unknown) {
  const model = decodeModel(file)
  return (text: unknown, settings: RiskSettings = {}) => analyseWith(text, settings, model)
}

/** Weights of another version are an error of the first message: `hoist risk train`, which builds new ones, still starts. */
function shipped(): ReturnType<typeof analyserWith> {
  try {
    return analyserWith(weights)
  } catch (error) {
    return () => {
      throw error
    }
  }
}
