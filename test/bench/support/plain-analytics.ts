import type Database from 'better-sqlite3'

// The questions of analytics as somebody would write them in SQL, and whether two answers are the same.

export type YearFilter = Record<string, string>

const TOOK = 'case when triggerCount > 0 and firedAt is not null then firedAt - createdAt end'

/** Columns of the breakdowns; a team takes more than a column. */
export const PLAIN_KEYS = {
  recipient: "coalesce(recipientId, 'none')",
  definition: 'definitionId',
  team: null,
  triggerType: 'triggerType',
  triggerCount: 'triggerCount',
  logic: 'logic',
  weekday: 'localWeekday',
  hour: 'localHour',
  day: 'localDay',
} as const
export type PlainKey = keyof typeof PLAIN_KEYS

/** What the summary says, its names and the measures of alerts left out. */
export function plainSummary(db: Database.Database, organizationId: string, filter: YearFilter) {
  const { where, values } = conditions(organizationId, filter)
  const [counts] = rowsOf(
    db,
    `select count(*) as total, coalesce(sum(triggerCount = 0), 0) as immediate, coalesce(sum(state = 'armed'), 0) as armed,
      coalesce(sum(firedLate), 0) as late, coalesce(sum(outcome = 'not_needed'), 0) as notNeeded, avg(triggerCount > 0) as share,
      count(${TOOK}) as timed, avg(${TOOK}) / 3600000 as mean from flow_action where ${where}`,
    values,
  )
  const near = `select ${TOOK} / 3600000.0 as took from flow_action where ${where} and ${TOOK} is not null order by ${TOOK} limit 2 offset @offset`
  const quantile = (share: number) => {
    const place = (Number(counts?.['timed']) - 1) * share
    if (place < 0) return null
    const [low, high = low] = rowsOf(db, near, { ...values, offset: Math.floor(place) }).map((row) =>
      Number(row['took']),
    )
    return between(low ?? 0, high ?? 0, place)
  }
  const [most] = rowsOf(
    db,
    `select recipientId as userId, count(*) as escalations from flow_action where ${where} and firedAt is not null
      and recipientId is not null group by recipientId order by escalations desc, recipientId limit 1`,
    values,
  )
  return {
    totalEscalations: counts?.['total'],
    immediate: counts?.['immediate'],
    armed: counts?.['armed'],
    timeToEscalate: { mean: counts?.['mean'], median: quantile(0.5), p90: quantile(0.9) },
    mostEscalatedTo: most ?? null,
    falseEscalations: counts?.['notNeeded'],
    firedLate: counts?.['late'],
    conditionalShare: counts?.['share'],
  }
}

/** The rows of a breakdown by their keys, without labels. */
export function plainBreakdown(db: Database.Database, organizationId: string, filter: YearFilter, by: PlainKey) {
  const { where, values } = conditions(organizationId, filter)
  const column = PLAIN_KEYS[by]
  const ofTeams = `coalesce(k.key, 'none') as key, state, took from base left join (
    select id, recipientTeamId as key from base where recipientTeamId is not null
    union select base.id, teamId from base join team_member m on m.organizationId = @organizationId and m.userId = recipientId) k on k.id = base.id`
  const picked = `with base as materialized (select *, ${TOOK} as took from flow_action where ${where}),
    picked as materialized (select ${column === null ? ofTeams : `cast(${column} as text) as key, state, took from base`})`
  const rows = rowsOf(
    db,
    `${picked} select key, count(*) as escalations, sum(state = 'armed') as armed, avg(took) / 3600000 as mean from picked group by key`,
    values,
  )
  const ranks = [0.5, 0.9].flatMap((share) => [
    `cast((n - 1) * ${share} as integer)`,
    `cast((n - 1) * ${share} as integer) + 1`,
  ])
  const near = rowsOf(
    db,
    `${picked}, ranked as (select key, took / 3600000.0 as took, row_number() over (partition by key order by took) - 1 as place,
      count(*) over (partition by key) as n from picked where took is not null)
      select key, took, place, n from ranked where place in (${ranks.join(', ')})`,
    values,
  )
  const places = Map.groupBy(near, (row) => row['key'])
  return new Map(
    rows.map(({ key, ...row }) => {
      const found = places.get(key ?? null) ?? []
      const quantile = (share: number) => {
        const place = (Number(found[0]?.['n'] ?? 0) - 1) * share
        const at = (rank: number) => found.find((one) => one['place'] === rank)?.['took']
        const low = at(Math.floor(place))
        return typeof low === 'number' ? between(low, Number(at(Math.floor(place) + 1) ?? low), place) : null
      }
      return [String(key), { ...row, median: quantile(0.5), p90: quantile(0.9) }]
    }),
  )
}

/** Escalations by weekday, from Monday, and hour. */
export function plainHeat(db: Database.Database, organizationId: string, filter: YearFilter): number[][] {
  const { where, values } = conditions(organizationId, filter)
  const heat = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  const sql = `select localWeekday as day, localHour as hour, count(*) as n from flow_action where ${where} group by 1, 2`
  for (const { day, hour, n } of rowsOf(db, sql, values)) {
    const line = heat[Number(day) - 1]
    if (line) line[Number(hour)] = Number(n)
  }
  return heat
}

/** The same, numbers to within rounding: sums come in another order. What only `answer` has is passed over. */
export function alike(answer: unknown, plain: unknown): boolean {
  if (typeof answer === 'number' && typeof plain === 'number')
    return answer === plain || Math.abs(answer - plain) <= 1e-9 * Math.abs(plain)
  if (typeof plain !== 'object' || plain === null) return answer === plain
  return (
    typeof answer === 'object' &&
    answer !== null &&
    Object.entries(plain).every(([key, value]) => alike((answer as Record<string, unknown>)[key], value))
  )
}

function between(low: number, high: number, place: number): number {
  return low + (high - low) * (place - Math.floor(place))
}

function conditions(organizationId: string, filter: YearFilter) {
  const parts = ["organizationId = @organizationId and kind = 'escalate' and createdAt >= @since"]
  if (filter['to']) parts.push('createdAt < @until')
  for (const name of ['definitionId', 'recipientId', 'triggerType', 'source'])
    if (filter[name]) parts.push(`${name} = @${name}`)
  if (filter['teamId'])
    parts.push(
      '(recipientTeamId = @teamId or recipientId in (select userId from team_member where organizationId = @organizationId and teamId = @teamId))',
    )
  const [since, until] = [Date.parse(filter['from'] ?? ''), Date.parse(filter['to'] ?? '')]
  return { where: parts.join(' and '), values: { organizationId, since, until, ...filter } }
}

type Row = Record<string, number | string | null>

function rowsOf(db: Database.Database, sql: string, values: Record<string, unknown>): Row[] {
  return db.prepare<unknown[], Row>(sql).all(values)
}
