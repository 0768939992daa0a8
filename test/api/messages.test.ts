import { beforeAll, describe, expect, it } from 'vitest'
import { HOUR, toIso } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type EscalationWorld, escalationWorld } from '../support/escalation-world.ts'

const received = { id: 'message', type: 'event', config: { eventType: 'message_received' } } as const

describe.each(engines.map((engine) => engine.name))('messages on %s', (engine) => {
  let w: EscalationWorld
  let count = 0
  const message = (more: object) => ({ id: `m${++count}`, channel: 'D1', direction: 'inbound', text: 'Hello', ...more })
  const hand = async (...items: unknown[]) => {
    const { status, body } = await w.post('admin', '/api/messages', items)
    expect(status).toBe(202)
    await w.drain()
    return body.results
  }
  const acme = async () => (await w.rest('viewer', 'GET', '/api/customers/ext:acme')).body
  const written = async () =>
    (await w.trpc('viewer').customers.messages.query({ customerId: (await acme()).id })).messages

  beforeAll(async () => {
    w = await escalationWorld(engine)
    const contact = {
      externalId: 'P-1',
      customer: 'ext:acme',
      name: 'Paula',
      email: 'paula@acme.example',
      slackUserId: 'U0001234',
    }
    await w.post('admin', '/api/contacts', contact)
  })

  it('stores each once and rejects only what is malformed', async () => {
    const first = message({ customer: 'ext:acme' })
    const results = await hand(first, { ...message({}), text: '' }, first, {
      id: 'x',
      channel: 'c',
      direction: 'in',
      text: 'y',
    })
    const messageId = results[0].messageId
    expect(results).toEqual([
      { id: first.id, status: 'stored', messageId: expect.any(String) },
      {
        id: expect.any(String),
        status: 'rejected',
        messageId: null,
        issues: [expect.objectContaining({ path: ['text'] })],
      },
      { id: first.id, status: 'duplicate', messageId },
      { id: 'x', status: 'rejected', messageId: null, issues: [expect.objectContaining({ path: ['direction'] })] },
    ])
    expect(await hand(first)).toEqual([{ id: first.id, status: 'duplicate', messageId }])
    expect((await w.post('admin', '/api/messages', first)).status).toBe(400)
    expect((await w.post('viewer', '/api/messages', [])).status).toBe(403)
  })

  it.each(['ext:P-1', 'P-1', 'Paula@acme.example', 'U0001234'])('knows the sender by %s', async (contact) => {
    const sent = message({ contact, text: `from ${contact}` })
    await hand(sent)
    expect((await written()).find((one) => one.text === sent.text)).toMatchObject({ contactName: 'Paula' })
  })

  it('remembers when either side wrote last, and never goes back', async () => {
    const now = w.clock.now()
    await hand(message({ customer: 'ext:acme', direction: 'outbound', at: toIso(now - 2 * HOUR) }))
    await hand(message({ customer: 'ext:acme', direction: 'outbound', at: toIso(now - 3 * HOUR) }))
    expect(await acme()).toMatchObject({ lastInboundAt: toIso(now), lastOutboundAt: toIso(now - 2 * HOUR) })
  })

  it('wakes what waits for a message, but not for history', async () => {
    w.clock.advance(HOUR)
    const id = await w.workflow(w.anna)
    await w.escalate(id, w.ben, [received])
    await hand(message({ customer: 'ext:acme', at: toIso(w.clock.now() - 2 * HOUR) }))
    await hand(message({ customer: 'ext:acme', direction: 'outbound' }))
    expect((await w.show(id)).flowAction.phase).toBe('armed')
    await hand(message({ contact: 'ext:P-1' }))
    expect((await w.show(id)).flowAction).toMatchObject({ phase: 'fired', firedTrigger: { id: 'message' } })
  })

  it('keeps messages of unknown senders until somebody says whose they are', async () => {
    const at = toIso(w.clock.now())
    await hand(
      message({ contact: 'stranger@new.example', text: 'first' }),
      message({ contact: 'stranger@new.example', text: 'second' }),
      message({ customer: 'ext:unknown' }),
    )
    const admin = w.trpc('admin')
    const senders = await admin.alerts.unmapped.query()
    const lastAt = w.clock.now()
    const stranger = { contact: 'stranger@new.example', customer: null, messages: 2, lastAt }
    expect(senders).toContainEqual(expect.objectContaining({ ...stranger, suggestions: [] }))
    const unknown = { contact: null, customer: 'ext:unknown', messages: 1, lastAt }
    expect(senders).toContainEqual(expect.objectContaining(unknown))
    const { id: customerId } = await acme()
    const sender = { contact: 'stranger@new.example', customer: null }
    expect(await admin.alerts.mapSender.mutate({ ...sender, customerId })).toEqual({ messages: 2 })
    await hand(message({ contact: 'Stranger@New.example', text: 'third' }))
    expect((await written()).map((one) => one.text)).toEqual(expect.arrayContaining(['first', 'second', 'third']))
    expect((await acme()).lastInboundAt).toBe(at)
    await expect(admin.alerts.mapSender.mutate({ ...sender, customerId: 'nobody' })).rejects.toThrow('no such customer')
    await expect(w.trpc('member').alerts.unmapped.query()).rejects.toThrow('role')
  })
})
