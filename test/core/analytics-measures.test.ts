import { describe, expect, it } from 'vitest'
import { ageingOf } from '../../shared/analytics/ageing.ts'
import { breakdownOf } from '../../shared/analytics/breakdown.ts'
import { latestOf } from '../../shared/analytics/latest.ts'
import { summaryOf } from '../../shared/analytics/summary.ts'
import { heatOf, trendOf } from '../../shared/analytics/trend.ts'
import { daysOf } from '../../shared/analytics/calendar.ts'
import { DAY, HOUR } from '../../shared/time/instant.ts'
import { escalation, held } from '../support/analytics-rows.ts'

const at = (written: string) => Date.parse(written)
const created = at('2027-01-15T09:00:00Z')

describe('the summary', () => {
  it('says null of nothing', () => {
    const { columns, rows } = held([])
    expect(summaryOf(columns, rows())).toEqual({
      totalEscalations: 0,
      immediate: 0,
      armed: 0,
      timeToEscalate: { mean: null, median: null, p90: null },
      mostEscalatedTo: null,
      falseEscalations: 0,
      firedLate: 0,
      conditionalShare: null,
    })
  })

  it('times only what fired and waited for something', () => {
    const { columns, rows } = held([
      escalation({ triggerCount: 0, firedAt: created }),
      escalation({ state: 'armed', firedAt: null, recipientId: 'carla' }),
      escalation({ state: 'ended', firedAt: null }),
      escalation({ firedAt: created + 2 * HOUR, outcome: 'not_needed' }),
      escalation({ firedAt: created + 6 * HOUR, firedLate: true, state: 'ended', outcome: 'helped' }),
    ])
    expect(summaryOf(columns, rows())).toEqual({
      totalEscalations: 5,
      immediate: 1,
      armed: 1,
      timeToEscalate: { mean: 4, median: 4, p90: 5.6 },
      mostEscalatedTo: { userId: 'ben', escalations: 3 },
      falseEscalations: 1,
      firedLate: 1,
      conditionalShare: 0.8,
    })
  })

  it('of one row has one time three times', () => {
    const { columns, rows } = held([escalation({ firedAt: created + 90 * 60_000 })])
    expect(summaryOf(columns, rows()).timeToEscalate).toEqual({ mean: 1.5, median: 1.5, p90: 1.5 })
  })

  it('names the one with the smallest id where several received most, and nobody for what is only scheduled', () => {
    const one = held([escalation({ recipientId: 'carla' }), escalation({ recipientId: 'ben' })])
    expect(summaryOf(one.columns, one.rows()).mostEscalatedTo).toEqual({ userId: 'ben', escalations: 1 })
    const two = held([escalation({ state: 'armed', firedAt: null }), escalation({ recipientId: null })])
    expect(summaryOf(two.columns, two.rows()).mostEscalatedTo).toBeNull()
  })

  it('has an escalation once, as it is now', () => {
    const waiting = escalation({ state: 'armed', firedAt: null })
    const { columns, rows } = held([waiting, escalation()])
    columns.put({ ...waiting, state: 'fired', firedAt: waiting.createdAt + 3 * HOUR })
    expect(summaryOf(columns, rows())).toMatchObject({ totalEscalations: 2, armed: 0, timeToEscalate: { mean: 2 } })
  })
})

describe('a breakdown', () => {
  it('has people with most first, and those without a recipient under none', () => {
    const { columns, rows } = held([
      escalation({ recipientId: 'ben', firedAt: created + 2 * HOUR }),
      escalation({ recipientId: 'carla' }),
      escalation({ recipientId: 'ben', firedAt: null, state: 'armed' }),
      escalation({ recipientId: null, firedAt: null, state: 'armed' }),
    ])
    expect(breakdownOf(columns, rows(), 'recipient', new Map())).toEqual([
      { key: 'ben', escalations: 2, armed: 1, mean: 2, median: 2, p90: 2 },
      { key: 'carla', escalations: 1, armed: 0, mean: 1, median: 1, p90: 1 },
      { key: 'none', escalations: 1, armed: 1, mean: null, median: null, p90: null },
    ])
  })

  it('counts an escalation in every team of its recipient, and once in the team it was for', () => {
    const teams = new Map([
      ['east', ['ben', 'carla']],
      ['west', ['ben']],
    ])
    const { columns, rows, ids } = held([
      escalation({ recipientId: 'ben' }),
      escalation({ recipientId: 'carla', recipientTeamId: 'east' }),
      escalation({ recipientId: null, recipientTeamId: 'west', firedAt: null, state: 'armed' }),
      escalation({ recipientId: 'dora' }),
    ])
    const counts = breakdownOf(columns, rows(), 'team', teams).map(({ key, escalations }) => [key, escalations])
    expect(counts).toEqual([
      ['east', 2],
      ['west', 2],
      ['none', 1],
    ])
    for (const [key, escalations] of counts)
      expect(ids(rows({ teamId: String(key) }, null, teams))).toHaveLength(Number(escalations))
  })

  it('has weekday, hour and day of the stored calendar, in order', () => {
    const { columns, rows } = held([
      // A second before midnight, and midnight, in Berlin; the night in which an hour is left out.
      escalation({ createdAt: at('2027-01-14T22:59:59Z') }),
      escalation({ createdAt: at('2027-01-14T23:00:00Z') }),
      escalation({ createdAt: at('2027-03-28T00:59:59Z') }),
      escalation({ createdAt: at('2027-03-28T01:00:00Z') }),
    ])
    const keys = (by: 'weekday' | 'hour' | 'day') =>
      breakdownOf(columns, rows(), by, new Map()).map(({ key, escalations }) => `${key}: ${escalations}`)
    expect(keys('day')).toEqual(['2027-01-14: 1', '2027-01-15: 1', '2027-03-28: 2'])
    expect(keys('weekday')).toEqual(['4: 1', '5: 1', '7: 2'])
    expect(keys('hour')).toEqual(['0: 1', '1: 1', '3: 1', '23: 1'])
    expect(heatOf(columns, rows())[6]?.slice(0, 4)).toEqual([0, 1, 0, 1])
  })
})

