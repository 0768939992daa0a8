import { personOf } from '../../shared/actor.ts'
import type { AlertStatus } from '../../shared/alerts/schema.ts'
import { type Told, tellOf } from '../../shared/alerts/words.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import type { Button } from '../notifications/channels/channel.ts'
import { cancelDeliveries, notify } from '../notifications/notify.ts'
import { reviseDeliveries } from '../notifications/revise.ts'
import { adminIds, type AlertRow, getAlert } from './store.ts'

/** The cause of each time people were told of an alert. */
function causes({ id, notifiedCount }: AlertRow): string[] {
  return Array.from({ length: notifiedCount }, (_, at) => `alert:${id}:${at + 1}`)
}

/** Tells every admin of an alert, in the caller's transaction: at once, whatever they prefer. */
export async function tellAdmins(tx: Writer, alert: AlertRow, now: Instant): Promise<void> {
  const { title, body } = tellOf(toldOf(alert))
  const dedupKey = causes(alert).at(-1) ?? ''
  const admins = await adminIds(tx, alert.organizationId)
  const notices = admins.map((userId) => ({
    userId,
    type: 'alert' as const,
    dedupKey,
    alertId: alert.id,
    title,
    body,
    critical: true,
  }))
  await notify(tx, alert.organizationId, notices, now)
}

/** Calls off what was not sent yet about an alert: somebody sees to it. */
export async function callOff(tx: Writer, alert: AlertRow, now: Instant): Promise<void> {
  await cancelDeliveries(tx, alert.organizationId, causes(alert), now)
}

/** The messages that stand in Slack about an alert are rewritten to say how it stands now. */
export async function showChange(tx: Writer, alert: AlertRow, now: Instant): Promise<void> {
  await reviseDeliveries(tx, alert.organizationId, causes(alert), now)
}

/** What a message about an alert says at the moment it is sent; null where the alert is gone. */
export async function composeAlert(
  conn: Reader,
  organizationId: string,
  alertId: string,
): Promise<{ title: string; body: string; buttons: Button[]; causes: string[] } | null> {
  const alert = await getAlert(conn, organizationId, alertId)
  if (!alert) return null
  return { ...tellOf(toldOf(alert)), buttons: buttonsOf(alert.status, alert.id), causes: causes(alert) }
}

function toldOf(alert: AlertRow): Told {
  const { severity, status, summary, suggestedAction, indicators, count, changedBy, resolutionNotes } = alert
  const by = personOf(changedBy)?.name ?? null
  return { severity, status, summary, suggestedAction, indicators, count, by, notes: resolutionNotes }
}

const ACKNOWLEDGE = { actionId: 'alert.acknowledge', label: 'Acknowledge', style: 'primary' } as const
const RESOLVE = { actionId: 'alert.resolve', label: 'Resolve' } as const
const FALSE_POSITIVE = { actionId: 'alert.false_positive', label: 'False positive' } as const

/** What may be done with an alert from a message about it. */
function buttonsOf(status: AlertStatus, value: string): Button[] {
  const offered =
    status === 'open'
      ? [ACKNOWLEDGE, RESOLVE, FALSE_POSITIVE]
      : status === 'acknowledged'
        ? [RESOLVE, FALSE_POSITIVE]
        : []
  return offered.map((button) => ({ ...button, value }))
}
