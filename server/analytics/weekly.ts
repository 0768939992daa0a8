import { type Week, latestWeek, writeWeek } from '../../shared/analytics/weekly.ts'
import { OrganizationSettings } from '../../shared/people/settings.ts'
import type { Role } from '../../shared/roles.ts'
import { DAY } from '../../shared/time/instant.ts'
import type { Context } from '../context.ts'
import { announce } from '../live/hints.ts'
import { insertDeliveries } from '../notifications/delivery-store.ts'
import { hasDelivery, listOrganizations } from '../notifications/digest-store.ts'
import type { AnalyticsThread } from './thread.ts'
import { hasEscalations, listWeeklyReaders } from './weekly-store.ts'

/** After downtime it is still sent so late; then it waits for the next Monday. */
const LATEST = 2 * DAY

type Reader = { organizationId: string; userId: string; role: Role; timeZone: string; alerts: boolean }

/**
 * Sends everybody who sees analytics and wants it the summary of the latest week, once, of what they may see. Where
 * nothing was escalated for two weeks nobody hears of it.
 * @param url public address of the installation, without a trailing slash.
 */
export async function sendWeeklySummaries(
  { db, clock }: Context,
  thread: AnalyticsThread,
  url: string,
  signal: AbortSignal,
): Promise<{ evaluated: number; sent: number }> {
  const done = { evaluated: 0, sent: 0 }
  for (const { id: organizationId, timeZone, settings } of await listOrganizations(db.read)) {
    const week = latestWeek(OrganizationSettings.parse(settings).digestHour, timeZone, clock.now())
    if (clock.now() - week.dueAt > LATEST || !(await hasEscalations(db.read, organizationId, week.previousFrom)))
      continue
    for (const { channels, ...person } of await listWeeklyReaders(db.read, organizationId, week.dueAt)) {
      if (signal.aborted) return done
      const reader = { organizationId, timeZone, alerts: false, ...person }
      const keys = channels.map((channel) => `weekly.${week.day}.${person.userId}.${channel}`)
      if (keys.length === 0 || (await hasDelivery(db.read, organizationId, keys))) continue
      done.evaluated += 1
      const message = await messageFor(reader, week)
      await db.write(async (tx) => {
        const rows = channels.map((channel, index) => ({
          notificationId: null,
          userId: person.userId,
          channel,
          key: keys[index] ?? '',
          ...message,
        }))
        await insertDeliveries(tx, organizationId, rows, clock.now())
        tx.afterCommit(() => announce(organizationId, { topic: 'delivery' }))
      }, 'bulk')
      done.sent += 1
    }
  }
  return done

  async function messageFor(reader: Reader, { from, to, previousFrom }: Week) {
    const ask = { ...reader, filter: { from, to } }
    const summary = await thread.call('summary', ask)
    const previous = await thread.call('summary', { ...reader, filter: { from: previousFrom, to: from } })
    const definitions = await thread.call('breakdown', { ...ask, by: 'definition' })
    const { armed } = await thread.call('summary', { ...reader, filter: { only: 'armed' } })
    return writeWeek({ summary, previous, definitions, armed }, `${url}/analytics?period=last-week`)
  }
}
