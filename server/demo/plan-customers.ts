import type { Schema } from '../../drizzle/schema.ts'
import { normalise } from '../../shared/search.ts'
import { DAY, HOUR, type Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import { CUSTOMER_NAMES, PEOPLE, SEGMENTS, TAGS, WRITINGS, ZONES } from './cast.ts'
import type { Chance } from './chance.ts'

type Insert<Table extends keyof Schema> = Schema[Table]['$inferInsert']

/** Everything the sample plan is told. */
export type Setting = {
  organizationId: string
  timeZone: string
  now: Instant
  chance: Chance
  /** Sample person → user id. */
  people: ReadonlyMap<string, string>
}

export type CustomerPlan = {
  customer: Insert<'customer'>[]
  customerMetric: Insert<'customerMetric'>[]
  factChange: Insert<'factChange'>[]
  contact: Insert<'contact'>[]
  message: Insert<'message'>[]
}

/** What sample customers, and everything that belongs to them, are known by. */
export const SAMPLE_PREFIX = 'sample-'
export const HISTORY_DAYS = 90

const METRICS = [
  { metric: 'health_score', from: 25, to: 95, step: 9, most: 100 },
  { metric: 'active_users', from: 12, to: 800, step: 30, most: 5_000 },
  { metric: 'engagement_score', from: 20, to: 90, step: 8, most: 100 },
  { metric: 'api_calls', from: 500, to: 60_000, step: 3_000, most: 500_000 },
  { metric: 'feature_adoption', from: 10, to: 80, step: 6, most: 100 },
] as const

const FIRST = ['Fatima', 'Jonas', 'Chen', 'Maria', 'Luca', 'Amara', 'Priya', 'Noah'] as const
const LAST = ['Haddad', 'Vogel', 'Ito', 'Kowalska', 'Nguyen', 'Brown', 'Silva', 'Berg'] as const

/** Forty customers with weekly readings, logins, contacts and conversations of the last 90 days. */
export function planCustomers(setting: Setting): CustomerPlan {
  const plan: CustomerPlan = { customer: [], customerMetric: [], factChange: [], contact: [], message: [] }
  for (const [at, name] of CUSTOMER_NAMES.entries()) planCustomer(setting, plan, at, name)
  return plan
}

function planCustomer(setting: Setting, plan: CustomerPlan, at: number, name: string): void {
  const { organizationId, now, chance } = setting
  const id = newId(now)
  const segment = SEGMENTS[at % SEGMENTS.length] ?? 'SMB'
  const owner = PEOPLE[at % PEOPLE.length]
  const start = now - HISTORY_DAYS * DAY
  const said = planMessages(setting, plan, id, at)
  const lastLoginAt = planLogins(setting, plan, id, start)
  plan.customer.push({
    organizationId,
    id,
    externalId: `${SAMPLE_PREFIX}c-${at + 1}`,
    name,
    nameSort: normalise(name),
    segment,
    tags: TAGS.filter(() => chance.happens(0.25)),
    timeZone: ZONES[at % ZONES.length] ?? 'UTC',
    renewalAt: now + chance.between(5, 360) * DAY,
    properties: { industry: name.split(' ').at(-1) ?? name, plan: segment === 'SMB' ? 'Standard' : 'Plus' },
    ownerId: setting.people.get(owner?.key ?? '') ?? null,
    lastLoginAt,
    lastInboundAt: said.inboundAt,
    lastOutboundAt: said.outboundAt,
    openAlerts: 0,
    createdAt: start - chance.between(30, 900) * DAY,
    updatedAt: now,
  })
  const arr = Math.round(
    chance.between(4, 60) * (segment === 'Enterprise' ? 4_100 : segment === 'Mid-Market' ? 1_700 : 400),
  )
  addReading(plan, { organizationId, customerId: id, metric: 'arr', values: [[arr, start]] })
  for (const { metric, from, to, step, most } of METRICS) {
    let value = chance.between(from, to)
    const values: [number, Instant][] = []
    for (let moment = start + chance.between(0, 6) * DAY; moment < now - HOUR; moment += 7 * DAY) {
      values.push([value, moment])
      value = Math.min(most, Math.max(1, value + chance.between(-step, step - 1)))
    }
    addReading(plan, { organizationId, customerId: id, metric, values })
  }
}

type Series = { organizationId: string; customerId: string; metric: string; values: [number, Instant][] }

function addReading(plan: CustomerPlan, { organizationId, customerId, metric, values }: Series): void {
  const subject = `customer:${customerId}`
  for (const [value, at] of values) {
    plan.factChange.push({
      organizationId,
      id: newId(at),
      subject,
      field: `metric:${metric}`,
      value,
      at,
      receivedAt: at,
    })
  }
  const [last, before] = [values.at(-1), values.at(-2)]
  if (last === undefined) return
  const [value, at] = last
  plan.customerMetric.push({
    organizationId,
    customerId,
    metric,
    value,
    previousValue: before?.[0] ?? null,
    at,
    receivedAt: at,
  })
}

function planLogins(
  { organizationId, now, chance }: Setting,
  plan: CustomerPlan,
  customerId: string,
  start: Instant,
): Instant {
  let last = start
  for (let moment = start; moment < now - HOUR; moment += chance.between(1, 12) * DAY + chance.between(0, 8) * HOUR) {
    last = moment
    const fact = { subject: `customer:${customerId}`, field: 'login', value: true, at: moment, receivedAt: moment }
    plan.factChange.push({ organizationId, id: newId(moment), ...fact })
  }
  return last
}

/** The conversation with the sample customer of this number, from 1. */
export function sampleChannel(number: number): string {
  return `D0SAMPLE${String(number).padStart(3, '0')}`
}

function planMessages(setting: Setting, plan: CustomerPlan, customerId: string, at: number) {
  const { organizationId, now, chance } = setting
  const name = `${chance.pick(FIRST)} ${chance.pick(LAST)}`
  const contactId = newId(now)
  const email = `${name.toLowerCase().replace(' ', '.')}@customer-${at + 1}.example`
  const channel = sampleChannel(at + 1)
  const made = { createdAt: now, updatedAt: now }
  const externalId = `${SAMPLE_PREFIX}p-${at + 1}`
  plan.contact.push({
    organizationId,
    id: contactId,
    externalId,
    customerId,
    name,
    nameSort: normalise(name),
    email,
    ...made,
  })
  const lastAt = { inboundAt: null as Instant | null, outboundAt: null as Instant | null }
  for (let turn = 0, moment = now - chance.between(5, 20) * DAY; moment < now - HOUR; turn += 1) {
    const direction = turn % 2 === 0 ? 'inbound' : 'outbound'
    const text = direction === 'inbound' ? chance.pick(WRITINGS.inbound) : chance.pick(WRITINGS.outbound)
    const ids = { id: newId(moment), externalId: `${SAMPLE_PREFIX}m-${at + 1}-${turn}`, customerId, contactId }
    plan.message.push({
      organizationId,
      ...ids,
      channel,
      direction,
      text,
      at: moment,
      receivedAt: moment,
      scannedAt: moment,
    })
    lastAt[direction === 'inbound' ? 'inboundAt' : 'outboundAt'] = moment
    moment += chance.between(2, 90) * HOUR
  }
  return lastAt
}
