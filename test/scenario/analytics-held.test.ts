import { expect, it } from 'vitest'
import { createAnalyst } from '../../server/analytics/analyst.ts'
import { escalationWorld } from '../support/escalation-world.ts'

it('an organization that made way for another is read again, and not answered from before', async () => {
  const w = await escalationWorld()
  const analyst = createAnalyst(w.app.db.read, 1)
  const ask = (organizationId: string) => ({
    organizationId,
    userId: w.people.admin.userId,
    role: 'admin' as const,
    timeZone: 'Europe/Berlin',
    filter: {},
    alerts: false,
  })
  const [outside] = (await w.app.db.read.select().from(w.app.db.t.organization)).filter(
    (one) => one.id !== w.organizationId,
  )
  const ours = async () => (await analyst.summary(ask(w.organizationId))).totalEscalations
  const theirs = async () => (await analyst.summary(ask(outside!.id))).totalEscalations
  await w.escalate(await w.workflow(), w.ben)
  await w.escalate(await w.workflow(), w.ben)
  expect([await ours(), await theirs()]).toEqual([2, 0])
  await w.escalate(await w.workflow(), w.ben)
  expect([await theirs(), await ours()]).toEqual([0, 3])
})
