import { setImmediate as turn } from 'node:timers/promises'
import { candidatesOf, figuresOf, isWorthIt, type Tuning, tuned, currentValue } from '../../shared/alerts/proposals.ts'
import { qualityOf } from '../../shared/alerts/quality.ts'
import type { ProposalChange, ProposalState } from '../../shared/alerts/schema.ts'
import { DomainError, notFound } from '../../shared/errors.ts'
import { DAY } from '../../shared/time/instant.ts'
import type { RiskLevel } from '../../shared/triggers/stored.ts'
import { recordAudit } from '../audit/record.ts'
import { newId } from '../clock.ts'
import type { Caller, Context } from '../context.ts'
import { analyse } from '../risk/analyser.ts'
import { tuningOf } from './analysis.ts'
import { listLabels } from './label-store.ts'
import { decideProposal, getProposal, listProposals, type ProposalRow, replaceOpen } from './proposal-store.ts'

/** So many of the latest labels are analysed again. */
const LABELS = 500
/** Texts analysed before the event loop gets its turn. */
const AT_ONCE = 8
/** What people turned down is not proposed again for so long. */
const REST = 30 * DAY

/**
 * Looks at what people said of the analysis and proposes changes of it that would have been right more often, in the
 * place of earlier proposals that nobody has decided about. Returns how many.
 */
export async function propose({ db, clock }: Context, organizationId: string): Promise<{ proposed: number }> {
  const labels = (await listLabels(db.read, organizationId, LABELS)).filter((one) => one.text !== null)
  const texts = labels.map((one) => one.text ?? '')
  const verdicts = labels.map((one) => one.verdict)
  const tuning = await tuningOf(db.read, organizationId)
  const found: ProposalChange[] = []
  const candidates = candidatesOf(qualityOf(labels), labels.length, tuning)
  const before = candidates.length === 0 ? [] : await levelsOf(texts, tuning)
  for (const steps of candidates) {
    for (const step of steps) {
      const figures = figuresOf(verdicts, before, await levelsOf(texts, tuned(tuning, step, step.to)))
      if (!isWorthIt(figures)) continue
      found.push({ ...step, ...figures })
      break
    }
  }
  const now = clock.now()
  const turnedDown = (await listProposals(db.read, organizationId)).filter(
    (one) => (one.state === 'dismissed' || one.state === 'reverted') && (one.decidedAt ?? 0) > now - REST,
  )
  const wanted = found.filter(
    (change) => !turnedDown.some((one) => one.change.of === change.of && one.change.to === change.to),
  )
  const rows = wanted.map((change): ProposalRow => {
    const undecided = { state: 'proposed' as const, decidedAt: null, decidedBy: null }
    return { organizationId, id: newId(now), change, createdAt: now, ...undecided }
  })
  await db.write((tx) => replaceOpen(tx, organizationId, rows), 'bulk')
  return { proposed: rows.length }
}

async function levelsOf(texts: readonly string[], tuning: Tuning): Promise<RiskLevel[]> {
  const levels: RiskLevel[] = []
  for (const [at, text] of texts.entries()) {
    if (at % AT_ONCE === 0) await turn()
    levels.push(analyse(text, tuning).riskLevel)
  }
  return levels
}

const FROM: Record<'applied' | 'reverted' | 'dismissed', ProposalState> = {
  applied: 'proposed',
  reverted: 'applied',
  dismissed: 'proposed',
}

/**
 * Applies a proposal, takes an applied one back, or turns one down. From then on messages are analysed so; what was
 * alerted stays. Throws not_found, or conflict where somebody was first or the analysis is not as the proposal found it.
 */
export async function decide(
  { db, clock }: Context,
  caller: Caller,
  id: string,
  state: 'applied' | 'reverted' | 'dismissed',
): Promise<void> {
  const { organizationId, actor: by } = caller
  const at = clock.now()
  await db.write(async (tx) => {
    const proposal = await getProposal(tx, organizationId, id)
    if (!proposal) throw notFound('Proposal')
    const { change } = proposal
    if (proposal.state === state) return
    if (proposal.state !== FROM[state])
      throw new DomainError('conflict', `This proposal is ${proposal.state}: it cannot be ${state} any more`, {
        details: { state: proposal.state, by: proposal.decidedBy },
      })
    const current = currentValue(await tuningOf(tx, organizationId), change)
    const expected = state === 'reverted' ? change.to : change.from
    if (state !== 'dismissed' && current !== expected)
      throw new DomainError('conflict', `It was made for ${expected}, and now stands at ${current}: look again first`)
    if (!(await decideProposal(tx, proposal, { state, by, at })))
      throw new DomainError('conflict', 'Somebody else has just decided about this proposal')
    const value = (to: number) => ({ [`${change.kind} of ${change.of}`]: to })
    const [before, after] = state === 'applied' ? [change.from, change.to] : [change.to, change.from]
    const entry = { action: `proposal.${state}`, subject: `proposal:${id}`, name: `${change.kind} of ${change.of}` }
    await recordAudit(tx, caller, at, {
      ...entry,
      ...(state !== 'dismissed' && { before: value(before), after: value(after) }),
    })
  })
}
