import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRouter } from '../../server/trpc/root.ts'
import type { Answer } from '../support/harness.ts'
import { type ConnectedApp, connectedApp } from '../support/outbox.ts'
import { TOKEN } from '../support/slack.ts'

// Performs every procedure that changes something, in an order in which each can be performed, and looks for the row it
// leaves in the audit log or in a timeline. A new one is either added to STEPS, or to NOTHING_TO_TELL with the reason.

const PASSWORD_OF_MAIL = 'mail server password 4711'
const SIGNING_SECRET = 'signing secret 4711'

/** What leaves no row, and why not. */
const NOTHING_TO_TELL = new Map([
  ['analytics.saveView', 'one’s own views of numbers: nothing that anybody works on'],
  ['analytics.removeView', 'one’s own views of numbers: nothing that anybody works on'],
  ['alerts.acknowledge', 'told in the timeline of the alert: see test/api/alerts.test.ts'],
  ['alerts.resolve', 'told in the timeline of the alert: see test/api/alerts.test.ts'],
  ['alerts.falsePositive', 'told in the timeline of the alert: see test/api/alerts.test.ts'],
  ['alerts.reopen', 'told in the timeline of the alert: see test/api/alerts.test.ts'],
  ['alerts.moveMany', 'told in the timeline of each alert, as one by one'],
  ['alerts.feedback', 'the label is the record, with who gave it'],
  ['alerts.propose', 'changes nothing until somebody applies it'],
  ['alerts.applyProposal', 'needs ten judged messages first: see test/api/alerts-feedback.test.ts'],
  ['alerts.revertProposal', 'needs an applied one first: see test/api/alerts-feedback.test.ts'],
  ['alerts.dismissProposal', 'needs a proposal first: see test/api/alerts-feedback.test.ts'],
  ['alerts.tryModel', 'changes nothing: it asks the model about one sentence'],
  ['alerts.mapSender', 'tells it on the customer: see test/api/messages.test.ts'],
  ['backups.make', 'a run of a job, which is the record, with who started it'],
  ['channels.test', 'changes nothing: it sends a test message to oneself'],
  ['imports.preview', 'changes nothing'],
  ['jobs.run', 'the run itself is the record, with who started it'],
  ['rules.backtest', 'changes nothing'],
  ['rules.previewFile', 'changes nothing'],
  ['rules.cancelBacktest', 'changes nothing'],
  ['notifications.markRead', 'one’s own inbox'],
  ['notifications.setPreference', 'one’s own preferences'],
  ['notifications.sendAgain', 'the delivery log shows it'],
  ['session.switchOrganization', 'one’s own browser'],
  ['session.revoke', 'one’s own sessions'],
  ['session.requestReset', 'changes nothing: a link is sent'],
  ['slack.setCustomer', 'tells it on the customers: see test/api/slack-events.test.ts'],
  ['setup.create', 'happens before there is an organization; organization.created is written with it'],
])

let it: ConnectedApp
const made: Record<string, string> = {}
beforeAll(async () => {
  it = await connectedApp()
})
afterAll(() => it.close())

function id(name: string): string {
  const value = made[name]
  if (value === undefined) throw new Error(`The step that makes ${name} comes later`)
  return value
}

async function upload(): Promise<string> {
  const headers = { 'x-api-key': it.people.admin.key }
  const path = '/api/imports/files?kind=customers&fileName=customers.csv'
  const answer: Answer = await it.send(path, { method: 'POST', headers, body: 'External ID,Name\nimported,Imported\n' })
  return answer.body.id
}

const later = [{ id: 'd', type: 'date', config: { date: '2027-06-01T09:00:00Z' } }] as never
const admin = () => it.trpc('admin')
const userOf = (role: 'manager' | 'member') => it.people[role].userId

