import type { AlertFigures } from '../../shared/analytics/alerts.ts'
import type {
  AgeBucket,
  Breakdown,
  BreakdownRow,
  Filter,
  Step,
  Summary,
  TrendPoint,
} from '../../shared/analytics/schema.ts'
import type { Role } from '../../shared/roles.ts'
import type { Instant } from '../../shared/time/instant.ts'

/** Who asks for what; the fence around what a manager may see is put up where it is answered. */
export type Ask = {
  organizationId: string
  userId: string
  role: Role
  /** Zone of the organization. */
  timeZone: string
  filter: Filter
  /** Whether they may see alerts. */
  alerts: boolean
}

/** The measures of alerts are null for who may not see alerts, and where there was nothing to measure. */
export type SummaryView = Omit<Summary, 'mostEscalatedTo'> & {
  mtta: number | null
  mttr: number | null
  falsePositiveRate: number | null
  mostEscalatedTo: { userId: string; name: string; escalations: number } | null
}

export type LabelledRow = BreakdownRow & { label: string }

export type DashboardAsk = Ask & {
  /** The period to compare with. */
  previous: { from: Instant; to: Instant } | null
  now: Instant
}

/** The charts of the page. Lists are cut after 100 rows. */
export type Dashboard = {
  summary: SummaryView
  previous: SummaryView | null
  recipients: LabelledRow[]
  definitions: LabelledRow[]
  teams: LabelledRow[]
  triggerTypes: LabelledRow[]
  triggerCounts: LabelledRow[]
  logics: LabelledRow[]
  step: Step
  trend: TrendPoint[]
  previousTrend: TrendPoint[]
  /** Seven lists of 24, from Monday. */
  heat: number[][]
  ageing: AgeBucket[]
  /** Of the period alone, whatever else is filtered; null for who may not see alerts. */
  alerts: AlertFigures | null
}

export type BreakdownAsk = Ask & { by: Breakdown }
