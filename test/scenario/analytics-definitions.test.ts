import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { HOUR } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { ESCALATE, type EscalationWorld, escalationWorld, on } from '../support/escalation-world.ts'
import type { As } from '../support/harness.ts'

// Counted by hand, from the acts of people to the numbers they see.

const ask = async (w: EscalationWorld, path: string, as: As = 'admin') => {
  const { status, body } = await w.rest(as, 'GET', `/api/analytics/${path}`)
  expect(status).toBe(200)
  return body
}
const counts = async (w: EscalationWorld, by: string) =>
  (await ask(w, `breakdown?by=${by}`)).rows.map((row: any) => `${row.label} ${row.escalations}`)

describe.each(engines)('numbers on $name', ({ name }) => {
  it('belong to the days of the zone, also around the night that has an hour twice', async () => {
    const w = await escalationWorld(name, { now: '2026-10-24T21:00:00Z' })
    const asked = [
      '2026-10-24T21:59:59Z', // Saturday 23:59:59
      '2026-10-24T22:00:00Z', // Sunday 00:00
      '2026-10-25T00:30:00Z', // Sunday 02:30, the first time
      '2026-10-25T01:30:00Z', // Sunday 02:30, the second time
      '2026-10-25T22:59:59Z', // Sunday 23:59:59
      '2026-10-25T23:00:00Z', // Monday 00:00
    ]
    for (const at of asked) {
      w.clock.set(at)
      await w.drain()
      // Midnight to midnight of the long day is 25 hours.
      const triggers = at === '2026-10-24T22:00:00Z' ? [on('2026-10-25T23:00:00Z')] : []
      await w.escalate(await w.workflow(), w.ben, triggers)
    }
    expect(await counts(w, 'day')).toEqual(['2026-10-24 1', '2026-10-25 4', '2026-10-26 1'])
    expect(await counts(w, 'weekday')).toEqual(['Monday 1', 'Saturday 1', 'Sunday 4'])
    expect(await counts(w, 'hour')).toEqual(['00:00 2', '02:00 2', '23:00 2'])
    expect(await ask(w, 'summary?from=2026-10-25&to=2026-10-26')).toMatchObject({
      totalEscalations: 4,
      immediate: 3,
      timeToEscalate: { mean: 25, median: 25, p90: 25 },
    })
    const from = Date.parse('2026-10-24T22:00:00Z')
    const board = await w.trpc('admin').analytics.dashboard.query({ from, to: from + 25 * HOUR })
    expect(board.trend).toEqual([{ key: '2026-10-25', escalations: 4, conditional: 1, notNeeded: 0, mean: 25 }])
  })

  it('stop at a manager’s fence, in every answer alike', async () => {
    const w = await escalationWorld(name)
    const { manager } = w.people
    const [east, west] = [await w.team('East', [manager, w.ben]), await w.team('West', [w.carla, w.dora])]
    const team = (workflowId: string, escalateToTeamId: string) =>
      w.post('admin', ESCALATE, { workflowId, triggers: [on('2027-02-01T00:00:00Z')], escalateToTeamId })
    // Theirs: to a colleague at once; their own and a colleague's workflow after 2 and 4 hours; to their team, waiting.
    await w.escalate(await w.workflow(), w.ben)
    await w.escalate(await w.workflow(manager), w.carla, [on('2027-01-15T11:00:00Z')])
    await w.escalate(await w.workflow(w.ben), w.dora, [on('2027-01-15T13:00:00Z')])
    await team(await w.workflow(), east)
    // Not theirs: another team's, and between people of other teams.
    await team(await w.workflow(), west)
    await w.escalate(await w.workflow(), w.dora, [on('2027-01-15T11:00:00Z')])
    await w.advance(2 * HOUR)
    await w.advance(2 * HOUR)

    const summary = {
      totalEscalations: 4,
      immediate: 1,
      armed: 1,
      timeToEscalate: { mean: 3, median: 3, p90: 3.8 },
      conditionalShare: 0.75,
    }
    expect(await ask(w, 'summary', 'manager')).toMatchObject(summary)
    const board = await w.trpc('manager').analytics.dashboard.query({})
    expect(board.summary).toMatchObject(summary)
    const named = (rows: { label: string; escalations: number }[]) =>
      rows.map((row) => `${row.label} ${row.escalations}`)
    expect(named(board.recipients).toSorted()).toEqual([
      'Ben Boss 1',
      'Carla Chief 1',
      'Dora Director 1',
      'Nobody yet 1',
    ])
    // Of teams they see theirs alone.
    expect(named(board.teams)).toEqual(['East 2', 'In no team 2'])
    expect(board.heat[4]?.[10]).toBe(4)
    expect(board.ageing.map(({ armed }) => armed)).toEqual([1, 0, 0, 0, 0])
    for (const [query, rows] of [
      ['', 4],
      [`?recipientId=${w.dora.userId}`, 1],
      [`?teamId=${east}`, 2],
      [`?teamId=${west}`, 0],
    ] as const) {
      const list = await ask(w, `escalations${query}`, 'manager')
      expect([list.count, list.escalations.length]).toEqual([rows, rows])
      const { text } = await w.rest('manager', 'GET', `/api/analytics/export.csv${query}`)
      expect(parse(text, { columns: true })).toHaveLength(rows)
    }
    expect((await ask(w, `escalations?teamId=${west}`)).count).toBe(4)
  })

  it('of a CSV are those of the list, row by row, whatever is written in it', async () => {
    const w = await escalationWorld(name)
    const nasty = [
      '=1+1',
      '+2',
      '-3',
      '@sum',
      '\t4',
      'a,"b"',
      'two\r\nlines',
      'x;y',
      "'5",
      '＝6',
      '-7.5 points',
      'Zürich 🦊',
    ]
    for (const [index, reason] of nasty.entries()) {
      const triggers = index % 3 === 0 ? [] : [on(new Date(w.clock.now() + index * HOUR).toISOString())]
      await w.escalate(await w.workflow(w.anna, `${reason.trim()} ${index}`), w.ben, triggers, { reason })
    }
    await w.advance(5 * HOUR)
    const { escalations } = await ask(w, 'escalations?limit=200')
    const { text } = await w.rest('admin', 'GET', '/api/analytics/export.csv')
    const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
    expect(rows).toHaveLength(nasty.length)
    const safe = (cell: string) => (/^[=+\-@\t\r＝]/.test(cell) ? `'${cell}` : cell)
    const listed = escalations.map((one: any) => ({
      id: one.id,
      phase: one.phase,
      createdAt: one.createdAt,
      firedAt: one.firedAt ?? '',
      customer: 'Acme',
      workflow: safe(one.workflow.externalId),
      definition: 'Renewal at risk',
      recipient: 'Ben Boss',
      assignee: 'Anna Assignee',
      triggerType: one.triggerType,
      logic: one.logic,
      triggerCount: String(one.triggerCount),
      hours: one.hours === null ? '' : String(one.hours),
      reason: safe(one.reason),
      source: 'person',
      outcome: '',
    }))
    expect(rows.toSorted((a, b) => (a['id']! < b['id']! ? -1 : 1))).toEqual(
      listed.toSorted((a: any, b: any) => (a.id < b.id ? -1 : 1)),
    )
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  })
})
