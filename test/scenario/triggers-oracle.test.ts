import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Trigger } from '../../shared/triggers/schema.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, type Engine, eachEngine } from '../support/engines.ts'
import { flowWorld } from '../support/flow.ts'
import { type OracleFact, type OracleTrigger, oracle } from '../support/trigger-oracle.ts'
import { at, END, randomHistory, randomLogic, randomSet, wire } from '../support/trigger-random.ts'

type Case = { set: OracleTrigger[]; logic: 'AND' | 'OR' }
type Fate = { firedAt: number | null; firedId: string | null }

/** The real engine on a real database: all sets armed on one customer, tick by tick through one history. */
async function live(open: Engine['open'], cases: readonly Case[], facts: readonly OracleFact[]): Promise<Fate[]> {
  const clock = testClock(at(-4))
  const db = await open({ clock })
  const w = await flowWorld(db, clock)
  const other = await w.workflow()
  const workflows: string[] = []

  async function apply(fact: OracleFact): Promise<void> {
    if (fact.kind === 'reading') return w.reading(fact.value, at(fact.at))
    if (fact.kind === 'completed') return w.complete(other.id)
    if (fact.kind === 'reopened') return w.complete(other.id, null)
    if (fact.kind === 'answer') return w.conversation({ lastOutboundAt: clock.now() })
    if (fact.kind === 'login') return w.hear((tx, now) => w.triggers.latchLogin(tx, 'org', 'cus', now))
    if (fact.kind === 'message') {
      await w.conversation({ lastInboundAt: clock.now() })
      const message = { receivedAt: clock.now(), riskLevel: null, news: 'arrival' as const }
      return w.hear((tx) => w.triggers.latchMessage(tx, 'org', 'cus', message))
    }
    for (const id of workflows) await w.hear((tx, now) => w.triggers.latchManualEvent(tx, 'org', id, 'k', now))
  }

  const triggersOf = ({ set }: Case): Trigger[] =>
    set.map((trigger) => {
      const config = wire(trigger, other.id)
      return 'date' in config ? { id: trigger.id, type: 'date', config } : { id: trigger.id, type: 'event', config }
    })

  const ids: string[] = []
  for (let tick = -4; tick <= END; tick += 1) {
    clock.set(at(tick))
    for (const fact of facts) if (fact.tick === tick) await apply(fact)
    if (tick === 0) {
      for (const one of cases) {
        const { action, workflow } = await w.arm(triggersOf(one), one.logic)
        ids.push(action.id)
        workflows.push(workflow.id)
      }
    }
    await w.triggers.drain()
  }
  const actions = await Promise.all(ids.map((id) => w.actionOf(id)))
  await cleanUp()
  return actions.map(({ firedAt, firedTriggerId }) => ({ firedAt, firedId: firedTriggerId }))
}

const cases = fc.array(fc.record({ set: randomSet, logic: randomLogic }), { minLength: 12, maxLength: 12 })

eachEngine('the engine', (open, engine) => {
  it('fires when and by which trigger the slow oracle says, with all sets on one customer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(cases), fc.noBias(randomHistory), async (armed, facts) => {
        const expected = armed.map(({ set, logic }) => {
          const { firedAt, firedId } = oracle(set, logic, facts, END)
          return { firedAt: firedAt === null ? null : at(firedAt), firedId }
        })
        expect(await live(open, armed, facts)).toEqual(expected)
      }),
      { numRuns: engine.name === 'sqlite' ? 30 : 3, seed: 20_270_115, endOnFailure: true },
    )
  }, 120_000)
})
