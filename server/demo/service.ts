import { DomainError } from '../../shared/errors.ts'
import { normalise } from '../../shared/search.ts'
import { DAY } from '../../shared/time/instant.ts'
import type { Trigger } from '../../shared/triggers/schema.ts'
import { recordAudit } from '../audit/record.ts'
import type { Caller, Context } from '../context.ts'
import { escalate } from '../escalations/escalate.ts'
import { announce } from '../live/hints.ts'
import { insertLogin, findLoginByEmail } from '../people/logins/store.ts'
import { findMemberByEmail, insertMember, updateMember } from '../people/members/store.ts'
import { findOrganization, updateOrganization } from '../people/organizations/store.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { RuleEngine } from '../rules/engine.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { skip } from '../workflows/skip.ts'
import { snooze } from '../workflows/snooze.ts'
import { putAlerts } from './alerts.ts'
import { DEFINITIONS, PEOPLE, REASONS, TEAMS } from './cast.ts'
import { chanceFrom } from './chance.ts'
import { insertPlan } from './insert-plan.ts'
import { planCustomers, type Setting } from './plan-customers.ts'
import { planWorkflows } from './plan-workflows.ts'
import { addSampleRules, removeSampleRules } from './rules.ts'
import {
  ensureNamed,
  joinTeam,
  removeCustomers,
  removePeople,
  removeUnused,
  removeWorkflows,
  SAMPLE_DOMAIN,
  sampleIds,
  samplePeople,
} from './store.ts'
import { toldOfAlerts, toldOfEscalations } from './told.ts'

type Deps = Context & { triggers: TriggerEngine; rules: RuleEngine }

const SEED = 20_260_115

async function setSampleFlag(app: Deps, caller: Caller, sampleData: boolean): Promise<void> {
  const { organizationId } = caller
  const now = app.clock.now()
  await app.db.write(async (tx) => {
    const organization = await findOrganization(tx, organizationId)
    if (!organization) return
    if (organization.settings.sampleData === sampleData && sampleData) {
      throw new DomainError('conflict', 'The sample data is there already; remove it first')
    }
    await updateOrganization(tx, organizationId, { settings: { ...organization.settings, sampleData } }, now)
    const action = sampleData ? 'sample-data.added' : 'sample-data.removed'
    await recordAudit(tx, caller, now, { action, subject: 'sample-data', name: 'Sample data' })
    const type = sampleData ? 'organization.sample_added' : 'organization.sample_removed'
    await appendTimeline(tx, organizationId, [
      { subject: 'organization', type, actor: caller.actor, at: now, details: {} },
    ])
  })
}

/** People, teams and definitions; those that exist by name are used as they are. */
async function addPeople(app: Deps, { organizationId, userId }: Caller) {
  return app.db.write(async (tx) => {
    const now = app.clock.now()
    const people = new Map<string, string>()
    const teams = await ensureNamed(
      tx,
      'team',
      organizationId,
      TEAMS.map((name) => ({ name, row: {} })),
      now,
    )
    for (const { key, name, role, team } of PEOPLE) {
      const email = `${key}@${SAMPLE_DOMAIN}`
      const member = await findMemberByEmail(tx, organizationId, email)
      const id =
        member?.userId ?? (await findLoginByEmail(tx, email))?.id ?? (await insertLogin(tx, { email, name }, now))
      if (member) await updateMember(tx, organizationId, id, { status: 'active', role }, now)
      else await insertMember(tx, organizationId, { userId: id, email, name, role, status: 'active' }, now)
      people.set(key, id)
      await joinTeam(tx, { organizationId, teamId: teams.get(team) ?? '', userId: id, createdAt: now })
    }
    await joinTeam(tx, { organizationId, teamId: teams.get(TEAMS[0]) ?? '', userId, createdAt: now })
    const rows = DEFINITIONS.map(({ name, actions }) => ({ name, row: { actions } }))
    return { people, teams, definitions: await ensureNamed(tx, 'workflowDefinition', organizationId, rows, now) }
  })
}

/**
 * Fills the organization with customers, workflows in every state and 90 days of history, always the same.
 * Nobody outside is told: sample people have no channel, and what the deliveries of the past say was sent never was.
 * Throws conflict where it is there already.
 */
