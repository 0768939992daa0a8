import { DomainError, type Issue } from '../errors.ts'
import type { FlowKind } from '../escalations/schema.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { formatInstant, instantOf } from '../time/zone.ts'
import type { Trigger } from './schema.ts'

export const MAX_TRIGGERS = 3
const YEARS = 10
/** Of leap years, ten years have two or three. */
const FARTHEST = 3_653 * DAY

export type ValidationContext = {
  kind: FlowKind
  now: Instant
  organizationZone: string
  /** The request says that a date that is over is meant so. */
  allowPast?: boolean | undefined
}

/**
 * Everything wrong with a set of triggers that the schema cannot see, each with its path below `triggers`.
 * Whether the workflows that it names exist is for the engine to say.
 */
export function validateTriggers(triggers: readonly Trigger[], context: ValidationContext): Issue[] {
  const issues: Issue[] = []
  if (triggers.length === 0 && context.kind !== 'escalate')
    issues.push({ path: ['triggers'], message: 'Choose at least one trigger: when should it come back?' })
  if (triggers.length > MAX_TRIGGERS)
    issues.push({ path: ['triggers'], message: `Use at most ${MAX_TRIGGERS} triggers` })
  const seen = new Set<string>()
  for (const [index, trigger] of triggers.entries()) {
    const path = ['triggers', index]
    if (seen.has(trigger.id))
      issues.push({ path: [...path, 'id'], message: `Give each trigger an id of its own: ${trigger.id} is used twice` })
    seen.add(trigger.id)
    if (trigger.type === 'date') issues.push(...dateIssues(trigger.config, [...path, 'config'], context))
  }
  return issues
}

function dateIssues(
  config: { date: string; timezone?: string | undefined },
  path: Issue['path'],
  { now, organizationZone, allowPast }: ValidationContext,
): Issue[] {
  let instant: Instant
  try {
    instant = instantOf(config.date, config.timezone, organizationZone)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return (error.issues ?? []).map((issue) => ({ ...issue, path: [...path, ...issue.path] }))
  }
  const at = [...path, 'date']
  if (Math.abs(instant - now) > FARTHEST) return [{ path: at, message: `Choose a date within ${YEARS} years from now` }]
  if (instant < now && !allowPast) {
    const words = formatInstant(instant, config.timezone ?? organizationZone)
    return [{ path: at, message: `${words} is over: choose a date to come, or say allowPast: true` }]
  }
  return []
}
