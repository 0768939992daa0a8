import { beforeEach, describe, expect, it } from 'vitest'
import type { Trigger } from '../../shared/triggers/schema.ts'
import { type EscalationWorld, escalationWorld, healthAtMost, on } from '../support/escalation-world.ts'

const HOUR = 3_600_000
const DATE = on('2027-01-18T09:00:00Z')
const LOW = healthAtMost(30)

/** Each of the three kinds: how it is put on, what it looks like while it waits, and what shows that it fired. */
const KINDS = {
  escalate: { path: 'escalate-with-triggers', waiting: 'escalated', fired: 'workflow.escalated' },
  snooze: { path: 'snooze-with-triggers', waiting: 'snoozed', fired: 'workflow.woken' },
  skip: { path: 'skip-with-triggers', waiting: 'skipped', fired: 'workflow.reactivated' },
} as const

describe.each(Object.entries(KINDS))('the conventions of %s', (kind, { path, waiting, fired }) => {
  let w: EscalationWorld
  let id: string
  beforeEach(async () => {
    w = await escalationWorld()
    id = await w.workflow()
  })

  async function put(triggers: Trigger[], logic?: 'AND' | 'OR') {
    const recipient = kind === 'escalate' ? { escalateToUserId: w.ben.userId } : {}
    const { status, text } = await w.post(w.anna, `/api/workflows/${path}`, {
      workflowId: id,
      triggers,
      logic,
      ...recipient,
    })
    expect(status, text).toBe(200)
    expect((await w.show(id)).status).toBe(waiting)
  }
  const at = async (instant: string) => w.advance(Date.parse(instant) - w.clock.now())
  const firings = async () => (await w.story(id)).filter((type) => type === fired).length
  async function expectWaiting() {
    expect(await firings()).toBe(0)
    expect((await w.show(id)).flowAction).toMatchObject({ kind, phase: 'armed' })
  }
  async function expectFired(triggerId: string) {
    expect(await firings()).toBe(1)
    const { flowAction } = w.app.db.t
    const [row] = await w.app.db.read.select().from(flowAction)
    expect(row).toMatchObject({ firedTriggerId: triggerId, firedAt: w.clock.now() })
    const workflow = await w.show(id)
    if (kind === 'escalate') {
      expect(workflow).toMatchObject({ status: 'escalated', flowAction: { phase: 'fired' } })
      expect(await w.told(w.ben, id)).toHaveLength(1)
      expect(await w.told(w.anna, id)).toHaveLength(1)
    } else {
      expect(workflow).toMatchObject({ status: 'active', flowAction: null, assignee: { userId: w.anna.userId } })
      expect(await w.told(w.anna, id)).toMatchObject([{ type: 'workflow_returned' }])
    }
    await w.reading(10)
    await w.advance(48 * HOUR)
    expect(await firings()).toBe(1)
  }

  it('date only: at its instant and not a millisecond before', async () => {
    await put([DATE])
    await at('2027-01-18T08:59:59.999Z')
    await expectWaiting()
    await at('2027-01-18T09:00:00Z')
    await expectFired('date')
  })

  it('event only: when the reading arrives', async () => {
    await put([LOW])
    await at('2027-01-19T00:00:00Z')
    await w.reading(31)
    await expectWaiting()
    await w.reading(30)
    await expectFired('health')
  })

  it('date and event: the event first, then the date', async () => {
    await put([DATE, LOW], 'AND')
    await w.reading(20)
    await expectWaiting()
    await at('2027-01-18T09:00:00Z')
    await expectFired('date')
  })

  it('date and event: the date first, then the event', async () => {
    await put([DATE, LOW], 'AND')
    await at('2027-01-18T10:00:00Z')
    await expectWaiting()
    await w.reading(20)
    await expectFired('health')
  })

  it('date and event: a value that has recovered by then does not count', async () => {
    await put([DATE, LOW], 'AND')
    await w.reading(20)
    await w.reading(70)
    await at('2027-01-18T09:00:00Z')
    await expectWaiting()
    await at('2027-01-18T11:00:00Z')
    await w.reading(25)
    await expectFired('health')
  })

  it('date or event: the event comes first', async () => {
    await put([DATE, LOW], 'OR')
    await at('2027-01-16T09:00:00Z')
    await w.reading(5)
    await expectFired('health')
  })

  it('date or event: the date comes first', async () => {
    await put([DATE, LOW], 'OR')
    await w.reading(50)
    await at('2027-01-18T09:00:00Z')
    await expectFired('date')
  })

  it('a late old reading changes nothing', async () => {
    await put([LOW])
    await at('2027-01-16T09:00:00Z')
    await w.reading(60)
    await w.reading(10, '2027-01-16T08:30:00Z')
    await expectWaiting()
  })
})
