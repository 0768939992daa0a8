import { z } from 'zod'
import { anyText, prose, Reference, text } from '../text.ts'
import { WireInstant } from '../time/wire.ts'
import { MODES, ON_ENABLE } from './decide.ts'

export const TEAM_PICKS = ['least_loaded', 'round_robin'] as const
export type TeamPick = (typeof TEAM_PICKS)[number]

export const DEFAULTS = { cooldownHours: 24, capPerHour: 50, priority: 0 } as const
/** An organization has at most that many rules. */
export const MOST_RULES = 1_000

/** Read by shared/rules/parse.ts, which names the exact place of every mistake. */
const conditions = z.unknown().meta({
  description:
    'A comparison { field, operator, value }, a group { all: [...] } | { any: [...] } | { not: ... }, or the flat form { field: { operator, value } }',
})

const fields = {
  description: anyText(2_000).nullish(),
  /** Higher first; of two alike, the older. */
  priority: z.number('A whole number').int().min(-1_000_000).max(1_000_000).optional(),
  escalateToUserId: text(200, 'Choose a person').nullish(),
  escalateToTeamId: text(200, 'Choose a team').nullish(),
  /** Who of a team: the least loaded (default), or everybody in turn. */
  teamPick: z.enum(TEAM_PICKS).optional(),
  mode: z.enum(MODES).optional(),
  cooldownHours: z.number('Hours').min(0).max(8_760).optional(),
  capPerHour: z.number('A whole number').int().min(1).max(10_000).optional(),
  /** What happens to the workflows that match when it is switched on. */
  onEnable: z.enum(ON_ENABLE).optional(),
}

type Target = { escalateToUserId?: string | null | undefined; escalateToTeamId?: string | null | undefined }

function oneTarget(body: Target, check: z.RefinementCtx): void {
  if (body.escalateToUserId && body.escalateToTeamId)
    check.addIssue({ code: 'custom', path: ['escalateToTeamId'], message: 'Choose a user or a team, not both' })
}

function someTarget(body: Target, check: z.RefinementCtx): void {
  if (!body.escalateToUserId && !body.escalateToTeamId)
    check.addIssue({ code: 'custom', path: ['escalateToUserId'], message: 'Say whom to escalate to: a user or a team' })
  oneTarget(body, check)
}

export const RuleBody = z.strictObject({ name: text(200), conditions, ...fields }).superRefine(someTarget)
export type RuleBody = z.infer<typeof RuleBody>

/** A field that is left out stays as it is. */
export const RuleChange = z
  .strictObject({ name: text(200).optional(), conditions: conditions.optional(), ...fields })
  .superRefine(oneTarget)
export type RuleChange = z.infer<typeof RuleChange>

export const RuleId = text(200, 'Say which rule')
export const ReorderBody = z.strictObject({ ruleIds: z.array(RuleId).min(1).max(MOST_RULES) })
export const SimulateBody = z.strictObject({ workflowId: Reference })
export const OverrideBody = z.strictObject({ workflowId: Reference, ruleId: RuleId, reason: prose(2_000).optional() })

/** What matches now, before anything is saved. */
export const PreviewBody = z.strictObject({ conditions, ruleId: RuleId.optional() })

/** Which of the quarantined workflows; left out: all of them. */
export const ReleaseBody = z.strictObject({ workflowIds: z.array(text(200)).min(1).max(1_000).optional() })

const draft = {
  /** A version that is not saved: what is left out is as the rule has it. */
  conditions: conditions.optional(),
  priority: fields.priority,
  escalateToUserId: fields.escalateToUserId,
  escalateToTeamId: fields.escalateToTeamId,
  cooldownHours: fields.cooldownHours,
}
export const BacktestBody = z.strictObject({ from: WireInstant, to: WireInstant.optional(), ...draft })
export type BacktestBody = z.infer<typeof BacktestBody>

/** The same from our own screen, also of a rule that does not exist yet. */
export const BacktestInput = z.strictObject({
  ruleId: RuleId.optional(),
  from: z.number().int(),
  to: z.number().int().optional(),
  ...draft,
})
export type BacktestInput = z.infer<typeof BacktestInput>

/** A rule that is not saved, or not saved like this; left out: the rules as they are. */
export const CheckInput = z.strictObject({
  rule: z
    .strictObject({
      id: RuleId.nullable(),
      name: text(200),
      priority: z.number().int(),
      conditions,
      escalateToUserId: text(200).nullable(),
      escalateToTeamId: text(200).nullable(),
    })
    .optional(),
})

export const FreshnessBody = z.strictObject({
  metric: text(100),
  /** Hours after which a reading no longer counts; null: it counts for good. */
  hours: z.number().positive().max(8_760).nullable(),
})

/** Rules as a file. People are named by email and teams by name, so that it fits another installation. */
const FileRule = z.strictObject({
  name: text(200),
  description: anyText(2_000).nullish(),
  priority: z.number().int().min(-1_000_000).max(1_000_000).default(0),
  conditions,
  escalateToEmail: text(254).nullish(),
  escalateToTeam: text(200).nullish(),
  teamPick: z.enum(TEAM_PICKS).default('least_loaded'),
  cooldownHours: z.number().min(0).max(8_760).default(DEFAULTS.cooldownHours),
  capPerHour: z.number().int().min(1).max(10_000).default(DEFAULTS.capPerHour),
})
export const RulesFile = z.strictObject({
  format: z.literal('hoist-rules'),
  version: z.literal(1),
  rules: z.array(FileRule).max(MOST_RULES),
})
export type RulesFile = z.infer<typeof RulesFile>