const STEPS: [name: string, perform: () => Promise<unknown>][] = [
  ['organization.update', () => admin().organization.update.mutate({ settings: { digestHour: 7 } })],
  ['organization.create', () => admin().organization.create.mutate({ name: 'Second', timeZone: 'UTC' })],
  ['channels.saveSlack', () => admin().channels.saveSlack.mutate({ botToken: TOKEN, signingSecret: SIGNING_SECRET })],
  [
    'channels.saveEmail',
    () =>
      admin().channels.saveEmail.mutate({
        host: '127.0.0.1',
        port: 1,
        security: 'none',
        user: 'hoist',
        password: PASSWORD_OF_MAIL,
        fromAddress: 'hoist@example.com',
        fromName: 'Hoist',
      }),
  ],
  ['inbound.renew', () => admin().inbound.renew.mutate()],
  ['inbound.close', () => admin().inbound.close.mutate()],
  ['channels.disconnect', () => admin().channels.disconnect.mutate({ channel: 'email' })],
  [
    'members.invite',
    async () => {
      const invited = await admin().members.invite.mutate({ email: 'new@example.com', role: 'viewer' })
      made['token'] = invited.link.split('/').at(-1) ?? ''
      made['invited'] = invited.userId
    },
  ],
  [
    'session.acceptLink',
    () => it.trpc('anonymous').session.acceptLink.mutate({ token: id('token'), password: 'a sturdy pass phrase' }),
  ],
  ['members.update', () => admin().members.update.mutate({ userId: id('invited'), role: 'member' })],
  ['members.resetLink', () => admin().members.resetLink.mutate({ userId: id('invited') })],
  ['members.remove', () => admin().members.remove.mutate({ userId: id('invited') })],
  [
    'keys.create',
    async () => {
      const key = await admin().keys.create.mutate({ name: 'Sync' })
      made['key'] = key.id
      made['secret key'] = key.key
    },
  ],
  ['keys.revoke', () => admin().keys.revoke.mutate({ id: id('key') })],
  [
    'teams.save',
    async () => {
      const saved: unknown = await admin().teams.save.mutate({ name: 'EMEA', userIds: [userOf('member')] })
      made['team'] = typeof saved === 'string' ? saved : (saved as { id: string }).id
    },
  ],
  ['teams.remove', () => admin().teams.remove.mutate({ id: id('team') })],
  [
    'definitions.save',
    async () => {
      made['definition'] = (
        await admin().definitions.save.mutate({ name: 'Renewal', actions: [{ id: 'call', name: 'Call' }] as never })
      ).id
    },
  ],
  [
    'customers.upsert',
    async () => {
      const saved: unknown = await admin().customers.upsert.mutate({ externalId: 'acme', name: 'Acme' } as never)
      made['customer'] = (saved as { id: string }).id
    },
  ],
  [
    'contacts.upsert',
    async () => {
      const saved: unknown = await admin().contacts.upsert.mutate({ customer: id('customer'), name: 'Cleo' } as never)
      made['contact'] = (saved as { id: string }).id
    },
  ],
  ['contacts.remove', () => admin().contacts.remove.mutate({ id: id('contact') })],
  [
    'workflows.create',
    async () => {
      const input = { customerId: id('customer'), definition: 'Renewal', assigneeId: userOf('member') }
      made['workflow'] = ((await admin().workflows.create.mutate(input as never)) as { id: string }).id
    },
  ],
  ['workflows.update', () => admin().workflows.update.mutate({ id: id('workflow'), priority: 'urgent' } as never)],
  [
    'workflows.reassign',
    () => admin().workflows.reassign.mutate({ id: id('workflow'), userId: it.people.admin.userId }),
  ],
  ['workflows.completeAction', () => admin().workflows.completeAction.mutate({ id: id('workflow'), actionId: 'call' })],
  ['workflows.complete', () => admin().workflows.complete.mutate({ id: id('workflow') })],
  ['workflows.reopen', () => admin().workflows.reopen.mutate({ id: id('workflow') })],
  ['escalations.snooze', () => admin().escalations.snooze.mutate({ workflowId: id('workflow'), triggers: later })],
  ['escalations.wakeNow', () => admin().escalations.wakeNow.mutate({ workflowId: id('workflow') })],
  ['escalations.skip', () => admin().escalations.skip.mutate({ workflowId: id('workflow'), triggers: later })],
  ['escalations.reactivateNow', () => admin().escalations.reactivateNow.mutate({ workflowId: id('workflow') })],
  ['escalations.escalate', () => escalate(later)],
  ['escalations.cancel', () => admin().escalations.cancel.mutate({ workflowId: id('workflow') })],
  [
    'escalations.fireManualEvent',
    async () => {
      const config = { eventType: 'manual_event', eventConfig: { eventKey: 'go' } }
      await escalate([{ id: 'm', type: 'event', config }, ...(later as object[])] as never)
      return admin().escalations.fireManualEvent.mutate({ workflowId: id('workflow'), eventKey: 'go' })
    },
  ],
  [
    'escalations.acknowledge',
    async () => {
      await it.drain()
      return it.trpc('manager').escalations.acknowledge.mutate({ workflowId: id('workflow') })
    },
  ],
  [
    'escalations.takeOwnership',
    () => it.trpc('manager').escalations.takeOwnership.mutate({ workflowId: id('workflow') }),
  ],
  [
    'escalations.deEscalate',
    async () => {
      await escalate([] as never, 'member')
      return admin().escalations.deEscalate.mutate({ workflowId: id('workflow') })
    },
  ],
  ['imports.cancel', async () => admin().imports.cancel.mutate({ id: await upload() })],
  [
    'imports.start',
    async () => {
      made['import'] = await upload()
      await admin().imports.start.mutate({ id: id('import') } as never)
      await it.app.imports.idle()
    },
  ],
  ['imports.release', () => admin().imports.release.mutate({ id: id('import') })],
  [
    'definitions.remove',
    async () => {
      const unused = await admin().definitions.save.mutate({ name: 'Unused', actions: [] as never })
      return admin().definitions.remove.mutate({ id: unused.id })
    },
  ],
  [
    'rules.create',
    async () => {
      const conditions = { open_alerts: { operator: '>', value: 5 } }
      const rule = { name: 'Alerts', conditions, escalateToUserId: userOf('manager') }
      made['rule'] = (await admin().rules.create.mutate(rule)).id
    },
  ],
  ['alerts.saveSettings', () => admin().alerts.saveSettings.mutate({ cooldownHours: 2 })],
  [
    'alerts.saveOwnWords',
    () => admin().alerts.saveOwnWords.mutate({ phrases: [], exceptions: [{ text: 'dead', enabled: true }] }),
  ],
  ['rules.update', () => admin().rules.update.mutate({ id: id('rule'), change: { capPerHour: 1, mode: 'on' } })],
  [
    'rules.duplicate',
    async () => {
      made['copy'] = (await admin().rules.duplicate.mutate({ id: id('rule') })).id
    },
  ],
  ['rules.reorder', () => admin().rules.reorder.mutate({ ruleIds: [id('copy'), id('rule')] })],
  [
    'rules.restore',
    async () => {
      const { events } = await admin().rules.history.query({ id: id('rule') })
      const created = events.find(({ reason }) => reason === 'created')
      await admin().rules.restore.mutate({ id: id('rule'), eventId: created?.id ?? '' })
    },
  ],
  ['rules.approve', () => admin().rules.approve.mutate({ id: id('rule') })],
  ['rules.discard', () => admin().rules.discard.mutate({ id: id('rule') })],
  [
    'rules.resume',
    async () => {
      const { routingRule } = it.app.db.t
      await it.app.db.write((tx) => tx.update(routingRule).set({ pausedAt: 1 }))
      await admin().rules.resume.mutate({ id: id('rule') })
    },
  ],
  [
    'rules.setFreshness',
    async () => {
      await admin().customers.upsert.mutate({ externalId: 'acme', metrics: { nps: 5 } } as never)
      await admin().rules.setFreshness.mutate({ metric: 'nps', hours: 24 })
    },
  ],
  ['rules.override', () => admin().rules.override.mutate({ workflowId: id('workflow'), ruleId: id('rule') })],
  ['rules.undoOverride', () => admin().rules.undoOverride.mutate({ workflowId: id('workflow'), ruleId: id('rule') })],
  ['rules.importFile', async () => admin().rules.importFile.mutate((await admin().rules.exportFile.query()) as never)],
  ['rules.remove', () => admin().rules.remove.mutate({ id: id('copy') })],
  ['demo.create', () => admin().demo.create.mutate()],
  ['demo.remove', () => admin().demo.remove.mutate()],
]

