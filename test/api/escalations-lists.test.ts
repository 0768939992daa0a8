import { beforeAll, describe, expect, it } from 'vitest'
import { type EscalationWorld, escalationWorld, healthAtMost, login, manual, on } from '../support/escalation-world.ts'
import type { As } from '../support/harness.ts'

const HOUR = 3_600_000
type Listed = { id: string; status: string; flowAction: { phase: string; triggers: { id: string }[] } }

let w: EscalationWorld
let armed: string
let fired: string
let immediate: string
beforeAll(async () => {
  w = await escalationWorld()
  armed = await w.workflow()
  await w.escalate(armed, w.ben, [login])
  w.clock.advance(1)
  fired = await w.workflow(w.carla)
  await w.escalate(fired, w.ben, [on(new Date(w.clock.now() + HOUR).toISOString())])
  w.clock.advance(1)
  immediate = await w.workflow(w.dora)
  await w.escalate(immediate, w.carla)
  await w.advance(HOUR)
})

const list = async (path: string, as: As = 'admin') => {
  const { status, body, text } = await w.rest(as, 'GET', `/api/workflows/${path}`)
  if (status !== 200) throw new Error(text)
  return body as { workflows: Listed[]; count: number; nextCursor: string | null }
}
const ids = async (path: string, as: As = 'admin') => (await list(path, as)).workflows.map((workflow) => workflow.id)

describe('GET /api/workflows/escalated', () => {
  it('shows what waits and what was escalated at once; what triggers have fired when asked', async () => {
    expect(await ids('escalated')).toEqual([immediate, armed])
    expect(await ids('escalated?includeTriggered=true')).toEqual([immediate, fired, armed])
    expect(await ids('escalated?includeTriggered=false', 'viewer')).toEqual([immediate, armed])
  })
  it('finds by assignee or recipient, and what was escalated to oneself', async () => {
    expect(await ids(`escalated?includeTriggered=true&userId=${w.ben.userId}`)).toEqual([fired, armed])
    expect(await ids(`escalated?includeTriggered=true&userId=${w.carla.userId}`)).toEqual([immediate, fired])
    expect(await ids('escalated?includeTriggered=true&escalatedToMe=true', w.carla)).toEqual([immediate])
    expect(await ids('escalated?userId=nobody')).toEqual([])
  })
  it('shows each as GET /api/workflows/{id} does', async () => {
    const [, shown] = (await list('escalated')).workflows
    const { actions: _, ...one } = await w.show(armed)
    expect(shown).toEqual(one)
    expect(shown?.flowAction.triggers).toHaveLength(1)
  })
  it('pages with a cursor, and counts all', async () => {
    const first = await list('escalated?includeTriggered=true&limit=2')
    expect([first.workflows.length, first.count]).toEqual([2, 3])
    const rest = await list(`escalated?includeTriggered=true&limit=2&cursor=${first.nextCursor}`)
    expect(rest.workflows.map((workflow) => workflow.id)).toEqual([armed])
    expect([rest.count, rest.nextCursor]).toEqual([3, null])
  })
  it('refuses parameters that it does not understand', async () => {
    for (const [query, name] of [
      ['cursor=abc', 'cursor'],
      ['includeTriggered=maybe', 'includeTriggered'],
      ['limit=0', 'limit'],
      ['user=1', 'user'],
    ]) {
      const { status, body } = await w.rest('admin', 'GET', `/api/workflows/escalated?${query}`)
      expect({ status, path: body.issues[0].path }).toEqual({ status: 400, path: [name] })
    }
  })
  it('shows nothing of another organization', async () => {
    expect(await list('escalated?includeTriggered=true', 'outsider')).toEqual({
      workflows: [],
      count: 0,
      nextCursor: null,
    })
  })
})

describe('GET /api/workflows/snoozed and skipped', () => {
  it.each([
    ['snooze', 'snoozed'],
    ['skip', 'skipped'],
  ])('%s', async (kind, status) => {
    const workflowId = await w.workflow()
    await w.post('admin', `/api/workflows/${kind}-with-triggers`, { workflowId, triggers: [login] })
    expect(await ids(status)).toEqual([workflowId])
    expect(await ids(`${status}?userId=${w.anna.userId}`)).toEqual([workflowId])
    expect(await ids(`${status}?escalatedToMe=true`)).toEqual([])
    await w.logsIn()
    expect(await ids(`${status}?includeTriggered=true`)).toEqual([])
  })
})

