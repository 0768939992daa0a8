import type { OwnWords } from '../../shared/alerts/own-words.ts'
import { DomainError } from '../../shared/errors.ts'
import type { RiskResult } from '../../shared/risk/schema.ts'
import { TAGS } from '../../shared/risk/tags.ts'
import { auditDiff } from '../../shared/audit/diff.ts'
import { recordAudit } from '../audit/record.ts'
import type { Caller, Context } from '../context.ts'
import { analyse } from '../risk/analyser.ts'
import { tuningOf } from './analysis.ts'
import { type AlertSettingRow, getAlertSetting, saveAlertSetting } from './settings-store.ts'

/** The built-in detectors that a phrase may count for; any other name is a team's own. */
const DETECTORS = Object.entries(TAGS).map(([tag, { label, hard }]) => ({ tag, label, hard }))

export async function readOwnWords({ db }: Context, { organizationId }: Caller) {
  return { ...wordsOf(await getAlertSetting(db.read, organizationId)), detectors: DETECTORS }
}

/** In one order of fields: PostgreSQL keeps its own, and the audit log would take that for a change. */
function wordsOf({ phrases, exceptions }: AlertSettingRow): OwnWords {
  return {
    phrases: (phrases ?? []).map(({ text, tag, weight, enabled }) => ({ text, tag, weight, enabled })),
    exceptions: (exceptions ?? []).map(({ text, enabled }) => ({ text, enabled })),
  }
}

/**
 * Puts these words in the place of the ones that were there. What comes in from now on is read so.
 * @param seen what the caller changed; where others stand there by now, nothing is saved and `conflict` is thrown
 * @returns the words as they stand now
 */
export async function changeOwnWords(
  { db, clock }: Context,
  caller: Caller,
  { seen, ...words }: OwnWords & { seen?: OwnWords | undefined },
): Promise<OwnWords> {
  const { organizationId } = caller
  const now = clock.now()
  await db.write(async (tx) => {
    const before = wordsOf(await getAlertSetting(tx, organizationId))
    if (seen !== undefined && differ(before, seen))
      throw new DomainError('conflict', 'Somebody changed these words meanwhile: load the page again to see theirs')
    if (!differ(before, words)) return
    await saveAlertSetting(tx, organizationId, words, now)
    const changed = { action: 'alerts.words_changed', subject: 'alerts', name: 'Own words' }
    await recordAudit(tx, caller, now, { ...changed, before, after: words })
  })
  return words
}

function differ(one: OwnWords, other: OwnWords): boolean {
  return Object.keys(auditDiff(one, other)).length > 0
}

/** What a message would score as things are, and with these words; nothing is stored. */
export async function tryOwnWords(
  { db }: Context,
  { organizationId }: Caller,
  { text, ...words }: OwnWords & { text: string },
): Promise<{ asSaved: RiskResult; tried: RiskResult }> {
  const tuning = await tuningOf(db.read, organizationId)
  return { asSaved: analyse(text, tuning), tried: analyse(text, { ...tuning, ...words }) }
}
