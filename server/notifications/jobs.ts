import { reachable } from '../../shared/notifications/decide.ts'
import { latestDigest, writeDigest } from '../../shared/notifications/digest.ts'
import { OrganizationSettings } from '../../shared/people/settings.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Context } from '../context.ts'
import type { Job } from '../jobs/job.ts'
import { announce } from '../live/hints.ts'
import { insertDeliveries } from './delivery-store.ts'
import { clearWaiting, hasDelivery, listOrganizations, listWaitingPeople, readWaiting } from './digest-store.ts'
import { findPerson } from './store.ts'

/**
 * The daily digest. Runs every quarter of an hour, since local hours begin at each of them somewhere, and does what is
 * due: for each person one message with everything that waited before the hour of the organization's digest.
 * @param url public address of the installation, without a trailing slash.
 */
export function digestJob({ db }: Context, url: string): Job {
  /** Returns whether there was something to tell. */
  function digest(organizationId: string, userId: string, due: { day: string; at: Instant }, now: Instant) {
    return db.write(async (tx) => {
      const person = await findPerson(tx, organizationId, userId)
      const channels = !person || person.status === 'removed' ? [] : reachable(person, person.connected)
      const keys = channels.map((channel) => `digest.${due.day}.${userId}.${channel}`)
      // What came too late for today's digest waits for tomorrow's.
      if (await hasDelivery(tx, organizationId, keys)) return false
      const { titles, total } = await readWaiting(tx, organizationId, userId, due.at)
      if (total === 0) return false
      const message = writeDigest(titles, total, `${url}/`)
      const deliveries = channels.map((channel, index) => {
        return { notificationId: null, userId, channel, key: keys[index] ?? '', ...message }
      })
      await insertDeliveries(tx, organizationId, deliveries, now)
      await clearWaiting(tx, organizationId, userId, due.at)
      tx.afterCommit(() => announce(organizationId, { topic: 'delivery' }))
      return true
    }, 'bulk')
  }

  return {
    name: 'digest',
    schedule: '*/15 * * * *',
    catchUp: 'latest',
    quiet: true,
    async run({ now, signal }) {
      const done = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
      for (const { id, timeZone, settings } of await listOrganizations(db.read)) {
        const due = latestDigest(OrganizationSettings.parse(settings).digestHour, timeZone, now)
        for (const userId of await listWaitingPeople(db.read, id, due.at)) {
          if (signal.aborted) return done
          done.evaluated += 1
          if (await digest(id, userId, due, now)) done.fired += 1
        }
      }
      return done
    },
  }
}