describe('who and what fits', () => {
  it('begins with the first instant and ends before the last', () => {
    const { rows } = held([escalation({ createdAt: 10 }), escalation({ createdAt: 20 }), escalation({ createdAt: 30 })])
    expect(rows({ from: 10, to: 30 })).toHaveLength(2)
    expect(rows({ from: 11, to: 30 })).toHaveLength(1)
  })

  it('keeps a manager to their people and teams', () => {
    const { rows } = held([
      escalation({ recipientId: 'max', assigneeId: null }),
      escalation({ recipientId: 'ben', assigneeId: 'max' }),
      escalation({ recipientId: null, assigneeId: null, recipientTeamId: 'east' }),
      escalation({ recipientId: null, assigneeId: null, recipientTeamId: 'west' }),
      escalation({ recipientId: 'ben', assigneeId: 'anna' }),
    ])
    expect(rows({}, { people: ['max'], teams: ['east'] })).toHaveLength(3)
    expect(rows({}, { people: [], teams: [] })).toHaveLength(0)
  })

  it('finds nothing for an id that never came', () => {
    const { rows } = held([escalation()])
    expect(rows({ recipientId: 'nobody' })).toHaveLength(0)
    expect(rows({ definitionId: 'nothing' })).toHaveLength(0)
    expect(rows({ teamId: 'no-team' })).toHaveLength(0)
  })

  it('lists the latest first, page by page', () => {
    const all = [5, 3, 9, 9, 1].map((createdAt) => escalation({ createdAt }))
    const { columns, rows } = held(all)
    const first = latestOf(columns, rows(), undefined, 3)
    const rest = latestOf(columns, rows(), first.at(-1), 3)
    const ids = [all[3], all[2], all[0], all[1], all[4]].map((one) => one?.id)
    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids)
  })
})

describe('time', () => {
  it('goes on without gaps, by day, week and month', () => {
    const { columns, rows } = held([
      escalation({ createdAt: at('2027-01-15T12:00:00Z'), triggerCount: 0 }),
      escalation({ createdAt: at('2027-01-31T12:00:00Z'), outcome: 'not_needed' }),
    ])
    const between = { firstDay: daysOf('2027-01-14'), lastDay: daysOf('2027-02-01') }
    expect(trendOf(columns, rows(), 'day', between)).toHaveLength(19)
    expect(trendOf(columns, rows(), 'week', between)).toEqual([
      { key: '2027-01-11', escalations: 1, conditional: 0, notNeeded: 0, mean: null },
      { key: '2027-01-18', escalations: 0, conditional: 0, notNeeded: 0, mean: null },
      { key: '2027-01-25', escalations: 1, conditional: 1, notNeeded: 1, mean: 1 },
      { key: '2027-02-01', escalations: 0, conditional: 0, notNeeded: 0, mean: null },
    ])
    expect(trendOf(columns, rows(), 'month', between).map(({ key }) => key)).toEqual(['2027-01-01', '2027-02-01'])
  })

  it('tells how long what waits has waited', () => {
    const waiting = (createdAt: number) => escalation({ createdAt, state: 'armed', firedAt: null })
    const { columns, rows } = held([waiting(0), waiting(29 * DAY), waiting(30 * DAY - 1), escalation({ createdAt: 0 })])
    const counts = ageingOf(columns, rows(), 30 * DAY).map(({ armed }) => armed)
    expect(counts).toEqual([1, 1, 0, 0, 1])
  })
})