function escalate(triggers: never, to: 'manager' | 'member' = 'manager') {
  const body = { workflowId: id('workflow'), triggers, escalateToUserId: userOf(to), replace: true }
  return admin().escalations.escalate.mutate(body)
}

test('every procedure that changes something has a step, or a reason why there is nothing to tell', () => {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
  const changing = procedures.filter(([, { _def }]) => _def.type === 'mutation').map(([name]) => name)
  const known = [...STEPS.map(([name]) => name), ...NOTHING_TO_TELL.keys()]
  expect(
    changing.filter((name) => !known.includes(name)),
    'add a step that performs it (and a recordAudit or appendTimeline to its service), or the reason why not',
  ).toEqual([])
  expect(known.filter((name) => !changing.includes(name))).toEqual([])
})

async function rows(): Promise<string[]> {
  const { read, t } = it.app.db
  const events = await read.select({ id: t.auditEvent.id }).from(t.auditEvent)
  return [...events, ...(await read.select({ id: t.timeline.id }).from(t.timeline))].map((row) => row.id)
}

test.each(STEPS)('%s leaves a row', { timeout: 60_000 }, async (_, perform) => {
  const before = new Set(await rows())
  await perform()
  expect((await rows()).filter((row) => !before.has(row))).not.toEqual([])
})

test('every row names who, and none holds a secret', async () => {
  const { read, t } = it.app.db
  const events = await read.select().from(t.auditEvent)
  const text = JSON.stringify([events, await read.select().from(t.timeline)])
  for (const secret of [TOKEN, SIGNING_SECRET, PASSWORD_OF_MAIL, 'a sturdy pass phrase', id('token'), id('secret key')])
    expect(text).not.toContain(secret)
  const slack = events.find((event) => event.subject === 'channel:slack' && 'signingSecret' in event.diff)
  expect(slack?.diff).toMatchObject({ signingSecret: [null, '[secret]'] })
  expect(events.filter((event) => event.actor.type === 'user' && event.actor.name === '')).toEqual([])
  // What was asked for over HTTP can be found in the log.
  expect(events.find((event) => event.action === 'team.created')?.requestId).toMatch(/^[\w-]{12}$/)
})
