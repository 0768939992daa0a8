import { z } from 'zod'
import { notFound } from '../../shared/errors.ts'
import { RULE_EVENTS } from '../../shared/rules/history.ts'
import { operatorsOf } from '../../shared/rules/operand.ts'
import {
  BacktestInput,
  CheckInput,
  FreshnessBody,
  OverrideBody,
  PreviewBody,
  ReleaseBody,
  ReorderBody,
  RuleBody,
  RuleChange,
  RuleId,
  RulesFile,
  SimulateBody,
} from '../../shared/rules/schema.ts'
import { TEMPLATES } from '../../shared/rules/templates.ts'
import { Reference, text } from '../../shared/text.ts'
import { procedure, router } from '../trpc/init.ts'
import { backtestAsk } from './backtest/ask.ts'
import { checkRules } from './check.ts'
import { exportRules, importRules, previewRules } from './file.ts'
import { freshnessOfAll, setFreshness } from './freshness.ts'
import { ruleHistory } from './history.ts'
import { matchingNow } from './matching.ts'
import { rulesOnWorkflow } from './on-workflow.ts'
import { overrideRule, undoOverride } from './override.ts'
import { ruleView, ruleViews } from './present.ts'
import { listQuarantined } from './quarantine-list.ts'
import { releaseQuarantined, resumeRule } from './quarantine.ts'
import { createRule, duplicateRule, removeRule, reorderRules, restoreRule, updateRule } from './service.ts'
import { simulate } from './simulate.ts'
import { catalogueOf, understand } from './understand.ts'

const admin = procedure('admin')
const Id = z.strictObject({ id: RuleId })
const cursor = z.string().max(2_000).optional()

