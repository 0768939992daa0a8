import { beforeAll, describe, expect, it } from 'vitest'
import { DAY } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type EscalationWorld, escalationWorld, login, manual, on } from '../support/escalation-world.ts'

describe.each(engines.map((engine) => engine.name))('workflows on %s', (engine) => {
  let w: EscalationWorld
  const post = (body: unknown) => w.rest('admin', 'POST', '/api/workflows', body)
  const ids = (page: { workflows: { id: string }[] }) => page.workflows.map((one) => one.id)

  beforeAll(async () => {
    w = await escalationWorld(engine)
  })

  describe('POST /api/workflows', () => {
    it('creates a workflow and its definition, and answers as GET does', async () => {
      const { status, body } = await post({
        externalId: 'W-1',
        customer: 'ext:acme',
        definition: 'Onboarding',
        assigneeEmail: w.anna.email,
        dueAt: '2027-02-01T12:00:00+01:00',
        priority: 'high',
      })
      expect(status).toBe(200)
      const customer = { id: expect.any(String), externalId: 'acme', name: 'Acme' }
      expect(body).toEqual({
        id: expect.any(String),
        externalId: 'W-1',
        status: 'active',
        statusChangedAt: '2027-01-15T09:00:00.000Z',
        customer,
        definition: { id: expect.any(String), name: 'Onboarding' },
        assignee: { userId: w.anna.userId, name: 'Anna Assignee' },
        originalAssignee: null,
        priority: 'high',
        dueAt: '2027-02-01T11:00:00.000Z',
        completedAt: null,
        createdAt: '2027-01-15T09:00:00.000Z',
        updatedAt: '2027-01-15T09:00:00.000Z',
        flowAction: null,
      })
      const shown = await w.rest('viewer', 'GET', '/api/workflows/ext:W-1')
      expect(shown.body).toEqual({
        workflow: { ...body, actions: [] },
        timeline: [
          {
            id: expect.any(String),
            type: 'workflow.created',
            actor: expect.objectContaining({ type: 'apiKey', name: 'Ada Admin' }),
            at: '2027-01-15T09:00:00.000Z',
            details: expect.any(Object),
          },
        ],
      })
    })

    it('finds a definition by name, whatever its case, and by id', async () => {
      const { body: first } = await post({ externalId: 'D-1', customer: 'ext:acme', definition: 'Quarterly Review' })
      const { body: second } = await post({ externalId: 'D-2', customer: 'ext:acme', definition: 'quarterly  review' })
      const { body: third } = await post({ externalId: 'D-3', customer: 'ext:acme', definition: first.definition.id })
      expect([second.definition, third.definition]).toEqual([first.definition, first.definition])
    })

    it('changes only what is said, clears what is null, and completes and reopens', async () => {
      await post({
        externalId: 'U-1',
        customer: 'ext:acme',
        definition: 'Renewal',
        dueAt: '2027-02-01T00:00:00Z',
        priority: 'urgent',
      })
      const { body: same } = await post([{ externalId: 'U-1' }])
      expect(same.results[0].result).toBe('unchanged')
      const { body: cleared } = await post({ externalId: 'U-1', dueAt: null })
      expect(cleared).toMatchObject({ dueAt: null, priority: 'urgent' })
      expect((await post({ externalId: 'U-1', status: 'completed' })).body).toMatchObject({
        status: 'completed',
        completedAt: expect.any(String),
      })
      expect((await post({ externalId: 'U-1', status: 'active' })).body).toMatchObject({
        status: 'active',
        completedAt: null,
      })
    })

    it('leaves an escalated workflow as it is when the world outside calls it active', async () => {
      const id = await w.workflow(w.anna, 'E-1')
      await w.escalate(id, w.ben)
      const { body } = await post([{ externalId: 'E-1', status: 'active' }])
      expect(body.results).toEqual([{ id, externalId: 'E-1', result: 'unchanged' }])
      expect((await w.show(id)).status).toBe('escalated')
    })

    it.each([
      [{ externalId: 'X', definition: 'Renewal' }, ['customer']],
      [{ externalId: 'X', customer: 'ext:acme' }, ['definition']],
      [{ externalId: 'X', customer: 'ext:none', definition: 'Renewal' }, ['customer']],
      [{ externalId: 'X', customer: 'ext:acme', definition: '01890000-0000-7000-8000-000000000000' }, ['definition']],
      [
        { externalId: 'X', customer: 'ext:acme', definition: 'Renewal', assigneeEmail: 'outsider@example.org' },
        ['assigneeEmail'],
      ],
      [{ externalId: 'X', customer: 'ext:acme', definition: 'Renewal', priority: 'asap' }, ['priority']],
      [{ externalId: 'X', customer: 'ext:acme', definition: 'Renewal', status: 'snoozed' }, ['status']],
      [{ externalId: 'X', customer: 'ext:acme', definition: 'Renewal', dueAt: 'soon' }, ['dueAt']],
      [
        [{ externalId: 'X', customer: 'ext:acme', definition: 'Renewal' }, { externalId: 'Y' }],
        [1, 'customer'],
      ],
    ])('refuses %j and names the field', async (body, path) => {
      const answer = await post(body)
      expect(answer.status).toBe(400)
      expect(answer.body.issues[0].path).toEqual(path)
      expect((await w.rest('admin', 'GET', '/api/workflows/ext:X')).status).toBe(404)
    })

    it('keeps a workflow with its customer', async () => {
      await w.rest('admin', 'POST', '/api/customers', { externalId: 'other', name: 'Other' })
      await w.workflow(w.anna, 'Stay')
      const { status, body } = await post({ externalId: 'Stay', customer: 'ext:other' })
      expect([status, body.issues[0].path]).toEqual([400, ['customer']])
    })
  })

  describe('acts', () => {
    it('reassigns without escalating and tells the new assignee', async () => {
      const id = await w.workflow(w.anna)
      const { body } = await w.rest('admin', 'POST', `/api/workflows/${id}/reassign`, { userId: w.carla.userId })
      expect(body).toEqual({ success: true, message: 'Workflow reassigned to Carla Chief', workflowId: id })
      expect(await w.show(id)).toMatchObject({
        status: 'active',
        assignee: { userId: w.carla.userId },
        flowAction: null,
      })
      expect(await w.told(w.carla, id)).toMatchObject([
        { type: 'workflow_assigned', title: 'Renewal at risk for Acme is now yours' },
      ])
      expect(await w.story(id)).toEqual(['workflow.created', 'workflow.reassigned'])
      const stranger = await w.rest('admin', 'POST', `/api/workflows/${id}/reassign`, { userId: w.outsider.userId })
      expect([stranger.status, stranger.body.issues[0].path]).toEqual([400, ['userId']])
    })

    it('completes: the escalation ends with it, and whoever waited for it hears', async () => {
      const [done, waiting] = [await w.workflow(w.anna), await w.workflow(w.anna)]
      await w.escalate(done, w.ben)
      const trigger = {
        id: 'done',
        type: 'event',
        config: { eventType: 'workflow_action_completed', eventConfig: { workflowExecutionId: done } },
      } as const
      await w.escalate(waiting, w.ben, [trigger])
      expect((await w.rest(w.anna, 'POST', `/api/workflows/${done}/complete`)).status).toBe(200)
      await w.drain()
      expect(await w.show(done)).toMatchObject({ status: 'completed', flowAction: null, originalAssignee: null })
      expect((await w.show(waiting)).flowAction).toMatchObject({ phase: 'fired', firedTrigger: { id: 'done' } })
      const again = await w.rest(w.anna, 'POST', `/api/workflows/${done}/complete`)
      expect([again.status, again.body.code]).toEqual([409, 'conflict'])
      expect((await w.rest(w.anna, 'POST', `/api/workflows/${done}/reopen`)).status).toBe(200)
      expect((await w.show(done)).status).toBe('active')
      expect((await w.rest(w.anna, 'POST', `/api/workflows/${done}/reopen`)).status).toBe(409)
    })

    it('completes single actions, which workflows get from their definition', async () => {
      const actions = [
        { id: 'call', name: 'Kick-off call', dueInDays: 3 },
        { id: 'report', name: 'Report' },
      ]
      const { id: definition } = await w.trpc('admin').definitions.save.mutate({ name: 'With steps', actions })
      const { body } = await post({
        externalId: 'Steps',
        customer: 'ext:acme',
        definition,
        assigneeEmail: w.anna.email,
      })
      const waiting = await w.workflow(w.anna)
      const eventConfig = { workflowExecutionId: body.id, actionId: 'call' }
      await w.escalate(waiting, w.ben, [
        { id: 'call', type: 'event', config: { eventType: 'workflow_action_completed', eventConfig } },
      ])
      const path = (action: string) => `/api/workflows/ext:Steps/actions/${action}/complete`
      expect((await w.rest(w.anna, 'POST', path('nothing'))).status).toBe(404)
      expect((await w.rest(w.anna, 'POST', path('call'))).status).toBe(200)
      expect((await w.rest(w.anna, 'POST', path('call'))).status).toBe(200)
      await w.drain()
      expect((await w.show(body.id)).actions).toEqual([
        {
          id: 'call',
          name: 'Kick-off call',
          dueAt: '2027-01-18T09:00:00.000Z',
          completedAt: '2027-01-15T09:00:00.000Z',
          completedBy: { userId: w.anna.userId, name: 'Anna Assignee' },
        },
        { id: 'report', name: 'Report', dueAt: null, completedAt: null, completedBy: null },
      ])
      expect((await w.show(waiting)).flowAction.phase).toBe('fired')
      await expect(w.trpc('admin').definitions.remove.mutate({ id: definition })).rejects.toThrow('1 workflow runs')
    })

    it('asks who it is: assigned, escalated, of a team, or an admin', async () => {
      const id = await w.workflow(w.anna)
      const reassign = (as: Parameters<typeof w.rest>[0]) =>
        w.rest(as, 'POST', `/api/workflows/${id}/reassign`, { userId: w.anna.userId })
      expect((await reassign('member')).status).toBe(403)
      expect((await reassign('viewer')).status).toBe(403)
      expect((await reassign('manager')).status).toBe(403)
      await w.team('Care', [w.people.manager, w.anna])
      expect((await reassign('manager')).status).toBe(200)
      expect((await reassign('outsider')).status).toBe(404)
      expect((await reassign('outsider')).text).toBe(
        (await w.rest('outsider', 'POST', '/api/workflows/none/reassign', { userId: w.anna.userId })).text,
      )
    })

    it('changes due date and priority on screen', async () => {
      const id = await w.workflow(w.anna)
      await w.trpc(w.anna).workflows.update.mutate({ id, priority: 'urgent', dueAt: w.clock.now() + DAY })
      await w.trpc(w.anna).workflows.update.mutate({ id, priority: 'urgent' })
      expect(await w.show(id)).toMatchObject({ priority: 'urgent', dueAt: '2027-01-16T09:00:00.000Z' })
      expect(await w.story(id)).toEqual(['workflow.created', 'workflow.updated'])
    })
  })

  describe('lists', () => {
    it('filters, searches, sorts and counts', async () => {
      await w.rest('admin', 'POST', '/api/customers', { externalId: 'lodz', name: 'Łódź Robotics' })
      const make = (externalId: string, more: object) =>
        post({ externalId, customer: 'ext:lodz', definition: 'Health Check', ...more })
      await make('L-1', { dueAt: '2027-01-10T00:00:00Z', priority: 'low', assigneeEmail: w.anna.email })
      await make('L-2', { dueAt: '2027-01-20T00:00:00Z', priority: 'urgent' })
      await make('L-3', { priority: 'high', status: 'completed' })
      const list = async (query: string) => {
        const { body } = await w.rest('viewer', 'GET', `/api/workflows?customer=ext:lodz&${query}`)
        return body.workflows.map((one: { externalId: string }) => one.externalId)
      }
      expect(await list('')).toEqual(['L-1', 'L-2', 'L-3'])
      expect(await list('sort=due&order=desc')).toEqual(['L-2', 'L-1', 'L-3'])
      expect(await list('sort=priority&order=desc')).toEqual(['L-2', 'L-3', 'L-1'])
      expect(await list('due=overdue')).toEqual(['L-1'])
      expect(await list('due=week')).toEqual(['L-2'])
      expect(await list('due=none')).toEqual(['L-3'])
      expect(await list('status=active')).toEqual(['L-1', 'L-2'])
      expect(await list('priority=urgent&priority=high')).toEqual(['L-2', 'L-3'])
      expect(await list(`assignee=${w.anna.userId}`)).toEqual(['L-1'])
      expect(await list('assignee=none')).toEqual(['L-2', 'L-3'])
      expect(await list('definition=health%20check')).toEqual(['L-1', 'L-2', 'L-3'])
      expect(await list('definition=nothing')).toEqual([])
      expect(await list('externalId=L-2')).toEqual(['L-2'])
      expect(await list('search=lodz%20health')).toEqual(['L-1', 'L-2', 'L-3'])
      expect(await list('search=l-2')).toEqual(['L-2'])
      expect(await list('search=%25')).toEqual([])
      const nobody = await w.rest('viewer', 'GET', '/api/workflows?customer=ext:nobody')
      expect(nobody.body).toEqual({ workflows: [], count: 0, nextCursor: null })
      const refused = await w.rest('viewer', 'GET', '/api/workflows?status=open&cursor=x')
      expect([refused.status, refused.body.issues[0].path]).toEqual([400, ['status']])
      expect((await w.rest('viewer', 'GET', '/api/workflows?cursor=x')).body.issues[0].path).toEqual(['cursor'])
    })

    it('refuses a cursor that is made up or of another order', async () => {
      const byCustomer = await w.rest('viewer', 'GET', '/api/workflows?sort=customer&limit=1')
      const made = (position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url')
      for (const cursor of [byCustomer.body.nextCursor, made(['a\0', 'b']), made([1.5, 'b']), made([1, 2])]) {
        const answer = await w.rest('viewer', 'GET', `/api/workflows?cursor=${cursor}`)
        expect([answer.status, answer.body.issues?.[0].path]).toEqual([400, ['cursor']])
      }
      for (const list of [
        'workflows/escalated',
        'notifications',
        'deliveries',
        'jobs/runs',
        'customers?sort=updated',
      ]) {
        const separator = list.includes('?') ? '&' : '?'
        expect((await w.rest('admin', 'GET', `/api/${list}${separator}cursor=${made(['a', 'b'])}`)).status).toBe(400)
      }
    })

    it('queues what somebody must look at, most urgent first', async () => {
      const me = await w.person('Quentin Queue')
      const make = async (more: object) => {
        const body = {
          externalId: `q${Math.trunc(w.clock.monotonic())}`,
          customer: 'ext:acme',
          definition: 'Renewal',
          assigneeEmail: me.email,
        }
        w.clock.advance(1)
        return (await post({ ...body, ...more })).body.id as string
      }
      const plain = await make({})
      const overdue = await make({ dueAt: '2027-01-10T00:00:00Z' })
      const urgent = await make({ priority: 'urgent' })
      const scheduled = await make({ priority: 'high' })
      const [snoozed, skipped, gone] = [await make({}), await make({}), await make({})]
      const toMe = await w.workflow(w.anna)
      await w.escalate(scheduled, w.ben, [on('2027-03-01T09:00:00Z')])
      await w.escalate(toMe, me)
      await w.escalate(gone, w.ben)
      await w.post('admin', '/api/workflows/snooze-with-triggers', { workflowId: snoozed, triggers: [login] })
      await w.post('admin', '/api/workflows/skip-with-triggers', { workflowId: skipped, triggers: [manual('go')] })
      const queue = await w.trpc(me).workflows.queue.query({})
      expect(ids(queue)).toEqual([toMe, overdue, urgent, scheduled, plain])
      expect(queue.count).toBe(5)
      const first = await w.trpc(me).workflows.queue.query({ limit: 2 })
      const second = await w.trpc(me).workflows.queue.query({ limit: 3, cursor: first.nextCursor! })
      expect([...ids(first), ...ids(second)]).toEqual(ids(queue))
      expect(second.nextCursor).toBeNull()
      expect(await w.trpc(me).workflows.counts.query()).toMatchObject({
        queue: 5,
        escalated: 3,
        snoozed: 1,
        skipped: 1,
      })
    })
  })
})
