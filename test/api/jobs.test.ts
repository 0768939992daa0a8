import { beforeAll, describe, expect, it } from 'vitest'
import { beginRun, finishRun } from '../../server/jobs/store.ts'
import { type TestApp, testApp } from '../support/harness.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})

describe('jobs', () => {
  it.each(['sweep-snooze', 'sweep-skip', 'sweep-escalate', 'digest', 'retention'])(
    '%s runs when asked',
    async (name) => {
      const { status, body } = await test.rest('admin', 'POST', `/api/jobs/${name}/run`)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        job: name,
        startedAt: '2027-01-15T09:00:00.000Z',
        slotAt: null,
        tookMs: 0,
        evaluated: expect.any(Number),
        fired: 0,
        firedLate: 0,
        errors: 0,
        errorDetails: [],
        startedBy: 'Ada Admin',
      })
    },
  )

  it('are listed with what they did, newest first', async () => {
    const { body } = await test.rest('admin', 'GET', '/api/jobs/runs?limit=2')
    expect(body).toMatchObject({ runs: [{ job: 'retention' }, { job: 'digest' }], count: 5 })
    const next = await test.rest('admin', 'GET', `/api/jobs/runs?limit=2&cursor=${body.nextCursor}`)
    expect(next.body).toMatchObject({ runs: [{ job: 'sweep-escalate' }, { job: 'sweep-skip' }], count: 5 })
    expect((await test.rest('admin', 'GET', '/api/jobs/runs?job=digest')).body).toMatchObject({
      count: 1,
      nextCursor: null,
    })
  })

  it('are there on the screen, with their next slot', async () => {
    const { jobs } = await test.trpc('admin').jobs.list.query()
    expect(jobs.find((job) => job.name === 'sweep-escalate')).toMatchObject({
      schedule: '10 8 * * *',
      nextAt: Date.parse('2027-01-16T08:10:00Z'),
      running: false,
      lastRun: { startedBy: 'Ada Admin' },
    })
    expect(await test.trpc('admin').jobs.run.mutate({ name: 'digest' })).toMatchObject({ job: 'digest', errors: 0 })
    expect(await test.trpc('admin').jobs.runs.query({ job: 'digest' })).toMatchObject({ count: 2 })
  })

  it('run at their slots', async () => {
    test.clock.set('2027-01-16T08:10:00Z')
    await test.app.jobs.tick()
    const { body } = await test.rest('admin', 'GET', '/api/jobs/runs?job=sweep-escalate')
    expect(body.runs[0]).toMatchObject({ slotAt: '2027-01-16T08:10:00.000Z', startedBy: 'schedule' })
  })

  it('are an admin’s', async () => {
    for (const role of ['manager', 'member', 'viewer'] as const) {
      expect((await test.rest(role, 'GET', '/api/jobs/runs')).status).toBe(403)
      expect((await test.rest(role, 'POST', '/api/jobs/digest/run')).status).toBe(403)
    }
    expect((await test.rest('admin', 'POST', '/api/jobs/nothing/run')).status).toBe(404)
    expect((await test.rest('admin', 'GET', '/api/jobs/runs?limit=0')).status).toBe(400)
  })

  it('tell no organization of another’s workflows', async () => {
    const now = test.clock.now()
    await test.app.db.write(async (tx) => {
      const id = await beginRun(tx, { job: 'sweep-skip', slotAt: null, startedBy: 'schedule' }, now)
      const errorDetails = [{ workflowId: 'of-somebody-else', error: 'Secret Customer Ltd' }]
      const statistics = { evaluated: 1, fired: 0, firedLate: 0, errors: 1, errorDetails }
      await finishRun(tx, id!, { ...statistics, finishedAt: now, tookMs: 1 })
    })
    const { text, body } = await test.rest('outsider', 'GET', '/api/jobs/runs?job=sweep-skip')
    expect(body.runs[0]).toMatchObject({ errors: 1, errorDetails: [] })
    expect(text).not.toContain('Secret')
  })
})
