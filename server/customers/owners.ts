import { type CustomerBody, type CustomerChange, customerChange } from '../../shared/customers/schema.ts'
import { refuseIssues } from '../../shared/issues.ts'
import type { Caller } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { memberIdsByEmail } from '../people/members/lookup.ts'

/** The changes that these bodies ask for. Throws bad_request with `[index, 'ownerEmail']` for who is no member. */
export async function customerChanges(
  conn: Reader,
  caller: Pick<Caller, 'organizationId' | 'timeZone'>,
  bodies: readonly CustomerBody[],
): Promise<CustomerChange[]> {
  const owners = await memberIdsByEmail(
    conn,
    caller.organizationId,
    bodies.flatMap((body) => body.ownerEmail ?? []),
  )
  refuseIssues(
    bodies.flatMap(({ ownerEmail }, index) =>
      ownerEmail && !owners.has(ownerEmail)
        ? [{ path: [index, 'ownerEmail'], message: `${ownerEmail} is not a member: invite them first` }]
        : [],
    ),
  )
  return bodies.map((body) => customerChange(body, caller.timeZone, owners))
}
