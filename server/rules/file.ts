import { z } from 'zod'
import { DomainError, type Issue } from '../../shared/errors.ts'
import { refuseIssues } from '../../shared/issues.ts'
import { describeCondition } from '../../shared/rules/describe.ts'
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

/** A rule of a file as it would be made here. */
type ReadRule = { rule: RuleSnapshot; target: { kind: 'user' | 'team'; name: string } }

/**
 * Reads the rules of a file against the people, teams and fields of this organization. Throws bad_request with the path
 * of every mistake: a condition, an address of nobody here, a team that is missing.
 */
async function readRules(conn: Reader, organizationId: string, file: RulesFile): Promise<ReadRule[]> {
  const people = new Map((await listMembers(conn, organizationId)).map((one) => [one.email, one]))
  const teams = new Map((await listTeams(conn, organizationId)).map((team) => [normalise(team.name), team]))
  const issues: Issue[] = []
  const rules: ReadRule[] = []
  for (const [at, { escalateToEmail, escalateToTeam, conditions: asked, ...fields }] of file.rules.entries()) {
    const path = ['rules', at]
    const person = people.get(escalateToEmail?.toLowerCase() ?? '')
    const team = teams.get(normalise(escalateToTeam ?? ''))
    if (escalateToEmail && !person)
      issues.push({ path: [...path, 'escalateToEmail'], message: `Nobody here has the address ${escalateToEmail}` })
    if (escalateToTeam && !team)
      issues.push({ path: [...path, 'escalateToTeam'], message: `There is no team called ${escalateToTeam}` })
    if (!escalateToEmail === !escalateToTeam)
      issues.push({ path: [...path, 'escalateToEmail'], message: 'Name an address or a team, and not both' })
    try {
      const conditions = await understand(conn, organizationId, asked)
      const ids = { escalateToUserId: person?.userId ?? null, escalateToTeamId: team?.id ?? null }
      rules.push({
        rule: { ...fields, description: fields.description ?? null, conditions, mode: 'off', ...ids },
        target: team ? { kind: 'team', name: team.name } : { kind: 'user', name: person?.name ?? '' },
      })
    } catch (error) {
      if (!(error instanceof DomainError) || error.issues === undefined) throw error
      issues.push(...error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })))
    }
  }
  refuseIssues(issues)
  return rules
}

/** What a file would add: changes nothing. Throws bad_request with the path of every mistake. */
export async function previewRules(conn: Reader, organizationId: string, file: RulesFile) {
  const read = await readRules(conn, organizationId, file)
  const here = new Set((await listRuleRows(conn, organizationId)).map(({ name }) => normalise(name)))
  return read.map(({ rule: { name, priority, conditions }, target }) => ({
    name,
    priority,
    words: describeCondition(conditions),
    target,
    /** There is a rule of this name already. */
    isHere: here.has(normalise(name)),
  }))
}

/** Adds the rules of a file, switched off, all or none. Throws bad_request with the path of every mistake. */
export async function importRules(app: RuleParts, caller: Caller, file: RulesFile): Promise<string[]> {
  const rules = (await readRules(app.db.read, caller.organizationId, file)).map(({ rule }) => rule)
  return app.db.write((tx) => addRules(app, tx, caller, rules, app.clock.now()))
}
