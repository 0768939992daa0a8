import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type EscalationWorld, escalationWorld, on } from '../support/escalation-world.ts'

const get = async (w: EscalationWorld, path: string, as: 'admin' | 'manager' | 'outsider' = 'admin') => {
  const { status, body } = await w.rest(as, 'GET', `/api/analytics/${path}`)
  expect(status).toBe(200)
  return body
}

describe.each(engines)('analytics over REST on $name', ({ name }) => {
  let w: EscalationWorld
  let ids: string[]

  // Friday 15 January 2027, 09:00 UTC, is 10 o'clock in Berlin.
  beforeAll(async () => {
    w = await escalationWorld(name)
    ids = [await w.workflow(), await w.workflow(w.people.manager), await w.workflow(), await w.workflow()]
    await w.escalate(ids[0]!, w.ben, [on('2027-01-15T11:00:00Z')], { reason: '=1+1, "quoted"\nand more' })
    await w.escalate(ids[1]!, w.ben, [on('2027-01-15T15:00:00Z')])
    await w.escalate(ids[2]!, w.carla)
    for (const hours of [2, 4, 8.5]) await w.advance(hours * HOUR)
    await w.post('admin', '/api/workflows/de-escalate-now', { workflowId: ids[0], outcome: 'not_needed' })
    // 00:30 on Saturday in Berlin, still Friday in UTC.
    await w.escalate(ids[3]!, w.dora, [on('2027-02-01T00:00:00Z')])
    // The first question starts the thread, from its sources: on a busy machine that takes longer than a test may.
    await get(w, 'summary')
  })

  it('sums up', async () => {
    expect(await get(w, 'summary')).toEqual({
      totalEscalations: 4,
      immediate: 1,
      armed: 1,
      timeToEscalate: { mean: 4, median: 4, p90: 5.6 },
      mostEscalatedTo: { userId: w.ben.userId, name: 'Ben Boss', escalations: 2 },
      mtta: null,
      mttr: null,
      falsePositiveRate: null,
      falseEscalations: 1,
      firedLate: 0,
      conditionalShare: 0.75,
    })
  })

  it('answers of an empty period, and of another organization, with nothing', async () => {
    for (const [path, as] of [
      ['summary?to=2020-01-01', 'admin'],
      ['summary', 'outsider'],
    ] as const) {
      expect(await get(w, path, as)).toMatchObject({
        totalEscalations: 0,
        timeToEscalate: { mean: null, median: null, p90: null },
        mostEscalatedTo: null,
        conditionalShare: null,
      })
    }
    expect(await get(w, 'breakdown?by=recipient&to=2020-01-01')).toEqual({ by: 'recipient', rows: [] })
  })

  it('takes a day alone as its start in the organization’s zone', async () => {
    expect(await get(w, 'summary?from=2027-01-16')).toMatchObject({ totalEscalations: 1 })
    expect(await get(w, 'summary?to=2027-01-16')).toMatchObject({ totalEscalations: 3 })
  })

  it('breaks down, with names', async () => {
    const { rows } = await get(w, 'breakdown?by=recipient')
    expect(rows[0]).toEqual({
      key: w.ben.userId,
      label: 'Ben Boss',
      escalations: 2,
      armed: 0,
      mean: 4,
      median: 4,
      p90: 5.6,
    })
    const labels = async (by: string) =>
      (await get(w, `breakdown?by=${by}`)).rows.map((row: any) => `${row.label} ${row.escalations}`)
    expect(await labels('definition')).toEqual(['Renewal at risk 4'])
    expect(await labels('triggerType')).toEqual(['Immediate 1', 'Date 3'])
    expect(await labels('triggerCount')).toEqual(['Immediate 1', '1 trigger 3'])
    expect(await labels('logic')).toEqual(['Any of 4'])
    expect(await labels('day')).toEqual(['2027-01-15 3', '2027-01-16 1'])
    expect(await labels('weekday')).toEqual(['Friday 3', 'Saturday 1'])
    expect(await labels('hour')).toEqual(['00:00 1', '10:00 3'])
    expect(await labels('team')).toEqual(['In no team 4'])
  })

  it('lists what is behind a number, page by page', async () => {
    const first = await get(w, 'escalations?limit=3')
    expect(first).toMatchObject({ count: 4, nextCursor: expect.any(String) })
    const rest = await get(w, `escalations?limit=3&cursor=${first.nextCursor}`)
    const found = [...first.escalations, ...rest.escalations]
    expect(new Set(found.map((one) => one.workflow.id))).toEqual(new Set(ids))
    expect(found[0]).toMatchObject({ phase: 'armed', hours: null, firedAt: null, recipient: { name: 'Dora Director' } })
    expect((await get(w, 'escalations?only=timed&weekday=5&hour=10')).count).toBe(2)
    expect((await get(w, 'escalations?only=not_needed')).escalations).toMatchObject([
      { hours: 2, outcome: 'not_needed' },
    ])
  })

  it('refuses what it does not know, by the path', async () => {
    const { status, body } = await w.rest('admin', 'GET', '/api/analytics/breakdown?by=moon&triggerType=maybe&x=1')
    expect(status).toBe(400)
    const paths = body.issues.map((issue: any) => issue.path.join('.'))
    expect(paths).toEqual(expect.arrayContaining(['by', 'triggerType']))
    expect((await w.rest('admin', 'GET', '/api/analytics/escalations?cursor=rubbish')).status).toBe(400)
  })

  it('shows a manager what is theirs and their teams’', async () => {
    expect(await get(w, 'summary', 'manager')).toMatchObject({ totalEscalations: 1 })
    expect((await get(w, 'escalations', 'manager')).escalations).toMatchObject([{ workflow: { id: ids[1] } }])
    const csv = await w.rest('manager', 'GET', '/api/analytics/export.csv')
    expect(parse(csv.text, { columns: true })).toHaveLength(1)
    await w.team('Night', [w.people.manager, w.carla])
    expect(await get(w, 'summary', 'manager')).toMatchObject({ totalEscalations: 2 })
    expect((await get(w, 'breakdown?by=team', 'manager')).rows).toMatchObject([
      { label: 'Night', escalations: 1 },
      { label: 'In no team', escalations: 1 },
    ])
  })

  it('exports every escalation as CSV that a spreadsheet can be trusted with', async () => {
    const { text, headers } = await w.rest('admin', 'GET', '/api/analytics/export.csv?from=2027-01-01&to=2027-02-01')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="escalations 2027-01-01 to 2027-01-31.csv"; filename*=UTF-8''escalations%202027-01-01%20to%202027-01-31.csv`,
    )
    expect(text.startsWith('id,phase,createdAt,firedAt,customer,workflow,definition,recipient,assignee,')).toBe(true)
    const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
    expect(rows).toHaveLength(4)
    expect(rows[0]).toMatchObject({
      phase: 'fired',
      createdAt: '2027-01-15T09:00:00.000Z',
      firedAt: '2027-01-15T11:00:00.000Z',
      customer: 'Acme',
      definition: 'Renewal at risk',
      recipient: 'Ben Boss',
      assignee: 'Anna Assignee',
      triggerType: 'date',
      triggerCount: '1',
      hours: '2',
      reason: `'=1+1, "quoted"\nand more`,
      source: 'person',
      outcome: 'not_needed',
    })
    expect(rows.map((row) => row['phase'])).toEqual(['fired', 'fired', 'fired', 'armed'])
    const narrow = await w.rest('admin', 'GET', '/api/analytics/export.csv?triggerType=combined')
    expect(parse(narrow.text, { columns: true })).toEqual([])
  })

  it('has all charts of the page in one answer', async () => {
    const from = Date.parse('2027-01-14T23:00:00Z')
    const previous = { from: from - 7 * DAY, to: from }
    const board = await w.trpc('admin').analytics.dashboard.query({ from, previous })
    expect(board.summary.totalEscalations).toBe(4)
    expect(board.previous?.totalEscalations).toBe(0)
    expect(board.step).toBe('day')
    expect(board.trend.map(({ key, escalations }) => `${key} ${escalations}`)).toEqual(['2027-01-15 3', '2027-01-16 1'])
    expect(board.previousTrend).toHaveLength(7)
    expect(board.heat[4]?.[10]).toBe(3)
    expect(board.ageing.map(({ armed }) => armed)).toEqual([1, 0, 0, 0, 0])
  })
})

describe('saved views', () => {
  it('are one’s own, or shared', async () => {
    const w = await escalationWorld()
    const [admin, manager] = [w.trpc('admin').analytics, w.trpc('manager').analytics]
    const view = { name: 'Late ones', shared: false, search: { period: '30d', source: 'rule' } }
    const { id } = await admin.saveView.mutate(view)
    expect(await manager.views.query()).toEqual([])
    await admin.saveView.mutate({ ...view, id, shared: true })
    expect(await manager.views.query()).toEqual([
      { ...view, id, shared: true, own: false, owner: { userId: w.people.admin.userId, name: 'Ada Admin' } },
    ])
    const unknown = { data: { code: 'not_found' } }
    await expect(manager.saveView.mutate({ ...view, id })).rejects.toMatchObject(unknown)
    await expect(manager.removeView.mutate({ id })).rejects.toMatchObject(unknown)
    expect(await w.trpc('outsider').analytics.views.query()).toEqual([])
    await admin.removeView.mutate({ id })
    expect(await admin.views.query()).toEqual([])
  })
})
