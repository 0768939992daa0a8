import type { MessageRisk } from '../../shared/alerts/risk.ts'
import { type Tuning, tunedBy } from '../../shared/alerts/proposals.ts'
import { DEFAULT_THRESHOLDS } from '../../shared/risk/schema.ts'
import type { Reader } from '../db/engine.ts'
import { analyse } from '../risk/analyser.ts'
import { listApplied } from './proposal-store.ts'
import { getAlertSetting } from './settings-store.ts'

/** Analyses a text. Takes its time, so it is done before a unit of work and never inside one. */
export type Analyser = (text: string) => MessageRisk

/** The analysis as an organization wants it: with its own words and the proposals that it has applied. */
export async function analyserOf(conn: Reader, organizationId: string): Promise<Analyser> {
  const tuning = await tuningOf(conn, organizationId)
  return (text) => analyse(text, tuning)
}

/** How an organization has tuned the analysis. */
export async function tuningOf(conn: Reader, organizationId: string): Promise<Tuning> {
  const applied = await listApplied(conn, organizationId)
  const { phrases, exceptions } = await getAlertSetting(conn, organizationId)
  return tunedBy(
    { factors: [], thresholds: DEFAULT_THRESHOLDS, phrases: phrases ?? [], exceptions: exceptions ?? [] },
    applied.map((one) => one.change),
  )
}
