import type { Condition } from '../../shared/rules/condition.ts'
import { checkAlone, checkPair, type Finding, takeApart } from '../../shared/rules/check.ts'
import { describeCondition, fieldWords, valueWords } from '../../shared/rules/describe.ts'
import { compileRules } from '../../shared/rules/compiled.ts'
import type { Example } from '../../shared/rules/satisfy.ts'
import type { Caller, Context } from '../context.ts'
import { listRecipients } from '../escalations/recipients.ts'
import { pacer } from '../pace.ts'
import { freshnessOf, knownAfter } from './known-store.ts'
import { listRuleRows, type RuleRow } from './store.ts'

export type CheckFinding = {
  kind: Finding['kind'] | 'unreachable'
  ruleId: string
  ruleName: string
  otherId: string | null
  otherName: string | null
  /** What it means and what to do. */
  message: string
  /** Facts on which both match. */
  example: Example | null
  /** A workflow on which both match now, to open in the simulator; null where there is none. */
  workflowId: string | null
}

/** A rule that is not saved, or not saved like this. */
export type Unsaved = {
  id: string | null
  name: string
  priority: number
  conditions: Condition
  escalateToUserId: string | null
  escalateToTeamId: string | null
}

type Checked = Pick<RuleRow, 'id' | 'name' | 'priority' | 'conditions' | 'escalateToUserId' | 'escalateToTeamId'>

export type Check = {
  /** The worst first; of overlaps only the first ones. */
  findings: CheckFinding[]
  /** How many pairs of rules match the same workflows and escalate to different people. */
  overlaps: number
  /** How many rules were not looked at, since there are too many. */
  unchecked: number
}

/** So many rules are held against each other. */
const MOST = 200
const MOST_OVERLAPS = 100
const NEW = '~'
const WORST_FIRST = ['contradiction', 'unreachable', 'shadowed', 'overlap'] as const
/**
 * Holds the rules against each other, in every mode: what can never match, what an earlier rule takes away, and who cannot
 * be reached. With `unsaved` only what concerns that rule.
 */
export async function checkRules(app: Context, caller: Caller, unsaved?: Unsaved): Promise<Check> {
  const { db, clock } = app
  const saved = await listRuleRows(db.read, caller.organizationId)
  const rows: Checked[] = saved.slice(0, MOST)
  const own = unsaved && { ...unsaved, id: unsaved.id ?? NEW }
  const rules = own ? [...rows.filter(({ id }) => id !== own.id), own] : rows
  rules.sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
  const concerns = (...ids: string[]) => !own || ids.includes(own.id)
  const apart = rules.map((rule) =>
    takeApart({ ...rule, target: rule.escalateToTeamId ?? rule.escalateToUserId ?? '' }),
  )
  const findings: Finding[] = []
  let overlaps = 0
  const pause = pacer(clock)
  for (const [at, later] of apart.entries()) {
    if (concerns(later.rule.id)) findings.push(...checkAlone(later))
    for (const earlier of apart.slice(0, at)) {
      const [found] = concerns(later.rule.id, earlier.rule.id) ? checkPair(earlier, later) : []
      if (found?.kind === 'overlap') overlaps += 1
      if (found && (found.kind !== 'overlap' || overlaps <= MOST_OVERLAPS)) findings.push(found)
      await pause()
      // It never gets its turn: what it has in common with others between means nothing.
      if (found?.kind === 'shadowed') break
    }
  }
  const told = findings.map((finding) => tell(finding, rules))
  await addWorkflows(app, caller, told, rules)
  const unreachable = (await unreachableTargets(app, caller, rules)).filter(({ ruleId }) => concerns(ruleId))
  const all = [...told, ...unreachable].sort((a, b) => WORST_FIRST.indexOf(a.kind) - WORST_FIRST.indexOf(b.kind))
  return { findings: all, overlaps, unchecked: saved.length - rows.length }
}

