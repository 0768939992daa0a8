import type { EscalateBody } from '../../shared/escalations/bodies.ts'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import { DomainError, type Issue } from '../../shared/errors.ts'
import type { Trigger } from '../../shared/triggers/schema.ts'
import { validateTriggers } from '../../shared/triggers/validate.ts'
import type { Caller, Context } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { findTargets, type Targets } from '../triggers/targets.ts'

/** Throws bad_request with every issue of the set that its schema cannot see. */
export function requireTriggers(
  { clock }: Pick<Context, 'clock'>,
  caller: Caller,
  body: Pick<EscalateBody, 'triggers' | 'allowPast'>,
  kind: FlowKind,
): void {
  const context = { kind, now: clock.now(), organizationZone: caller.timeZone, allowPast: body.allowPast }
  const issues = validateTriggers(body.triggers, context)
  refuse(issues)
}

/** The set with Hoist's ids in it. Throws bad_request where it waits for a workflow or action that there is not. */
export async function requireKnownTargets(
  conn: Reader,
  organizationId: string,
  triggers: readonly Trigger[],
): Promise<Targets> {
  const targets = await findTargets(conn, organizationId, triggers)
  refuse(targets.issues)
  return targets
}

function refuse(issues: Issue[]): void {
  const [first] = issues
  if (first) throw new DomainError('bad_request', `${first.path.join('.')}: ${first.message}`, { issues })
}
