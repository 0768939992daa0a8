import { badField, DomainError } from '../../shared/errors.ts'
import { type Condition, LIMITS } from '../../shared/rules/condition.ts'
import { type RuleField, ruleFields } from '../../shared/rules/fields.ts'
import { parseConditions } from '../../shared/rules/parse.ts'
import type { Reader } from '../db/engine.ts'
import { findTeam } from '../escalations/recipient-store.ts'
import { metricNames, propertyNames } from '../facts/store.ts'
import { requireMember } from '../people/members/lookup.ts'

/** The catalogue of fields that rules of this organization may read. */
export async function catalogueOf(conn: Reader, organizationId: string): Promise<RuleField[]> {
  const metrics = await metricNames(conn, organizationId)
  return ruleFields(metrics, await propertyNames(conn, organizationId))
}

/**
 * What a condition says, as it will be stored. Throws too_large over 64 KB, and bad_request with the path of every
 * mistake.
 */
export async function understand(conn: Reader, organizationId: string, input: unknown): Promise<Condition> {
  refuseHuge(input)
  const fields = await catalogueOf(conn, organizationId)
  const { condition, issues } = parseConditions(input, new Map(fields.map((field) => [field.field, field])))
  if (condition) return condition
  throw new DomainError('bad_request', issues[0]?.message ?? 'The condition is not understood', { issues })
}

function refuseHuge(input: unknown): void {
  let bytes = 0
  try {
    bytes = Buffer.byteLength(JSON.stringify(input) ?? '')
  } catch {
    // Too deep even to be written: reading it says where.
  }
  if (bytes > LIMITS.bytes)
    throw new DomainError('too_large', `A condition has at most ${LIMITS.bytes} bytes; this one has ${bytes}`, {
      issues: [{ path: ['conditions'], message: `At most ${LIMITS.bytes} bytes` }],
      details: { limit: LIMITS.bytes },
    })
}

/** Throws bad_request unless the organization has this member or team. */
export async function requireTarget(
  conn: Reader,
  organizationId: string,
  target: { escalateToUserId?: string | null | undefined; escalateToTeamId?: string | null | undefined },
): Promise<void> {
  if (target.escalateToUserId) await requireMember(conn, organizationId, target.escalateToUserId, ['escalateToUserId'])
  if (target.escalateToTeamId && !(await findTeam(conn, organizationId, target.escalateToTeamId)))
    throw badField(['escalateToTeamId'], 'There is no such team in this organization')
}
