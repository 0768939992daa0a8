import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import { type TestClock, testClock } from '../support/clock.ts'
import { eachEngine } from '../support/engines.ts'
import { date, event, flowWorld, healthAtMost, login, manual } from '../support/flow.ts'

eachEngine('trigger sets', (open) => {
  async function world() {
    const clock: TestClock = testClock()
    const db = await open({ clock })
    const made = await flowWorld(db, clock)
    const isFired = async (armed: { action: { id: string } }) => (await made.actionOf(armed.action.id)).firedAt !== null
    /** Moves the clock and does what is due. */
    const after = async (milliseconds: number) => {
      clock.advance(milliseconds)
      await made.triggers.drain()
    }
    return { ...made, db, clock, isFired, after }
  }

  describe('a date', () => {
    it('fires at its instant, not before, once', async () => {
      const w = await world()
      const armed = await w.arm([date(w.clock.now() + HOUR)])
      await w.after(HOUR - 1)
      expect(await w.isFired(armed)).toBe(false)
      await w.after(1)
      await w.after(DAY)
      const action = await w.actionOf(armed.action.id)
      expect(action).toMatchObject({
        state: 'fired',
        firedTriggerId: 'date',
        firedLate: false,
        endedAt: null,
        version: 2,
      })
      expect(action.firedLocalDay).toBe('2027-01-15')
      expect(action.firedLocalHour).toBe(11)
      expect(await w.firings(armed.workflow.id)).toHaveLength(1)
    })

    it.each([
      ['snooze', 'snoozed'],
      ['skip', 'skipped'],
    ] as const)('ends a %s as it fires', async (kind, status) => {
      const w = await world()
      const armed = await w.arm([date(w.clock.now() + HOUR)], 'OR', kind)
      expect(armed.workflow).toMatchObject({ status, flowActionId: armed.action.id, version: 2 })
      await w.after(HOUR)
      expect(await w.actionOf(armed.action.id)).toMatchObject({ state: 'ended', endedBy: 'fired' })
    })

    it('is told late after downtime, and says so', async () => {
      const w = await world()
      const armed = await w.arm([date(w.clock.now() + HOUR)])
      await w.after(HOUR + 2 * MINUTE)
      expect(await w.actionOf(armed.action.id)).toMatchObject({ state: 'fired', firedLate: true })
    })

    it('means wall-clock time: an hour later in a gap, the first of the two in an overlap', async () => {
      const w = await world()
      const gap = await w.arm([date('2027-03-28T02:30:00')])
      const overlap = await w.arm([date('2027-10-31T02:30:00', 'date', 'Europe/Berlin')])
      w.clock.set('2027-03-28T01:29:59.999Z')
      await w.triggers.drain()
      expect(await w.isFired(gap)).toBe(false)
      await w.after(1)
      expect(await w.isFired(gap)).toBe(true)
      w.clock.set('2027-10-31T00:29:59.999Z')
      await w.triggers.drain()
      expect(await w.isFired(overlap)).toBe(false)
      await w.after(1)
      expect(await w.isFired(overlap)).toBe(true)
    })

    it('that is over fires at once, in the transaction that arms it', async () => {
      const w = await world()
      const armed = await w.arm([date(w.clock.now() - DAY)])
      expect(armed).toMatchObject({ fired: true, action: { state: 'fired', firedLate: false } })
      expect(await w.firings(armed.workflow.id)).toHaveLength(1)
    })

    it('survives clock steps back and forth', async () => {
      const w = await world()
      const armed = await w.arm([date(w.clock.now() + HOUR)])
      w.clock.set(w.clock.now() - DAY)
      await w.triggers.drain()
      expect(await w.isFired(armed)).toBe(false)
      await w.after(DAY + HOUR)
      expect(await w.isFired(armed)).toBe(true)
      w.clock.set(w.clock.now() - DAY)
      await w.after(2 * DAY)
      expect(await w.firings(armed.workflow.id)).toHaveLength(1)
    })
  })

  describe('an empty set', () => {
    it('fires at once, by whoever asked', async () => {
      const w = await world()
      const armed = await w.arm([])
      expect(armed.action).toMatchObject({ state: 'fired', triggerType: 'immediate', firedTriggerId: null })
      expect(await w.firings(armed.workflow.id)).toMatchObject([{ actor: { type: 'user' } }])
    })
  })

  describe('events', () => {
    it('of a login count from arming on, and not in the very millisecond before', async () => {
      const w = await world()
      const logIn = () => w.hear((tx, now) => w.triggers.latchLogin(tx, 'org', 'cus', now))
      await logIn()
      const armed = await w.arm([login()])
      await w.triggers.drain()
      expect(await w.isFired(armed)).toBe(false)
      await w.after(1)
      await logIn()
      const between = await w.arm([login()])
      await logIn()
      await w.triggers.drain()
      expect(await w.isFired(between)).toBe(true)
      expect(await w.actionOf(armed.action.id)).toMatchObject({ state: 'fired', firedTriggerId: 'login' })
    })

    it('fired by hand concern the one workflow and key', async () => {
      const w = await world()
      const [armed, otherKey, otherWorkflow] = [
        await w.arm([manual('signed')]),
        await w.arm([manual('lost')]),
        await w.arm([manual('signed')]),
      ]
      await w.hear((tx, now) => w.triggers.latchManualEvent(tx, 'org', armed.workflow.id, 'signed', now))
      await w.triggers.drain()
      expect([await w.isFired(armed), await w.isFired(otherKey), await w.isFired(otherWorkflow)]).toEqual([
        true,
        false,
        false,
      ])
    })

    it('of completion fire when armed after it, and stay true when the workflow is reopened', async () => {
      const w = await world()
      const other = await w.workflow()
      const completed = event({
        eventType: 'workflow_action_completed',
        eventConfig: { workflowExecutionId: other.id },
      })
      const waiting = await w.arm([completed, date(w.clock.now() + HOUR)], 'AND')
      await w.complete(other.id)
      await w.complete(other.id, null)
      expect((await w.arm([completed])).fired).toBe(false)
      await w.after(HOUR)
      expect(await w.isFired(waiting)).toBe(true)
      await w.complete(other.id)
      expect((await w.arm([completed])).fired).toBe(true)
    })

    it('name the path of a workflow that does not exist', async () => {
      const w = await world()
      const eventConfig = { workflowExecutionId: 'nobody' }
      const refused = w.arm([login(), event({ eventType: 'workflow_action_completed', eventConfig })])
      await expect(refused).rejects.toMatchObject({
        code: 'bad_request',
        issues: [{ path: ['triggers', 1, 'config', 'eventConfig', 'workflowExecutionId'] }],
      })
    })

    it('of messages fire by risk once that is known, and are unknown before', async () => {
      const w = await world()
      const any = await w.arm([event({ eventType: 'message_received' })])
      const risky = await w.arm([event({ eventType: 'message_received', eventConfig: { minRisk: 'high' } })])
      const receivedAt = w.clock.now() + MINUTE
      w.clock.advance(MINUTE)
      await w.db.write(async (tx) => {
        const ids = { organizationId: 'org', id: 'm', externalId: 'm', customerId: 'cus' }
        const rest = { channel: 'email', direction: 'inbound' as const, text: 'Hello', at: receivedAt, receivedAt }
        await tx.insert(tx.t.message).values({ ...ids, ...rest })
        await w.triggers.latchMessage(tx, 'org', 'cus', { receivedAt, riskLevel: null, news: 'arrival' })
      })
      await w.triggers.drain()
      expect([await w.isFired(any), await w.isFired(risky)]).toEqual([true, false])
      expect((await w.triggersOf(risky.action.id))[0]?.errorMessage).toContain('risk')
      await w.hear(async (tx) => {
        await tx.update(tx.t.message).set({ analysedAt: w.clock.now(), riskLevel: 'medium' })
        await w.triggers.latchMessage(tx, 'org', 'cus', { receivedAt, riskLevel: 'medium', news: 'risk' })
      })
      await w.triggers.drain()
      expect(await w.isFired(risky)).toBe(false)
      expect((await w.triggersOf(risky.action.id))[0]?.errorMessage).toBeNull()
      await w.hear((tx) =>
        w.triggers.latchMessage(tx, 'org', 'cus', { receivedAt, riskLevel: 'critical', news: 'risk' }),
      )
      await w.triggers.drain()
      expect(await w.isFired(risky)).toBe(true)
    })
  })

  describe('a message without an answer', () => {
    it('flips at its instant, waits anew for a newer message, and is quiet once answered', async () => {
      const w = await world()
      const waits = event({ eventType: 'no_reply_for', eventConfig: { hours: 2 } })
      const armed = await w.arm([waits])
      expect((await w.triggersOf(armed.action.id))[0]?.errorMessage).toContain('No message')
      await w.conversation({ lastInboundAt: w.clock.now() })
      await w.after(HOUR)
      expect((await w.triggersOf(armed.action.id))[0]?.dueAt).toBe(w.clock.now() + HOUR)
      await w.conversation({ lastInboundAt: w.clock.now() })
      await w.after(HOUR)
      expect(await w.isFired(armed)).toBe(false)
      await w.conversation({ lastOutboundAt: w.clock.now() })
      await w.after(DAY)
      expect(await w.isFired(armed)).toBe(false)
      await w.conversation({ lastInboundAt: w.clock.now() })
      await w.after(2 * HOUR - 1)
      expect(await w.isFired(armed)).toBe(false)
      await w.after(1)
      expect(await w.isFired(armed)).toBe(true)
    })
  })

  describe('a metric', () => {
    it('is unknown before the first reading, and says so', async () => {
      const w = await world()
      const armed = await w.arm([healthAtMost(30)])
      expect(armed.action.explanation).toMatchObject({ result: 'unknown' })
      expect((await w.triggersOf(armed.action.id))[0]?.errorMessage).toContain('No reading')
      await w.reading(80)
      await w.triggers.drain()
      expect((await w.triggersOf(armed.action.id))[0]).toMatchObject({ errorMessage: null, satisfiedAt: null })
      await w.reading(30)
      await w.triggers.drain()
      const { explanation, firedTriggerId } = await w.actionOf(armed.action.id)
      expect(firedTriggerId).toBe('health')
      expect(explanation?.triggers[0]).toMatchObject({
        expected: 'when health score ≤ 30',
        observed: 'health score is 30',
        result: 'true',
      })
    })

    it('that falls back before the date of an AND does not fire', async () => {
      const w = await world()
      const armed = await w.arm([date(w.clock.now() + DAY), healthAtMost(30)], 'AND')
      await w.reading(20)
      await w.after(HOUR)
      expect((await w.triggersOf(armed.action.id))[1]?.satisfiedAt).not.toBeNull()
      await w.reading(70)
      await w.after(HOUR)
      expect((await w.triggersOf(armed.action.id))[1]?.satisfiedAt).toBeNull()
      await w.after(DAY)
      expect(await w.isFired(armed)).toBe(false)
      await w.reading(25)
      await w.after(MINUTE)
      expect(await w.actionOf(armed.action.id)).toMatchObject({ state: 'fired', firedTriggerId: 'health' })
    })

    it('is not changed by a late old reading', async () => {
      const w = await world()
      await w.reading(70)
      const armed = await w.arm([healthAtMost(30)])
      w.clock.advance(MINUTE)
      await w.reading(10, w.clock.now() - HOUR)
      await w.triggers.drain()
      expect(await w.isFired(armed)).toBe(false)
    })

    it('of history is seen by the next evaluation for another reason, and is not late', async () => {
      const w = await world()
      await w.reading(70)
      await w.triggers.drain()
      const armed = await w.arm([healthAtMost(30)])
      w.clock.advance(HOUR)
      await w.reading(10, w.clock.now(), { tell: false })
      await w.after(HOUR)
      expect(await w.isFired(armed)).toBe(false)
      expect(await w.triggers.sweep('escalate')).toEqual({
        evaluated: 1,
        fired: 1,
        firedLate: 0,
        errors: 0,
        errorDetails: [],
      })
      expect(await w.actionOf(armed.action.id)).toMatchObject({ state: 'fired', firedLate: false })
    })

    it.each([
      ['>', 10, 11],
      ['>=', 10, 10],
      ['<', 10, 9],
      ['<=', 10, 10],
    ] as const)('holds %s %d at %d and fires, its neighbour does not', async (operator, threshold, value) => {
      const w = await world()
      await w.reading(operator.startsWith('>') ? 0 : 99)
      const config = (limit: number) =>
        event({
          eventType: 'usage_threshold_crossed',
          eventConfig: { metricName: 'health_score', operator, threshold: limit },
        })
      const neighbour = operator.startsWith('>') ? 1 : -1
      const [hit, missed] = [await w.arm([config(threshold)]), await w.arm([config(threshold + neighbour)])]
      await w.reading(value)
      await w.triggers.drain()
      expect([await w.isFired(hit), await w.isFired(missed)]).toEqual([true, false])
    })
  })

  describe('the trigger that decided', () => {
    it('is the first of an OR and the last of an AND', async () => {
      const w = await world()
      const soon = w.clock.now() + HOUR
      const or = await w.arm([date(soon), healthAtMost(30)], 'OR')
      const and = await w.arm([date(soon), healthAtMost(30)], 'AND')
      w.clock.advance(MINUTE)
      await w.reading(20)
      await w.triggers.drain()
      await w.after(HOUR)
      expect((await w.actionOf(or.action.id)).firedTriggerId).toBe('health')
      expect((await w.actionOf(and.action.id)).firedTriggerId).toBe('date')
      expect((await w.triggersOf(or.action.id)).map((trigger) => trigger.firedAt !== null)).toEqual([false, true])
      expect((await w.triggersOf(and.action.id)).every((trigger) => trigger.firedAt !== null)).toBe(true)
    })
  })
})
