import { and, eq } from 'drizzle-orm'
import type { EngineName } from './engines.ts'
import { escalationWorld } from './escalation-world.ts'
import type { TestAppOptions } from './harness.ts'

/** A world with workflows and short ways to make rules, to feed facts in and to see what rules did. */
export async function ruleWorld(engine: EngineName = 'sqlite', options: TestAppOptions = {}) {
  const w = await escalationWorld(engine, options)
  const { app, organizationId } = w

  /** Makes a rule for Ben on a health score below 30 unless said otherwise; returns it as REST shows it. */
  async function rule(more: Record<string, unknown> = {}) {
    const body = {
      name: 'Low health',
      conditions: { health_score: { operator: '<', value: 30 } },
      ...(more['escalateToTeamId'] === undefined && { escalateToUserId: w.ben.userId }),
      mode: 'on',
      ...more,
    }
    const { status, body: made, text } = await w.post('admin', '/api/rules', body)
    if (status !== 200) throw new Error(text)
    await w.drain()
    return made
  }

  async function change(id: string, more: Record<string, unknown>) {
    const { status, body, text } = await w.rest('admin', 'PUT', `/api/rules/${id}`, more)
    if (status !== 200) throw new Error(text)
    await w.drain()
    return body
  }

  /** The history of a rule, oldest first: `type` or, with a reason to tell, `type: reason`. */
  async function history(id: string): Promise<{ type: string; workflowId?: string; reason?: string; at: string }[]> {
    const { body } = await w.rest('admin', 'GET', `/api/rules/${id}/history`)
    return body.events.toReversed()
  }
  const types = async (id: string) => (await history(id)).map(({ type }) => type)

  /** A fact of Acme by REST, as a CRM would tell it. */
  async function customer(facts: Record<string, unknown>, externalId = 'acme') {
    const { status, text } = await w.post('admin', '/api/customers', { externalId, ...facts })
    if (status !== 200) throw new Error(text)
    await w.drain()
  }

  async function deEscalate(workflowId: string) {
    const { status, text } = await w.post('admin', '/api/workflows/de-escalate-now', { workflowId })
    if (status !== 200) throw new Error(text)
    await w.drain()
  }

  /** Escalations that rules started on a workflow, with whom they went to. */
  async function escalations(workflowId?: string) {
    const { flowAction } = app.db.t
    return app.db.read
      .select()
      .from(flowAction)
      .where(
        and(
          eq(flowAction.organizationId, organizationId),
          eq(flowAction.source, 'rule'),
          workflowId === undefined ? undefined : eq(flowAction.workflowId, workflowId),
        ),
      )
      .orderBy(flowAction.id)
  }
  const simulate = async (workflowId: string) => (await w.post('admin', '/api/rules/simulate', { workflowId })).body

  return { ...w, rule, change, history, types, customer, deEscalate, escalations, simulate }
}

export type RuleWorld = Awaited<ReturnType<typeof ruleWorld>>
