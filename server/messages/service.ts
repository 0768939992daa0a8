import { setImmediate as turn } from 'node:timers/promises'
import { type ReadMessage, readMessage } from '../../shared/messages/read.ts'
import type { MessageResult } from '../../shared/messages/schema.ts'
import { latestBy } from '../../shared/signals/fold.ts'
import { worstOf } from '../../shared/alerts/risk.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Caller, Context } from '../context.ts'
import { setLatest } from '../customers/store.ts'
import { inBatches } from '../db/batches.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { alertAtOnce, type Arrival, arrivalOf, rowOf } from './arrival.ts'
import { findSenders } from './senders.ts'
import { insertMessages, knownMessages, type MessageRow } from './store.ts'

type Parts = Context & { triggers: TriggerEngine }
/** Whose messages they are, and in which zone a time without one is meant. */
export type Recipient = Pick<Caller, 'organizationId' | 'timeZone'>

/** Items read before the event loop gets its turn. */
const READ_AT_ONCE = 200

/**
 * Takes messages in, each on its own: a malformed one rejects only itself, an id that was stored before is a duplicate.
 * A message of an unknown sender is kept without a customer until somebody says whose it is. What is reported as stored
 * is committed. With `history` (imports) nothing is acted on.
 * @returns a result per item, in order
 */
export async function storeMessages(
  app: Parts,
  caller: Recipient,
  items: readonly unknown[],
  { history = false }: { history?: boolean } = {},
): Promise<MessageResult[]> {
  const receivedAt = app.clock.now()
  const results: MessageResult[] = []
  const readable: { index: number; message: ReadMessage }[] = []
  const repeats: { index: number; id: string }[] = []
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % READ_AT_ONCE === 0) await turn()
    const reading = readMessage(item, { now: receivedAt, zone: caller.timeZone, history })
    if (!reading.ok) {
      results[index] = { id: reading.id, status: 'rejected', messageId: null, issues: reading.issues }
    } else if (seen.has(reading.value.id)) {
      repeats.push({ index, id: reading.value.id })
    } else {
      seen.add(reading.value.id)
      readable.push({ index, message: reading.value })
    }
  }
  const arrival = await arrivalOf(
    app,
    caller.organizationId,
    readable.map((one) => one.message),
    { isImport: history, receivedAt },
  )
  const stored = await inBatches(app, readable, (tx, batch) => storeBatch(app, tx, caller, batch, arrival))
  const messageIds = new Map(stored.map((one) => [one.id, one.messageId]))
  for (const { index, ...result } of stored) results[index] = result
  for (const { index, id } of repeats)
    results[index] = { id, status: 'duplicate', messageId: messageIds.get(id) ?? null }
  return results
}

async function storeBatch(
  app: Parts,
  tx: Writer,
  caller: Recipient,
  batch: readonly { index: number; message: ReadMessage }[],
  arrival: Arrival,
) {
  const { organizationId } = caller
  const messages = batch.map(({ message }) => message)
  const known = await knownMessages(
    tx,
    organizationId,
    messages.map((message) => message.id),
  )
  const fresh = messages.filter((message) => !known.has(message.id))
  const senders = await findSenders(tx, organizationId, fresh)
  const rows = fresh.map((message, at) =>
    rowOf(organizationId, message, senders[at] ?? { customerId: null, contactId: null }, arrival),
  )
  await insertMessages(tx, rows)
  const live = new Set(fresh.filter((message) => !message.history).map((message) => message.id))
  await tell(app, tx, organizationId, rows, { live, receivedAt: arrival.receivedAt })
  await alertAtOnce(tx, organizationId, rows, arrival)
  const ids = new Map(rows.map((row) => [row.externalId, row.id]))
  return batch.map(({ index, message: { id } }) => {
    const status: MessageResult['status'] = known.has(id) ? 'duplicate' : 'stored'
    return { index, id, status, messageId: known.get(id) ?? ids.get(id) ?? null }
  })
}

/** Moves the customers' latest messages on and tells the engine of those that have just come. */
async function tell(
  app: Parts,
  tx: Writer,
  organizationId: string,
  rows: readonly MessageRow[],
  { live, receivedAt }: { live: ReadonlySet<string>; receivedAt: Instant },
): Promise<void> {
  const mapped = rows.flatMap(({ customerId, externalId, direction, at, riskLevel }) =>
    customerId === null ? [] : [{ customerId, externalId, direction, at, riskLevel }],
  )
  for (const [direction, field] of [
    ['inbound', 'lastInboundAt'],
    ['outbound', 'lastOutboundAt'],
  ] as const) {
    const sent = mapped.filter((one) => one.direction === direction)
    const latest = latestBy(
      sent,
      (one) => one.customerId,
      (one) => one.at,
    )
    await setLatest(tx, organizationId, field, latest)
  }
  const arrived = mapped.filter((one) => live.has(one.externalId))
  const wrote = Map.groupBy(
    arrived.filter((one) => one.direction === 'inbound'),
    (one) => one.customerId,
  )
  for (const customerId of new Set(arrived.map((one) => one.customerId)))
    await app.triggers.markReply(tx, organizationId, customerId, receivedAt)
  for (const [customerId, messages] of wrote) {
    const riskLevel = worstOf(messages.map((one) => one.riskLevel))
    await app.triggers.latchMessage(tx, organizationId, customerId, { receivedAt, riskLevel, news: 'arrival' })
  }
  const customers = [...new Set(mapped.map((one) => one.customerId))]
  tx.afterCommit(() => {
    if (customers.length > 8) announce(organizationId, { topic: 'customer' })
    else for (const id of customers) announce(organizationId, { topic: 'customer', id })
  })
}