export async function createSampleData(app: Deps, caller: Caller): Promise<{ customers: number; workflows: number }> {
  const { organizationId, timeZone } = caller
  await setSampleFlag(app, caller, true)
  const { people, teams, definitions } = await addPeople(app, caller)
  const setting: Setting = { organizationId, timeZone, now: app.clock.now(), chance: chanceFrom(SEED), people }
  const customers = planCustomers(setting)
  const plan = { ...customers, ...planWorkflows(setting, customers, definitions) }
  await insertPlan(app, { ...plan, ...toldOfEscalations(setting, plan, definitions) })
  await putFlowActions(app, caller, people)
  await putAlerts(app, caller)
  await insertPlan(app, await toldOfAlerts(app.db.read, setting, plan))
  const cast = { people, teams }
  await app.db.write((tx) => addSampleRules(tx, caller, cast, plan.workflow, app.clock.now()))
  app.rules.wake()
  announce(organizationId, { topic: 'workflow' })
  announce(organizationId, { topic: 'customer' })
  announce(organizationId, { topic: 'alert' })
  return { customers: plan.customer.length, workflows: plan.workflow.length }
}

/** What is open today goes through the real verbs, so that it will really fire. */
async function putFlowActions(app: Deps, caller: Caller, people: ReadonlyMap<string, string>): Promise<void> {
  const now = app.clock.now()
  const { workflows } = await sampleIds(app.db.read, caller.organizationId)
  const active = workflows.filter(({ status }) => status === 'active')
  const date = (days: number): Trigger => ({
    id: 'date',
    type: 'date',
    config: { date: new Date(now + days * DAY).toISOString() },
  })
  const health: Trigger = {
    id: 'health',
    type: 'event',
    config: {
      eventType: 'usage_threshold_crossed',
      eventConfig: { metricName: 'health_score', operator: '<=', threshold: 12 },
    },
  }
  const login: Trigger = { id: 'login', type: 'event', config: { eventType: 'customer_login' } }
  const sets: { logic: 'AND' | 'OR'; triggers: Trigger[] }[] = [
    { logic: 'AND', triggers: [date(12), health] },
    { logic: 'OR', triggers: [date(6), health] },
    { logic: 'OR', triggers: [login] },
    { logic: 'OR', triggers: [date(3)] },
  ]
  const bosses = [people.get('ines.keller'), people.get('tom.okafor'), caller.userId]
  for (const [at, { id, assigneeId }] of active.slice(0, 26).entries()) {
    const set = sets[at % sets.length] ?? { logic: 'OR' as const, triggers: [login] }
    const reason = REASONS[at % REASONS.length]
    const waiting = { workflowId: id, ...set, reason }
    const escalateToUserId = bosses.find((boss, index) => boss !== assigneeId && index >= at % 3) ?? caller.userId
    if (at < 10) await escalate(app, caller, { ...waiting, escalateToUserId })
    else if (at < 15)
      await escalate(app, caller, { workflowId: id, triggers: [], logic: 'OR', reason, escalateToUserId })
    else if (at < 21) await snooze(app, caller, waiting)
    else await skip(app, caller, waiting)
  }
}

/** Takes out everything that the sample brought, and whatever was put on its customers since. */
export async function removeSampleData(app: Deps, caller: Caller): Promise<void> {
  const { organizationId } = caller
  const { customers, workflows } = await sampleIds(app.db.read, organizationId)
  const workflowIds = workflows.map(({ id }) => id)
  await app.db.write((tx) => removeSampleRules(tx, organizationId))
  for (let start = 0; start < workflowIds.length; start += 20) {
    await app.db.write((tx) => removeWorkflows(tx, organizationId, workflowIds.slice(start, start + 20)), 'bulk')
  }
  for (let start = 0; start < customers.length; start += 10) {
    await app.db.write((tx) => removeCustomers(tx, organizationId, customers.slice(start, start + 10)), 'bulk')
  }
  const people = await samplePeople(app.db.read, organizationId)
  await app.db.write(async (tx) => {
    if (people.length > 0) await removePeople(tx, organizationId, people, app.clock.now())
    const names = { definitions: DEFINITIONS.map(({ name }) => normalise(name)), teams: TEAMS.map(normalise) }
    await removeUnused(tx, organizationId, names)
  })
  await setSampleFlag(app, caller, false)
  announce(organizationId, { topic: 'workflow' })
  announce(organizationId, { topic: 'customer' })
}