function tell({ kind, ruleId, otherId, example }: Finding, rules: readonly Checked[]): CheckFinding {
  const rule = rules.find(({ id }) => id === ruleId)
  const other = rules.find(({ id }) => id === otherId)
  const [name, earlier] = [rule?.name ?? '', other?.name ?? '']
  const such = example === null ? '' : ` For example: ${exampleWords(example)}.`
  const message = {
    contradiction: `“${name}” can never match: ${rule ? describeCondition(rule.conditions) : ''} contradicts itself. Change its conditions.`,
    shadowed: `“${name}” never gets its turn: “${earlier}” comes first and takes everything it could match. Put it first, or remove it.${such}`,
    overlap: `“${earlier}” and “${name}” match the same workflows and escalate to different people: “${earlier}” wins.${such}`,
  }[kind]
  const names = { ruleName: name, otherId, otherName: other?.name ?? null }
  return { kind, ruleId, ...names, message, example, workflowId: null }
}

function exampleWords(example: Example): string {
  return Object.entries(example)
    .map(([field, value]) => {
      if (value === null) return `${fieldWords(field)} not known`
      return `${fieldWords(field)} ${typeof value === 'object' && value.length === 0 ? 'empty' : valueWords(value)}`
    })
    .join(', ')
}

async function unreachableTargets(app: Context, caller: Caller, rules: readonly Checked[]): Promise<CheckFinding[]> {
  const { people, teams } = await listRecipients(app.db.read, caller, undefined)
  return rules.flatMap((rule) => {
    const { escalateToTeamId, escalateToUserId } = rule
    const team = teams.find(({ teamId }) => teamId === escalateToTeamId)
    const person = people.find(({ userId }) => userId === escalateToUserId)
    const problem =
      escalateToTeamId === null
        ? whyNot(person)
        : !team
          ? 'its team is gone'
          : team.size === 0
            ? `nobody is in ${team.name}`
            : null
    if (problem === null) return []
    const message = `“${rule.name}” would reach nobody: ${problem}. Choose somebody else.`
    const names = { ruleName: rule.name, otherId: null, otherName: null }
    return [{ kind: 'unreachable' as const, ruleId: rule.id, ...names, message, example: null, workflowId: null }]
  })
}

type Recipient = Awaited<ReturnType<typeof listRecipients>>['people'][number]

function whyNot(person: Recipient | undefined): string | null {
  if (!person || person.status === 'removed') return 'the person it escalates to is no longer a member'
  if (person.status === 'invited' && !person.channels.includes('email'))
    return `${person.name} has not accepted the invitation, and there is no mail server to write to them`
  return null
}

const PAGE = 256
const LOOK_AT = 20_000

/** Finds workflows that show overlaps, among the first thousands. */
async function addWorkflows(app: Context, caller: Caller, findings: CheckFinding[], rules: readonly Checked[]) {
  const wanted = findings.filter(({ otherId }) => otherId !== null)
  if (wanted.length === 0) return
  const { set, facts } = compileRules(rules.map(({ conditions }) => conditions))
  const { organizationId, timeZone } = caller
  const freshness = await freshnessOf(app.db.read, organizationId)
  const moment = { now: app.clock.now(), zone: timeZone, freshness }
  const pause = pacer(app.clock)
  for (let after = '', seen = 0; seen < LOOK_AT; seen += PAGE) {
    const page = await knownAfter(app.db.read, organizationId, after, PAGE)
    for (const known of page) {
      const holding = new Set(set.all(facts(known, moment)).map((at) => rules[at]?.id))
      for (const finding of wanted)
        if (finding.workflowId === null && holding.has(finding.ruleId) && holding.has(finding.otherId ?? ''))
          finding.workflowId = known.workflowId
      await pause()
    }
    const last = page.at(-1)
    if (page.length < PAGE || !last || wanted.every(({ workflowId }) => workflowId !== null)) return
    after = last.workflowId
  }
}
