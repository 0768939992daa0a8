import { beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../support/engines.ts'
import { type EscalationWorld, escalationWorld, healthAtMost, login, on } from '../support/escalation-world.ts'

const HOUR = 3_600_000

describe.each(engines.map((engine) => engine.name))('what is open on %s', (engine) => {
  let w: EscalationWorld
  const ids: string[] = []
  beforeAll(async () => {
    w = await escalationWorld(engine)
    for (let index = 0; index < 7; index += 1) {
      const id = await w.workflow()
      await w.escalate(id, w.ben, [login, on(new Date(w.clock.now() + 48 * HOUR).toISOString())])
      ids.push(id)
      // Some begin in the same millisecond.
      if (index % 3 === 0) w.clock.advance(1)
    }
  })

  it('pages through all of it once, the latest first', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const { body } = await w.rest('admin', 'GET', `/api/workflows/escalated?limit=2${query}`)
      expect(body.count).toBe(7)
      seen.push(...body.workflows.map((one: { id: string }) => one.id))
      cursor = body.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(ids.toReversed())
  })

  it('previews with the same evaluator, and counts what each person has open', async () => {
    const workflowId = await w.workflow()
    const trpc = w.trpc('admin').escalations
    const triggers = [healthAtMost(90), login]
    const body = {
      workflowId,
      kind: 'escalate' as const,
      triggers,
      logic: 'AND' as const,
      escalateToUserId: w.carla.userId,
    }
    expect(await trpc.preview.query(body)).toMatchObject({
      alreadyTrue: [{ id: 'health', words: 'health score is 80' }],
      atOnce: false,
      refusals: [],
    })
    const teamId = await w.team('Both', [w.ben, w.carla])
    const { people, teams } = await trpc.recipients.query({ workflowId })
    expect(people.find((one) => one.userId === w.ben.userId)?.load).toBe(7)
    expect(teams).toMatchObject([{ teamId, recipientToday: { userId: w.carla.userId } }])
  })
})
