import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { RULE_EVENTS } from '../../shared/rules/history.ts'
import { day } from './day.ts'
import { shellRoute } from './shell.ts'

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rules',
  component: lazyRouteComponent(() => import('../rules/rules-page.tsx'), 'RulesPage'),
})

const create = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rules/new',
  validateSearch: z.object({ template: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../rules/new-rule-page.tsx'), 'NewRulePage'),
})

const simulate = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rules/simulate',
  validateSearch: z.object({ workflowId: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../rules/simulate-page.tsx'), 'SimulatePage'),
})

const check = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rules/check',
  component: lazyRouteComponent(() => import('../rules/check-page.tsx'), 'CheckPage'),
})

const file = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rules/file',
  component: lazyRouteComponent(() => import('../rules/rules-file-page.tsx'), 'RulesFilePage'),
})

const freshness = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rules/freshness',
  component: lazyRouteComponent(() => import('../rules/freshness-page.tsx'), 'FreshnessPage'),
})

/** What of the rule's history is shown: one kind of event, and of which days. */
const RuleSearch = z.object({ event: z.enum(RULE_EVENTS).optional().catch(undefined), from: day, to: day })
export type RuleSearch = z.infer<typeof RuleSearch>

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rules/$ruleId',
  validateSearch: RuleSearch,
  component: lazyRouteComponent(() => import('../rules/rule-page.tsx'), 'RulePage'),
})

const edit = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rules/$ruleId/edit',
  component: lazyRouteComponent(() => import('../rules/edit-rule-page.tsx'), 'EditRulePage'),
})

export const ruleRoutes = [list, create, simulate, check, file, freshness, one, edit] as const
