import { beforeEach, describe, expect, it } from 'vitest'
import type { Trigger } from '../../shared/triggers/schema.ts'
import type { Person } from '../support/people.ts'
import { type EscalationWorld, escalationWorld, healthAtMost, on } from '../support/escalation-world.ts'

const HOUR = 3_600_000
const DATE = on('2027-01-18T09:00:00Z')
const LOW = healthAtMost(30)

/** Each of the three kinds: how it is put on, what it looks like while it waits, and what shows that it fired. */
const BACK = {
  after: { status: 'active', flowAction: null },
  told: { recipient: [], assignee: ['workflow_returned'] },
}
const KINDS = {
  escalate: {
    path: 'escalate-with-triggers',
    waiting: 'escalated',
    fired: 'workflow.escalated',
    after: { status: 'escalated', flowAction: { phase: 'fired' } },
    told: { recipient: ['escalation_received'], assignee: ['escalation_update'] },
  },
  snooze: { path: 'snooze-with-triggers', waiting: 'snoozed', fired: 'workflow.woken', ...BACK },
  skip: { path: 'skip-with-triggers', waiting: 'skipped', fired: 'workflow.reactivated', ...BACK },
}

describe.each(Object.entries(KINDS))('the conventions of %s', (kind, { path, waiting, fired, after, told }) => {
  let w: EscalationWorld
  let id: string
  beforeEach(async () => {
    w = await escalationWorld()
    id = await w.workflow()
  })

  async function put(triggers: Trigger[], logic?: 'AND' | 'OR') {
    const recipient = kind === 'escalate' ? { escalateToUserId: w.ben.userId } : {}
    const { status } = await w.post(w.anna, `/api/workflows/${path}`, {
      workflowId: id,
      triggers,
      logic,
      ...recipient,
    })
    expect(status).toBe(200)
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
    expect(await w.show(id)).toMatchObject({ assignee: { userId: w.anna.userId }, ...after })
    const types = async (who: Person) => (await w.told(who, id)).map((notice) => notice.type)
    expect({ recipient: await types(w.ben), assignee: await types(w.anna) }).toEqual(told)
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
