import type { MessageRisk } from '../../shared/alerts/risk.ts'
import type { Reader } from '../db/engine.ts'
import { analyse } from '../risk/analyser.ts'

/** Analyses a text. Takes its time, so it is done before a unit of work and never inside one. */
export type Analyser = (text: string) => MessageRisk

/** The analysis as an organization wants it. */
export async function analyserOf(_conn: Reader, _organizationId: string): Promise<Analyser> {
  return analyse
}
