import { type AnalyseOptions, analyse as analyseWith } from '../../shared/risk/analyse.ts'
import type { RiskResult } from '../../shared/risk/schema.ts'

/** The analysis as every part of the server asks for it. Pure and local: no database, no network; about 50 µs a message. */
export function analyse(text: unknown, options: AnalyseOptions = {}): RiskResult {
  return analyseWith(text, options)
}
