import { type AttemptResult, settle } from '../../shared/notifications/schedule.ts'
import { SECOND } from '../../shared/time/instant.ts'
import type { Context } from '../context.ts'
import { type Faults, noFaults } from '../faults.ts'
import { createPulse } from '../jobs/pulse.ts'
import { announce, onHint } from '../live/hints.ts'
import { createDestinations } from './destinations.ts'
import { type Claimed, claim, findClaim, listDue, nextDueAt, saveSettlement } from './outbox-store.ts'
import type { Sender } from './sender.ts'

/** Longer than an attempt can take; what a process that died was sending is free again after this. */
const LEASE = 30 * SECOND
const LOOK_AHEAD = 32

export type Outbox = {
  /** Something may be due. Does nothing unless started. */
  wake(): void
  /** Resolves when everything due now was tried once. */
  drain(): Promise<void>
  start(): void
  /** Claims nothing more and resolves when what is under way is settled. */
  stop(): Promise<void>
}

/**
 * Sends what the outbox holds. Any number of processes may do so at once: a delivery is claimed with a lease, sent
 * outside any transaction and settled by the fence of its claim, so that a process that hung settles nothing.
 */
export function createOutbox({ db, clock, log }: Context, send: Sender, faults: Faults = noFaults): Outbox {
  const destinations = createDestinations()
  const underWay = new Set<Promise<void>>()
  let filling: Promise<number> = Promise.resolve(0)
  let stopListening = () => {}

  const pulse = createPulse('outbox', { clock, log }, async () => {
    await fillInTurn()
    // The end of an attempt wakes the pulse, so only what is waiting for time is asked for here.
    if (destinations.free() === 0) return destinations.reopensAt()
    const due = await nextDueAt(db.read, destinations.closed(clock.now()))
    const reopens = destinations.reopensAt()
    return due === null || reopens === null ? (due ?? reopens) : Math.min(due, reopens)
  })

  function fillInTurn(): Promise<number> {
    filling = filling.then(fill, fill)
    return filling
  }

  /** Claims and begins what may be sent now; returns how many. */
  async function fill(): Promise<number> {
    const now = clock.now()
    const passedOver = destinations.closed(now)
    let begun = 0
    while (destinations.free() > 0) {
      const candidates = await listDue(db.read, now, passedOver, LOOK_AHEAD)
      const { picked, full } = destinations.pick(candidates)
      passedOver.push(...full)
      if (picked.length === 0 && full.length === 0) break
      const claimed = picked.length === 0 ? [] : await db.write((tx) => claim(tx, picked, now + LEASE))
      for (const one of claimed) begin(one)
      begun += claimed.length
    }
    return begun
  }

  function begin(claimed: Claimed): void {
    destinations.begin(claimed)
    const attempt = deliver(claimed)
      .catch((error: unknown) => log.error({ err: error, deliveryId: claimed.id }, 'delivery not settled'))
      .finally(() => {
        destinations.end(claimed)
        underWay.delete(attempt)
        pulse.wake()
      })
    underWay.add(attempt)
  }

  async function deliver(claimed: Claimed): Promise<void> {
    const unwanted = claimed.cancelledAt !== null || claimed.memberStatus === 'removed'
    const result: AttemptResult = unwanted
      ? { ok: false, error: 'Called off before it was sent', mayHaveArrived: claimed.uncertain }
      : await send(claimed)
    faults.reach('after-send')
    const now = clock.now()
    if (!result.ok) {
      const { id, channel, attempts } = claimed
      log.warn({ deliveryId: id, channel, attempts, reason: result.error }, 'delivery failed')
      if (result.retryAfterMs) destinations.pause(claimed, now + result.retryAfterMs)
    }
    await db.write(async (tx) => {
      const held = await findClaim(tx, claimed)
      if (!held) return
      const settlement = settle({ attempts: claimed.attempts, cancelled: unwanted || held.cancelled }, result, now)
      await saveSettlement(tx, claimed, settlement)
      tx.afterCommit(() => announce(claimed.organizationId, { topic: 'delivery', id: claimed.id }))
    })
  }

  return {
    wake: pulse.wake,
    async drain() {
      while ((await fillInTurn()) > 0 || underWay.size > 0) if (underWay.size > 0) await Promise.race(underWay)
    },
    start() {
      stopListening = onHint((_organizationId, hint) => {
        if (hint.topic === 'delivery' && hint.id === undefined) pulse.wake()
      })
      pulse.start()
    },
    async stop() {
      stopListening()
      await pulse.stop()
      await Promise.all(underWay)
    },
  }
}
