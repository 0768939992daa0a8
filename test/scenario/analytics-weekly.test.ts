import { afterAll, expect, it } from 'vitest'
import { latestWeek, writeWeek } from '../../shared/analytics/weekly.ts'
import { HOUR } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { escalationWorld, on } from '../support/escalation-world.ts'
import { connectEmail, deliveries } from '../support/outbox.ts'
import { fakeSmtp } from '../support/smtp.ts'

const open: Awaited<ReturnType<typeof fakeSmtp>>[] = []
afterAll(async () => {
  for (const smtp of open) await smtp.close()
})

it.each(engines)('on Monday everybody who sees analytics hears of what is theirs, once, on $name', async ({ name }) => {
  // Thursday. The digest comes at 8 o'clock in Berlin.
  const w = await escalationWorld(name, { now: '2027-01-14T09:00:00Z' })
  const smtp = await fakeSmtp()
  open.push(smtp)
  await connectEmail(w, smtp)
  await w.escalate(await w.workflow(), w.ben, [on('2027-01-14T12:00:00Z')])
  await w.escalate(await w.workflow(w.people.manager), w.ben)
  await w.advance(3 * HOUR)
  const run = async (at: string) => {
    w.clock.set(at)
    await w.app.jobs.run('weekly-summary', 'Ada Admin')
    await w.drain()
    return (await deliveries(w.app)).filter(({ key }) => key.startsWith('weekly.'))
  }
  expect(await run('2027-01-18T06:59:00Z')).toEqual([])
  const sent = await run('2027-01-18T07:00:00Z')
  const of = (userId: string) => sent.find((one) => one.userId === userId)
  expect(sent).toHaveLength(2)
  expect(of(w.people.admin.userId)).toMatchObject({
    state: 'sent',
    channel: 'email',
    title: 'Last week: 2 escalations, 2 more than the week before',
  })
  const body = smtp.mails.find(({ to }) => to === w.people.admin.email)?.source.replaceAll('=\r\n', '') ?? ''
  expect(body).toContain('Time to escalate: 3.0 h on average, median 3.0 h, 90 % within 3.0 h.')
  expect(body).toContain('Most were escalated to Ben Boss: 2.')
  expect(body).toContain('/analytics?period')
  expect(of(w.people.manager.userId)?.title).toBe('Last week: 1 escalation, 1 more than the week before')
  expect(await run('2027-01-18T09:00:00Z')).toHaveLength(2)

  await w.trpc('manager').notifications.setPreference.mutate({ type: 'weekly_summary', frequency: 'off' })
  const next = await run('2027-01-25T07:00:00Z')
  expect(next.map((one) => one.userId)).toContain(w.people.admin.userId)
  expect(next).toHaveLength(3)
  // A person who turns it on on Thursday waits for Monday.
  await w.trpc('manager').notifications.setPreference.mutate({ type: 'weekly_summary', frequency: 'instant' })
  expect(await run('2027-01-28T07:00:00Z')).toHaveLength(3)
})

it('the week ends on the Sunday before, in the organization’s zone', () => {
  const week = latestWeek(8, 'Europe/Berlin', Date.parse('2027-04-01T12:00:00Z'))
  expect(week.day).toBe('2027-03-29')
  // With the night in between in which an hour is left out.
  expect(new Date(week.from).toISOString()).toBe('2027-03-21T23:00:00.000Z')
  expect(new Date(week.to).toISOString()).toBe('2027-03-28T22:00:00.000Z')
  expect(new Date(week.dueAt).toISOString()).toBe('2027-03-29T06:00:00.000Z')
  expect(latestWeek(8, 'Europe/Berlin', week.dueAt - 1).day).toBe('2027-03-22')
})

it('says little of a quiet week', () => {
  const summary = {
    totalEscalations: 0,
    immediate: 0,
    timeToEscalate: { mean: null, median: null, p90: null },
    falseEscalations: 0,
    firedLate: 0,
    mostEscalatedTo: null,
  }
  const facts = { summary, previous: { totalEscalations: 4 }, definitions: [], armed: 2 }
  expect(writeWeek(facts, 'https://hoist.test')).toEqual({
    title: 'Last week: 0 escalations, 4 fewer than the week before',
    body: 'Waiting now: 2.\n\nhttps://hoist.test',
  })
})
