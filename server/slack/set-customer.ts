import { badField, notFound } from '../../shared/errors.ts'
import type { SetChannelCustomer } from '../../shared/slack/schema.ts'
import type { Caller, Context } from '../context.ts'
import { findCustomers } from '../customers/store.ts'
import { giveTo } from '../messages/give-to.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { channelsById, updateChannel } from './store.ts'

/**
 * Says whose a Slack conversation is: from now on whoever writes there writes for that customer, and what waits there
 * unmapped goes to it. With null the next messages are known by their senders again; what has its customer keeps it.
 * Throws not_found for an unknown conversation, bad_request for an unknown customer.
 */
export async function setChannelCustomer(
  app: Context & { triggers: TriggerEngine },
  { organizationId, actor }: Caller,
  { id, customerId }: SetChannelCustomer,
): Promise<{ messages: number }> {
  return app.db.write(async (tx) => {
    const channel = (await channelsById(tx, organizationId, [id])).get(id)
    if (!channel) throw notFound('Conversation')
    if (customerId !== null && !(await findCustomers(tx, organizationId, [customerId])).has(customerId))
      throw badField(['customerId'], 'There is no such customer')
    if (channel.customerId === customerId) return { messages: 0 }
    const at = app.clock.now()
    await updateChannel(tx, organizationId, id, { customerId, updatedAt: at })
    const messages = customerId === null ? 0 : await giveTo(app, tx, organizationId, { channel: id }, { customerId })
    const details = { channel: id, name: channel.name, messages }
    const entries = [
      { customer: channel.customerId, type: 'channel.unmapped' },
      { customer: customerId, type: 'channel.mapped' },
    ].flatMap(({ customer, type }) =>
      customer === null ? [] : [{ subject: `customer:${customer}`, type, actor, at, details }],
    )
    await appendTimeline(tx, organizationId, entries)
    return { messages }
  })
}
