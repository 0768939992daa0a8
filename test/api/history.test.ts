import { beforeAll, describe, expect, it } from 'vitest'
import { contactChanges } from '../../server/contacts/customers.ts'
import { saveContacts } from '../../server/contacts/service.ts'
import type { Caller } from '../../server/context.ts'
import { customerChanges } from '../../server/customers/owners.ts'
import { saveCustomers } from '../../server/customers/service.ts'
import { storeMessages } from '../../server/messages/service.ts'
import { storeSignals } from '../../server/signals/service.ts'
import { workflowChanges } from '../../server/workflows/resolve.ts'
import { saveWorkflows } from '../../server/workflows/service.ts'
import { OrganizationSettings } from '../../shared/people/settings.ts'
import { engines } from '../support/engines.ts'
import { type EscalationWorld, escalationWorld, healthAtMost, login } from '../support/escalation-world.ts'

const HISTORY = { history: true }

describe.each(engines.map((engine) => engine.name))('what is handed in as history on %s', (engine) => {
  let w: EscalationWorld
  let caller: Caller

  beforeAll(async () => {
    w = await escalationWorld(engine)
    await w.drain()
    const { userId, name } = w.people.admin
    caller = {
      organizationId: w.organizationId,
      userId,
      name,
      role: 'admin',
      timeZone: 'Europe/Berlin',
      settings: OrganizationSettings.parse({}),
      actor: { type: 'user', userId, name },
    }
  })

  const many = Array.from({ length: 90 }, (_, index) => index)
  const at = '2027-01-15T08:00:00Z'
  async function handIn() {
    const { app } = w
    const { read } = app.db
    const customers = many.map((index) => ({
      externalId: `h${index}`,
      name: `Historic ${index}`,
      tags: ['x'],
      metrics: { health_score: index },
      ownerEmail: w.anna.email,
    }))
    const contacts = many.map((index) => ({
      externalId: `p${index}`,
      customer: `ext:h${index}`,
      name: `Person ${index}`,
    }))
    const workflows = many.map((index) => ({
      externalId: `hw${index}`,
      customer: `ext:h${index}`,
      definition: index % 2 === 0 ? 'Renewal' : 'Onboarding',
      assigneeEmail: w.ben.email,
      status: index % 3 === 0 ? ('completed' as const) : ('active' as const),
    }))
    const signals = many.flatMap((index) => [
      { id: `l${index}`, type: 'customer_login', customer: `ext:h${index}`, at },
      { id: `r${index}`, type: 'metric', customer: `ext:h${index}`, metric: 'health_score', value: 1, at },
      { id: `d${index}`, type: 'workflow_action_completed', workflow: `ext:hw${index}`, at },
    ])
    const messages = many.map((index) => ({
      id: `m${index}`,
      contact: `ext:p${index}`,
      channel: 'c',
      direction: 'inbound',
      text: 'Hello',
      at,
    }))
    return {
      customers: await saveCustomers(app, caller, await customerChanges(read, caller, customers), HISTORY),
      contacts: await saveContacts(app, caller, await contactChanges(read, w.organizationId, contacts)),
      workflows: await saveWorkflows(app, caller, await workflowChanges(read, caller, workflows), HISTORY),
      signals: await storeSignals(app, caller, signals, HISTORY),
      messages: await storeMessages(app, caller, messages, HISTORY),
    }
  }

  async function everything() {
    const { t, read } = w.app.db
    return {
      customers: await read.select().from(t.customer).orderBy(t.customer.id),
      metrics: await read.select().from(t.customerMetric).orderBy(t.customerMetric.customerId, t.customerMetric.metric),
      contacts: await read.select().from(t.contact).orderBy(t.contact.id),
      workflows: await read.select().from(t.workflow).orderBy(t.workflow.id),
      definitions: await read.$count(t.workflowDefinition),
      facts: await read.$count(t.factChange),
      timeline: await read.$count(t.timeline),
      signals: await read.$count(t.signal),
      messages: await read.$count(t.message),
      notifications: await read.$count(t.notification),
      dirty: await read.$count(t.dirty),
    }
  }

  it('goes in once: the second time changes nothing at all', async () => {
    const first = await handIn()
    expect(new Set([...first.customers, ...first.contacts, ...first.workflows].map((one) => one.result))).toEqual(
      new Set(['created']),
    )
    expect(new Set([...first.signals, ...first.messages].map((one) => one.status))).toEqual(new Set(['stored']))
    const before = await everything()
    expect(before).toMatchObject({ notifications: 0, dirty: 0, signals: 270, messages: 90 })
    w.clock.advance(60_000)
    const second = await handIn()
    expect(new Set([...second.customers, ...second.contacts, ...second.workflows].map((one) => one.result))).toEqual(
      new Set(['unchanged']),
    )
    expect(new Set([...second.signals, ...second.messages].map((one) => one.status))).toEqual(new Set(['duplicate']))
    expect(await everything()).toEqual(before)
    expect(before.workflows.filter((one) => one.status === 'completed')).toHaveLength(30)
  })

  it('acts on nothing, and yet completes what it says is completed', async () => {
    const id = await w.workflow(w.anna, 'history')
    const waiting = await w.workflow(w.anna, 'waiting')
    const eventConfig = { workflowExecutionId: id }
    await w.escalate(waiting, w.ben, [
      healthAtMost(5),
      login,
      { id: 'done', type: 'event', config: { eventType: 'workflow_action_completed', eventConfig } },
    ])
    await w.escalate(id, w.ben, [login])
    const { app } = w
    const changes = await customerChanges(app.db.read, caller, [{ externalId: 'acme', metrics: { health_score: 1 } }])
    await saveCustomers(app, caller, changes, HISTORY)
    const completed = [{ externalId: 'history', status: 'completed' as const, assigneeEmail: w.carla.email }]
    await saveWorkflows(app, caller, await workflowChanges(app.db.read, caller, completed), HISTORY)
    await storeSignals(app, caller, [{ id: 'hl', type: 'customer_login', customer: 'ext:acme' }], HISTORY)
    await w.drain()
    expect(await w.show(id)).toMatchObject({
      status: 'completed',
      flowAction: null,
      assignee: { userId: w.carla.userId },
    })
    expect((await w.show(waiting)).flowAction.phase).toBe('armed')
    expect(await w.told(w.carla, id)).toEqual([])
  })
})
