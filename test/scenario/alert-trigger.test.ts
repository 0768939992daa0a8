import { describe, expect, it } from 'vitest'
import { SAYS } from '../support/alert-texts.ts'
import { type EscalationWorld, escalationWorld } from '../support/escalation-world.ts'

/** Waits for a message that is at least so risky. */
const risky = (minRisk: string) =>
  ({ id: 'message', type: 'event', config: { eventType: 'message_received', eventConfig: { minRisk } } }) as never

async function write(w: EscalationWorld, id: string, text: string) {
  const message = { id, customer: 'ext:acme', channel: 'C0ACME001', direction: 'inbound', text }
  expect((await w.post('admin', '/api/messages', [message])).status).toBe(202)
  await w.drain()
}

describe('an escalation that waits for a risky message', () => {
  it('knows the risk when the message arrives', async () => {
    const w = await escalationWorld()
    const [high, critical] = [await w.workflow(), await w.workflow()]
    await w.escalate(high, w.ben, [risky('high')])
    await w.escalate(critical, w.ben, [risky('critical')])
    const phases = async () => [(await w.show(high)).flowAction.phase, (await w.show(critical)).flowAction.phase]
    await write(w, 'm1', SAYS.medium)
    expect(await phases()).toEqual(['armed', 'armed'])
    await write(w, 'm2', SAYS.high)
    expect(await phases()).toEqual(['fired', 'armed'])
    await write(w, 'm3', SAYS.critical)
    expect(await phases()).toEqual(['fired', 'fired'])
  })
})
