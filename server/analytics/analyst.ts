import { ageingOf } from '../../shared/analytics/ageing.ts'
import { alertFigures, type AlertFigures } from '../../shared/analytics/alerts.ts'
import { breakdownOf } from '../../shared/analytics/breakdown.ts'
import { daysOf, stepFor } from '../../shared/analytics/calendar.ts'
import type { Columns } from '../../shared/analytics/columns.ts'
import type { Breakdown, Filter, Summary } from '../../shared/analytics/schema.ts'
import { selectRows, type Teams } from '../../shared/analytics/select.ts'
import { summaryOf } from '../../shared/analytics/summary.ts'
import { heatOf, trendOf } from '../../shared/analytics/trend.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { localCalendar } from '../../shared/time/zone.ts'
import type { Reader } from '../db/engine.ts'
import { listMeasuredAlerts } from './alerts-store.ts'
import { createAnswers } from './answers.ts'
import { fenceOf } from './fence.ts'
import { createHeld, type Held } from './held.ts'
import { labelled, namesOf } from './names-store.ts'
import type { Ask, BreakdownAsk, Dashboard, DashboardAsk, LabelledRow, SummaryView } from './questions.ts'
import { listTeams } from './store.ts'

/** About 120 MB. */
const MOST_HELD = 2_000_000
/** Rows of a chart. The whole of it is in the breakdown and its CSV. */
const MOST_ROWS = 100

export type Analyst = {
  summary(ask: Ask): Promise<SummaryView>
  breakdown(ask: BreakdownAsk): Promise<LabelledRow[]>
  dashboard(ask: DashboardAsk): Promise<Dashboard>
  /** What `look` makes of the escalations and of those that fit the filter. */
  select<T>(ask: Ask, look: (columns: Columns, rows: Uint32Array) => T): Promise<T>
}

/**
 * Answers from the escalations held in memory, of an organization from its first question on. What was answered is
 * remembered until an escalation or a team changes.
 * @param mostRows beyond so many in all, organizations that nobody asked about for longest are let go.
 */
export function createAnalyst(conn: Reader, mostRows: number = MOST_HELD): Analyst {
  const organizations = new Map<string, Held>()
  const answers = createAnswers()
  let versions = 0

  /** Gives back what others take beyond the bound. */
  function forgetOthers(organizationId: string): void {
    let rows = [...organizations.values()].reduce((sum, held) => sum + held.rows(), 0)
    for (const [id, held] of organizations) {
      if (rows <= mostRows) return
      if (id === organizationId) continue
      rows -= held.rows()
      organizations.delete(id)
    }
  }

  async function given(ask: Ask) {
    const { organizationId, filter } = ask
    const held = organizations.get(organizationId) ?? createHeld(conn, organizationId, () => ++versions)
    // Put at the end again: the organization that nobody asked about the longest goes first.
    organizations.delete(organizationId)
    organizations.set(organizationId, held)
    const { scope, teams } = fenceOf(ask, await listTeams(conn, organizationId))
    const { columns, version } = await held.fresh()
    forgetOthers(organizationId)
    const select = (other: Filter) => selectRows(columns, { filter: other, scope, teams })
    const read = (): Given => ({ columns, teams, rows: select(filter), select })
    return { read, data: [organizationId, version] as const, limits: [filter, scope, [...teams]] }
  }

  /** What `compute` makes of it, or made of it last time. */
  async function answer<T>(ask: Ask, about: readonly unknown[], compute: (given: Given) => T): Promise<T> {
    const { read, data, limits } = await given(ask)
    return answers.remember(data, [...about, limits], () => compute(read()))
  }

  async function named(organizationId: string, summary: Summary, alerts: AlertFigures | null): Promise<SummaryView> {
    const { mostEscalatedTo: most, ...counts } = summary
    const names = await namesOf(conn, organizationId, 'recipient', most ? [most.userId] : [])
    const { mtta = null, mttr = null, falsePositiveRate = null } = alerts ?? {}
    const mostEscalatedTo = most && { ...most, name: names.get(most.userId) ?? '' }
    return { ...counts, mostEscalatedTo, mtta, mttr, falsePositiveRate }
  }

  async function alertsOf({ organizationId, alerts }: Ask, period: Pick<Filter, 'from' | 'to'> | null) {
    return alerts && period ? alertFigures(await listMeasuredAlerts(conn, organizationId, period)) : null
  }

  return {
    async summary(ask) {
      const found = await answer(ask, ['summary'], ({ columns, rows }) => summaryOf(columns, rows))
      return named(ask.organizationId, found, await alertsOf(ask, ask.filter))
    },
    async breakdown(ask) {
      const { by } = ask
      const rows = await answer(ask, [by], (given) => breakdownOf(given.columns, given.rows, by, given.teams))
      return labelled(conn, ask.organizationId, by, rows)
    },
    async dashboard(ask) {
      const { organizationId, previous, now } = ask
      const about = ['dashboard', previous, Math.floor(now / MINUTE)]
      const found = await answer(ask, about, (given) => charts(ask, given))
      const of = async (by: Breakdown) =>
        labelled(conn, organizationId, by, (found.breakdowns.get(by) ?? []).slice(0, MOST_ROWS))
      const alerts = await alertsOf(ask, ask.filter)
      return {
        ...found.plain,
        alerts,
        summary: await named(organizationId, found.summary, alerts),
        previous: found.previous && (await named(organizationId, found.previous, await alertsOf(ask, previous))),
        recipients: await of('recipient'),
        definitions: await of('definition'),
        teams: await of('team'),
        triggerTypes: await of('triggerType'),
        triggerCounts: await of('triggerCount'),
        logics: await of('logic'),
      }
    },
    async select(ask, look) {
      const { columns, rows } = (await given(ask)).read()
      return look(columns, rows)
    },
  }
}

type Given = { columns: Columns; rows: Uint32Array; teams: Teams; select(filter: Filter): Uint32Array }

const CHARTS = ['recipient', 'definition', 'team', 'triggerType', 'triggerCount', 'logic'] as const

function charts({ filter, previous, timeZone, now }: DashboardAsk, { columns, rows, teams, select }: Given) {
  const dayOf = (instant: number) => daysOf(localCalendar(instant, timeZone).day)
  const lastDay = dayOf(Math.max(filter.from ?? 0, Math.min(now, (filter.to ?? now + 1) - 1)))
  const firstDay = filter.from === undefined ? firstOf(columns.day, rows, lastDay) : dayOf(filter.from)
  const step = stepFor(lastDay - firstDay)
  const before = previous && select({ ...filter, ...previous })
  const days = previous && { firstDay: dayOf(previous.from), lastDay: dayOf(previous.to - 1) }
  return {
    summary: summaryOf(columns, rows),
    previous: before && summaryOf(columns, before),
    breakdowns: new Map<Breakdown, ReturnType<typeof breakdownOf>>(
      CHARTS.map((by) => [by, breakdownOf(columns, rows, by, teams)]),
    ),
    plain: {
      step,
      trend: trendOf(columns, rows, step, { firstDay, lastDay }),
      previousTrend: before && days ? trendOf(columns, before, step, days) : [],
      heat: heatOf(columns, rows),
      ageing: ageingOf(columns, rows, now),
    },
  }
}

function firstOf(days: Int32Array, rows: Uint32Array, otherwise: number): number {
  let first = otherwise
  for (const row of rows) first = Math.min(first, days[row] ?? first)
  return first
}