export const rulesRouter = router({
  /** The catalogue of fields that rules may read, with the metrics and properties of this organization. */
  fields: admin.query(async ({ ctx: { app, caller } }) => {
    const fields = await catalogueOf(app.db.read, caller.organizationId)
    return fields.map((field) => ({ ...field, operators: operatorsOf(field) }))
  }),

  /** Every rule in the order in which they win. */
  list: admin.query(({ ctx: { app, caller } }) => ruleViews(app.db.read, caller.organizationId, app.clock.now())),

  get: admin.input(Id).query(async ({ ctx: { app, caller }, input }) => {
    const rule = await ruleView(app.db.read, caller.organizationId, input.id, app.clock.now())
    if (!rule) throw notFound('Rule')
    return rule
  }),

  templates: admin.query(() => TEMPLATES),

  /** What a condition says and how many open workflows it matches now; nothing is saved. */
  preview: admin.input(PreviewBody).query(async ({ ctx: { app, caller }, input }) => {
    const conditions = await understand(app.db.read, caller.organizationId, input.conditions)
    return matchingNow(app, caller, conditions)
  }),

  create: admin
    .input(RuleBody)
    .mutation(async ({ ctx: { app, caller }, input }) => ({ id: await createRule(app, caller, input) })),

  /** Also switches: `mode`, with `onEnable` for what matches already. */
  update: admin
    .input(z.strictObject({ id: RuleId, change: RuleChange }))
    .mutation(({ ctx: { app, caller }, input }) => updateRule(app, caller, input.id, input.change)),

  remove: admin.input(Id).mutation(({ ctx: { app, caller }, input }) => removeRule(app, caller, input.id)),

  duplicate: admin
    .input(Id)
    .mutation(async ({ ctx: { app, caller }, input }) => ({ id: await duplicateRule(app, caller, input.id) })),

  /** The first one wins. */
  reorder: admin
    .input(ReorderBody)
    .mutation(({ ctx: { app, caller }, input }) => reorderRules(app, caller, input.ruleIds)),

  history: admin
    .input(
      z.strictObject({
        id: RuleId,
        type: z.enum(RULE_EVENTS).optional(),
        from: z.number().int().optional(),
        to: z.number().int().optional(),
        cursor,
      }),
    )
    .query(({ ctx: { app, caller }, input: { id, ...filter } }) =>
      ruleHistory(app.db.read, caller.organizationId, id, filter),
    ),

  /** Back to what the rule was after that event; its mode stays. */
  restore: admin
    .input(z.strictObject({ id: RuleId, eventId: text(200, 'Say which version') }))
    .mutation(({ ctx: { app, caller }, input }) => restoreRule(app, caller, input.id, input.eventId)),

  simulate: admin
    .input(SimulateBody)
    .query(({ ctx: { app, caller }, input }) => simulate(app.db.read, caller, input.workflowId, app.clock.now())),

  /** Starts a backtest of a rule, with changes that are not saved or of a new one; follow it with `backtestJob`. */
  backtest: admin
    .input(BacktestInput)
    .mutation(async ({ ctx: { app, caller }, input }) => app.backtests.start(await backtestAsk(app, caller, input))),
  backtestJob: admin
    .input(Id)
    .query(({ ctx: { app, caller }, input }) => app.backtests.get(caller.organizationId, input.id)),
  cancelBacktest: admin
    .input(Id)
    .mutation(({ ctx: { app, caller }, input }) => app.backtests.cancel(caller.organizationId, input.id)),

  /** Rules held against each other; with a rule that is not saved, only what concerns that. */
  check: admin.input(CheckInput).query(async ({ ctx: { app, caller }, input }) => {
    const { rule } = input
    if (!rule) return checkRules(app, caller)
    const conditions = await understand(app.db.read, caller.organizationId, rule.conditions)
    return checkRules(app, caller, { ...rule, conditions })
  }),

  exportFile: admin.query(({ ctx: { app, caller } }) => exportRules(app.db.read, caller.organizationId)),
  /** What a file would add; changes nothing. */
  previewFile: admin
    .input(RulesFile)
    .mutation(({ ctx: { app, caller }, input }) => previewRules(app.db.read, caller.organizationId, input)),
  importFile: admin
    .input(RulesFile)
    .mutation(async ({ ctx: { app, caller }, input }) => ({ ids: await importRules(app, caller, input) })),

  quarantine: admin
    .input(z.strictObject({ id: RuleId, cursor }))
    .query(({ ctx: { app, caller }, input }) =>
      listQuarantined(app.db.read, caller.organizationId, input.id, input.cursor),
    ),
  approve: admin
    .input(ReleaseBody.extend({ id: RuleId }))
    .mutation(({ ctx: { app, caller }, input }) =>
      releaseQuarantined(app, caller, input.id, { workflowIds: input.workflowIds, discard: false }),
    ),
  discard: admin
    .input(ReleaseBody.extend({ id: RuleId }))
    .mutation(({ ctx: { app, caller }, input }) =>
      releaseQuarantined(app, caller, input.id, { workflowIds: input.workflowIds, discard: true }),
    ),
  /** After the breaker has stopped it. */
  resume: admin.input(Id).mutation(({ ctx: { app, caller }, input }) => resumeRule(app, caller, input.id)),

  /** For how long readings count, of every metric that was ever read. */
  freshness: admin.query(({ ctx: { app, caller } }) => freshnessOfAll(app.db.read, caller.organizationId)),
  setFreshness: admin
    .input(FreshnessBody)
    .mutation(({ ctx: { app, caller }, input }) => setFreshness(app, caller, input)),

  /** What rules make and made of one workflow, with its overrides. */
  onWorkflow: procedure('read')
    .input(z.strictObject({ workflowId: Reference, cursor }))
    .query(({ ctx: { app, caller }, input }) =>
      rulesOnWorkflow(app.db.read, caller.organizationId, input.workflowId, input.cursor),
    ),
  /** "Not for this workflow." */
  override: procedure('act')
    .input(OverrideBody)
    .mutation(({ ctx: { app, caller }, input }) => overrideRule(app, caller, input)),
  undoOverride: procedure('act')
    .input(OverrideBody)
    .mutation(({ ctx: { app, caller }, input }) => undoOverride(app, caller, input)),
})
