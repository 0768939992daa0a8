import type { ContactChange } from '../../shared/contacts/change.ts'
import type { ContactInput } from '../../shared/contacts/schema.ts'
import { refuseIssues } from '../../shared/issues.ts'
import { findCustomers } from '../customers/store.ts'
import type { Reader } from '../db/engine.ts'

/** The changes that these bodies ask for. Throws bad_request with `[index, 'customer']` for an unknown customer. */
export async function contactChanges(
  conn: Reader,
  organizationId: string,
  bodies: readonly ContactInput[],
): Promise<ContactChange[]> {
  const customers = await findCustomers(
    conn,
    organizationId,
    bodies.flatMap((body) => body.customer ?? []),
  )
  refuseIssues(
    bodies.flatMap(({ customer }, index) =>
      customer !== undefined && !customers.has(customer)
        ? [{ path: [index, 'customer'], message: 'There is no such customer' }]
        : [],
    ),
  )
  return bodies.map(({ customer, ...rest }) => ({
    ...rest,
    customerId: customer === undefined ? undefined : customers.get(customer)?.id,
  }))
}
