import type { Issue } from '../../shared/errors.ts'
import { refuseIssues } from '../../shared/issues.ts'
import { optionalInstant } from '../../shared/time/wire.ts'
import type { WorkflowChange } from '../../shared/workflows/change.ts'
import type { WorkflowBody } from '../../shared/workflows/schema.ts'
import type { Caller } from '../context.ts'
import { findCustomers } from '../customers/store.ts'
import type { Reader } from '../db/engine.ts'
import { memberIdsByEmail } from '../people/members/lookup.ts'

/**
 * The changes that these bodies ask for. Throws bad_request with `[index, field]` for an unknown customer or for an
 * assignee who is no member.
 */
export async function workflowChanges(
  conn: Reader,
  { organizationId, timeZone }: Pick<Caller, 'organizationId' | 'timeZone'>,
  bodies: readonly WorkflowBody[],
): Promise<WorkflowChange[]> {
  const customers = await findCustomers(
    conn,
    organizationId,
    bodies.flatMap((body) => body.customer ?? []),
  )
  const members = await memberIdsByEmail(
    conn,
    organizationId,
    bodies.flatMap((body) => body.assigneeEmail ?? []),
  )
  refuseIssues(
    bodies.flatMap(({ customer, assigneeEmail }, index) => {
      const issues: Issue[] = []
      if (customer !== undefined && !customers.has(customer))
        issues.push({ path: [index, 'customer'], message: 'There is no such customer' })
      if (assigneeEmail && !members.has(assigneeEmail)) {
        const message = `${assigneeEmail} is not a member: invite them first`
        issues.push({ path: [index, 'assigneeEmail'], message })
      }
      return issues
    }),
  )
  return bodies.map(({ customer, assigneeEmail, dueAt, ...rest }) => ({
    ...rest,
    customerId: customer === undefined ? undefined : customers.get(customer)?.id,
    assigneeId: typeof assigneeEmail === 'string' ? members.get(assigneeEmail) : assigneeEmail,
    dueAt: optionalInstant(dueAt, timeZone),
  }))
}
