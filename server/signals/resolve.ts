import type { Issue } from '../../shared/errors.ts'
import type { ReadSignal } from '../../shared/signals/read.ts'
import { findCustomers } from '../customers/store.ts'
import type { Reader } from '../db/engine.ts'
import { findWorkflows, knownActions } from '../workflows/store.ts'

/** A signal about something that the organization has. */
export type KnownSignal = ReadSignal & { customerId: string | null; workflowId: string | null }

/** For each signal, what it is about, or why nothing is. */
export async function resolveSignals(
  conn: Reader,
  organizationId: string,
  signals: readonly ReadSignal[],
): Promise<(KnownSignal | { issues: Issue[] })[]> {
  const customers = await findCustomers(
    conn,
    organizationId,
    signals.flatMap((signal) => signal.customer ?? []),
  )
  const workflows = await findWorkflows(
    conn,
    organizationId,
    signals.flatMap((signal) => signal.workflow ?? []),
  )
  const stepped = signals.flatMap(({ actionId, workflow }) =>
    actionId === undefined ? [] : (workflows.get(workflow ?? '')?.id ?? []),
  )
  const actions = await knownActions(conn, organizationId, [...new Set(stepped)])
  return signals.map((signal) => {
    const customer = customers.get(signal.customer ?? '')
    const workflow = workflows.get(signal.workflow ?? '')
    const issues: Issue[] = []
    if (signal.customer !== undefined && !customer)
      issues.push({ path: ['customer'], message: 'There is no such customer' })
    if (signal.workflow !== undefined && !workflow)
      issues.push({ path: ['workflow'], message: 'There is no such workflow' })
    if (workflow && signal.actionId !== undefined && !actions.has(`${workflow.id}/${signal.actionId}`))
      issues.push({ path: ['actionId'], message: 'The workflow has no such action' })
    if (issues.length > 0) return { issues }
    return { ...signal, customerId: customer?.id ?? workflow?.customerId ?? null, workflowId: workflow?.id ?? null }
  })
}