describe('the dialog over tRPC', () => {
  const preview = (workflowId: string, more: object) =>
    w.trpc('admin').escalations.preview.query({ workflowId, kind: 'escalate', ...more } as never)

  it('says what will happen, and what is true already', async () => {
    const workflowId = await w.workflow()
    const triggers = [on('2027-02-01T09:00', 'date', 'Europe/Berlin'), healthAtMost(90)]
    const any = await preview(workflowId, { triggers, escalateToUserId: w.ben.userId })
    expect(any).toEqual({
      summary: 'Will escalate to Ben Boss on Mon 1 Feb 2027, 09:00 (Berlin) or when health score ≤ 90',
      alreadyTrue: [{ id: 'health', words: 'health score is 80' }],
      atOnce: true,
      refusals: [],
      recipientToday: { userId: w.ben.userId, name: 'Ben Boss' },
      depth: 1,
      maxDepth: 2,
      issues: [],
    })
    const all = await preview(workflowId, { triggers, logic: 'AND', escalateToUserId: w.ben.userId })
    expect([all.atOnce, all.alreadyTrue.length]).toEqual([false, 1])
    expect((await preview(workflowId, { triggers: [], escalateToUserId: w.ben.userId })).summary).toBe(
      'Will escalate to Ben Boss immediately',
    )
  })

  it('puts every mistake of a half-finished form at its place', async () => {
    const workflowId = await w.workflow()
    const triggers = [
      { id: 'a', type: 'date', config: { date: '' } },
      login,
      on('2020-01-01T00:00:00Z', 'old'),
      {
        id: 'b',
        type: 'event',
        config: { eventType: 'workflow_action_completed', eventConfig: { workflowExecutionId: 'x' } },
      },
    ]
    const { issues, summary } = await preview(workflowId, { triggers, escalateToUserId: 'nobody' })
    expect(issues.map((issue) => issue.path.join('.'))).toEqual([
      'triggers.0.config.date',
      'triggers.2.config.date',
      'triggers.3.config.eventConfig.workflowExecutionId',
      'escalateToUserId',
    ])
    expect(summary).toContain('when the customer logs in')
  })

  it('shows what stands in the way, before anybody confirms', async () => {
    const workflowId = await w.workflow()
    const refused = await preview(workflowId, { escalateToUserId: w.anna.userId })
    expect(refused.refusals).toMatchObject([{ guard: 'current_assignee', chain: [{ name: 'Anna Assignee' }] }])
    await w.escalate(workflowId, w.ben, [login])
    expect((await preview(workflowId, { escalateToUserId: w.carla.userId })).refusals[0]?.guard).toBe('open_action')
    expect((await preview(workflowId, { escalateToUserId: w.carla.userId, replace: true })).refusals).toEqual([])
    expect((await preview(workflowId, { kind: 'snooze', triggers: [login] })).summary).toBe(
      'Will wake when the customer logs in',
    )
  })

  it("names a team's member of today, and offers everybody with what the guards say", async () => {
    const workflowId = await w.workflow()
    const teamId = await w.team('Rescue', [w.anna, w.dora])
    const { summary, recipientToday } = await preview(workflowId, { triggers: [manual('k')], escalateToTeamId: teamId })
    expect(recipientToday).toEqual({ userId: w.dora.userId, name: 'Dora Director' })
    expect(summary).toBe('Will escalate to Rescue (today that would be Dora Director) when “k” is fired by hand')
    const { people, teams } = await w.trpc('admin').escalations.recipients.query({ workflowId })
    expect(people.find((one) => one.userId === w.anna.userId)?.refusal?.guard).toBe('current_assignee')
    expect(people.find((one) => one.userId === w.dora.userId)).toMatchObject({ refusal: null, channels: ['in_app'] })
    expect(teams).toEqual([
      {
        teamId,
        name: 'Rescue',
        size: 2,
        recipientToday: { userId: w.dora.userId, name: 'Dora Director' },
        refusal: null,
      },
    ])
  })

  it('acts and lists with numbers for instants', async () => {
    const workflowId = await w.workflow()
    const { escalations } = w.trpc('admin')
    await escalations.escalate.mutate({ workflowId, triggers: [login], escalateToUserId: w.ben.userId })
    const page = await escalations.list.query({ kind: 'escalate', limit: 1 })
    expect(page.workflows[0]).toMatchObject({ id: workflowId, flowAction: { createdAt: w.clock.now() } })
    expect((await w.trpc(w.ben).escalations.list.query({ kind: 'escalate', mine: true })).workflows[0]?.id).toBe(
      workflowId,
    )
    await escalations.cancel.mutate({ workflowId })
    await escalations.snooze.mutate({ workflowId, triggers: [login] })
    await escalations.wakeNow.mutate({ workflowId })
    await escalations.skip.mutate({ workflowId, triggers: [manual('go')] })
    await escalations.fireManualEvent.mutate({ workflowId, eventKey: 'go' })
    await w.drain()
    await escalations.escalate.mutate({ workflowId, triggers: [], escalateToUserId: w.ben.userId })
    await w.trpc(w.ben).escalations.acknowledge.mutate({ workflowId })
    await w.trpc(w.ben).escalations.takeOwnership.mutate({ workflowId })
    await expect(escalations.deEscalate.mutate({ workflowId })).rejects.toMatchObject({ data: { httpStatus: 409 } })
    await expect(escalations.reactivateNow.mutate({ workflowId })).rejects.toMatchObject({ data: { code: 'conflict' } })
  })
})
