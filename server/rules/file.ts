import { z } from 'zod'
import { DomainError, type Issue } from '../../shared/errors.ts'
import { refuseIssues } from '../../shared/issues.ts'
import type { RuleSnapshot } from '../../shared/rules/history.ts'
import { RulesFile } from '../../shared/rules/schema.ts'
import { normalise } from '../../shared/search.ts'
import type { Caller } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { listMembers } from '../people/members/store.ts'
import { listTeams } from '../people/teams/store.ts'
import { addRules, type RuleParts } from './service.ts'
import { listRuleRows } from './store.ts'
import { understand } from './understand.ts'

/** The JSON schema of the file, for editors. */
export function rulesFileSchema(): Record<string, unknown> {
  return z.toJSONSchema(RulesFile, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>
}

/** Every rule as a file that another installation can read; modes are left out: what comes in is off. */
export async function exportRules(conn: Reader, organizationId: string): Promise<RulesFile> {
  const emails = new Map((await listMembers(conn, organizationId)).map(({ userId, email }) => [userId, email]))
  const teams = new Map((await listTeams(conn, organizationId)).map(({ id, name }) => [id, name]))
  const rules = await listRuleRows(conn, organizationId)
  return {
    format: 'hoist-rules',
    version: 1,
    rules: rules.map((rule) => ({
      name: rule.name,
      description: rule.description,
      priority: rule.priority,
      conditions: rule.conditions,
      escalateToEmail: emails.get(rule.escalateToUserId ?? '') ?? null,
      escalateToTeam: teams.get(rule.escalateToTeamId ?? '') ?? null,
      teamPick: rule.teamPick,
      cooldownHours: rule.cooldownHours,
      capPerHour: rule.capPerHour,
    })),
  }
}

/**
 * Adds the rules of a file, switched off, all or none. Throws bad_request with the path of every mistake: a condition, an
 * address of nobody here, a team that is missing.
 */
export async function importRules(app: RuleParts, caller: Caller, file: RulesFile): Promise<string[]> {
  const { organizationId } = caller
  const people = new Map((await listMembers(app.db.read, organizationId)).map((one) => [one.email, one.userId]))
  const teams = new Map((await listTeams(app.db.read, organizationId)).map(({ id, name }) => [normalise(name), id]))
  const issues: Issue[] = []
  const rules: RuleSnapshot[] = []
  for (const [at, { escalateToEmail, escalateToTeam, conditions: asked, ...fields }] of file.rules.entries()) {
    const path = ['rules', at]
    const escalateToUserId = people.get(escalateToEmail?.toLowerCase() ?? '') ?? null
    const escalateToTeamId = teams.get(normalise(escalateToTeam ?? '')) ?? null
    if (escalateToEmail && escalateToUserId === null)
      issues.push({ path: [...path, 'escalateToEmail'], message: `Nobody here has the address ${escalateToEmail}` })
    if (escalateToTeam && escalateToTeamId === null)
      issues.push({ path: [...path, 'escalateToTeam'], message: `There is no team called ${escalateToTeam}` })
    if (!escalateToEmail === !escalateToTeam)
      issues.push({ path: [...path, 'escalateToEmail'], message: 'Name an address or a team, and not both' })
    try {
      const conditions = await understand(app.db.read, organizationId, asked)
      const target = { escalateToUserId, escalateToTeamId }
      rules.push({ ...fields, description: fields.description ?? null, conditions, mode: 'off', ...target })
    } catch (error) {
      if (!(error instanceof DomainError) || error.issues === undefined) throw error
      issues.push(...error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })))
    }
  }
  refuseIssues(issues)
  return app.db.write((tx) => addRules(app, tx, caller, rules, app.clock.now()))
}
