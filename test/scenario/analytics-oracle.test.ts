import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAnalyst } from '../../server/analytics/analyst.ts'
import { fenceOf } from '../../server/analytics/fence.ts'
import type { Ask } from '../../server/analytics/questions.ts'
import { listTeams } from '../../server/analytics/store.ts'
import { type Breakdown, BREAKDOWNS, type BreakdownRow, type Filter } from '../../shared/analytics/schema.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import { plainBreakdown, plainRows, plainSummary, rounded } from '../support/analytics-oracle.ts'
import { engines } from '../support/engines.ts'
import { escalationWorld, healthAtMost, on } from '../support/escalation-world.ts'

// Whatever happens to escalations, what is kept in memory and followed by its changes says the same as the table.

const ACTS = [
  'now',
  'scheduled',
  'metric',
  'team',
  'cancel',
  'de-escalate',
  'take-ownership',
  'acknowledge',
  'complete',
  'reopen',
  'next',
  'snooze',
  'reading',
  'hour',
  'day',
  'look',
] as const

const history = fc.array(
  fc.record({ act: fc.constantFrom(...ACTS), at: fc.nat({ max: 5 }), who: fc.nat({ max: 2 }) }),
  {
    minLength: 10,
    maxLength: 30,
  },
)

const filters: fc.Arbitrary<Filter> = fc.record(
  {
    triggerType: fc.constantFrom('immediate', 'date', 'event', 'combined'),
    triggerCount: fc.nat({ max: 3 }),
    logic: fc.constantFrom('AND', 'OR'),
    hour: fc.nat({ max: 23 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    only: fc.constantFrom('armed', 'conditional', 'timed', 'late', 'not_needed'),
    source: fc.constantFrom('person', 'rule'),
  },
  { requiredKeys: [] },
)

const inOrder = (rows: (BreakdownRow & { label?: string })[]): BreakdownRow[] =>
  rows.map((row) => ({ ...row, label: '' })).toSorted((a, b) => (a.key < b.key ? -1 : 1))

describe.each(engines)('analytics on $name', ({ name }) => {
  it('says what the table says, after any history, for any filter', async () => {
    const w = await escalationWorld(name)
    const { app, organizationId, people } = w
    const teamId = await w.team('East', [w.ben, w.carla, people.manager])
    const receivers = [w.ben, w.carla, w.dora]
    const workflows = await Promise.all(Array.from({ length: 6 }, () => w.workflow()))
    const analyst = createAnalyst(app.db.read)

    async function act({ act: what, at, who }: { act: (typeof ACTS)[number]; at: number; who: number }) {
      const workflowId = workflows[at]!
      const to = receivers[who]!
      const soon = on(new Date(w.clock.now() + (who + 1) * HOUR).toISOString())
      const verb = (path: string, body: object = {}) => w.post('admin', `/api/workflows/${workflowId}/${path}`, body)
      if (what === 'now' || what === 'next') await w.escalate(workflowId, to)
      if (what === 'scheduled') await w.escalate(workflowId, to, [soon])
      if (what === 'metric')
        await w.escalate(workflowId, to, [healthAtMost(20 + who), soon], { logic: who ? 'OR' : 'AND' })
      if (what === 'team')
        await w.post('admin', '/api/workflows/escalate-with-triggers', {
          workflowId,
          triggers: who === 0 ? [] : [soon],
          escalateToTeamId: teamId,
        })
      if (what === 'de-escalate')
        await w.post('admin', '/api/workflows/de-escalate-now', { workflowId, outcome: who ? 'not_needed' : 'helped' })
      if (what === 'snooze')
        await w.post('admin', '/api/workflows/snooze-with-triggers', { workflowId, triggers: [soon] })
      if (what === 'cancel' || what === 'take-ownership' || what === 'acknowledge') await verb(what)
      if (what === 'complete' || what === 'reopen') await verb(what)
      if (what === 'reading') await w.reading(10 + at * 3)
      if (what === 'hour') await w.advance(HOUR + who * MINUTE)
      if (what === 'day') await w.advance(DAY)
    }

    async function compare(filter: Filter, as: 'admin' | 'manager') {
      const { userId, role } = people[as]
      const ask: Ask = { organizationId, userId, role, timeZone: 'Europe/Berlin', filter, alerts: false }
      const { scope } = fenceOf(ask, await listTeams(app.db.read, organizationId))
      const rows = await plainRows(app.db, organizationId, filter, scope)
      const { mostEscalatedTo: most, mtta, mttr, falsePositiveRate, ...summary } = await analyst.summary(ask)
      const { mostEscalatedTo: plainMost, ...counts } = plainSummary(rows)
      expect(rounded(summary)).toEqual(rounded(counts))
      expect(most && { userId: most.userId, escalations: most.escalations }).toEqual(plainMost)
      expect([mtta, mttr, falsePositiveRate]).toEqual([null, null, null])
      for (const by of BREAKDOWNS) {
        const found = await analyst.breakdown({ ...ask, by })
        expect(rounded(inOrder(found))).toEqual(rounded(inOrder(await plain(by))))
      }

      async function plain(by: Breakdown): Promise<BreakdownRow[]> {
        if (by !== 'team') return plainBreakdown(rows, by)
        const keys = [...(await listTeams(app.db.read, organizationId)).keys(), 'none']
        const all = keys.map(async (teamId) =>
          plainBreakdown(await plainRows(app.db, organizationId, { ...filter, teamId }, scope), () => teamId),
        )
        return (await Promise.all(all)).flat()
      }
    }

    await fc.assert(
      fc.asyncProperty(history, fc.array(filters, { minLength: 2, maxLength: 4 }), async (acts, asked) => {
        for (const one of acts) {
          await act(one)
          if (one.act === 'look') await compare({}, 'admin')
        }
        await compare({}, 'admin')
        await compare({}, 'manager')
        await compare({ from: w.clock.now() - 2 * DAY, to: w.clock.now() }, 'admin')
        for (const filter of asked) await compare(filter, filter.hour === undefined ? 'manager' : 'admin')
      }),
      { numRuns: 10, endOnFailure: true },
    )
    const all = await app.db.read.select().from(app.db.t.flowAction)
    expect(all.length).toBeGreaterThan(3)
  })
})
