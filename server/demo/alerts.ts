import { and, eq } from 'drizzle-orm'
import type { AlertStatus } from '../../shared/alerts/schema.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { analyserOf } from '../alerts/analysis.ts'
import { moveAlert } from '../alerts/move.ts'
import { raiseAlerts } from '../alerts/raise.ts'
import { activeAlert } from '../alerts/store.ts'
import { newId } from '../clock.ts'
import type { Caller, Context } from '../context.ts'
import { insertMany } from '../db/insert-many.ts'
import { SAMPLE_PREFIX, sampleChannel } from './plan-customers.ts'

type Writing = { customer: number; minutesAgo: number; text: string; now?: AlertStatus; notes?: string }

/** What some of the sample customers wrote lately, and what came of it; the oldest first. */
const WRITINGS: readonly Writing[] = [
  {
    customer: 9,
    minutesAgo: 4_100,
    text: 'Nobody in the company can log in since this morning, the system is down in all three branches.',
    now: 'resolved',
    notes: 'A certificate had run out. Called them every half hour; they thanked us for it.',
  },
  {
    customer: 12,
    minutesAgo: 2_900,
    text: 'We are cancelling the contract with our old printer. Whom do I ask about the new labels?',
    now: 'false_positive',
    notes: 'About somebody else',
  },
  {
    customer: 5,
    minutesAgo: 1_500,
    text: 'I have now written four times about the same export and still nobody answers. I would like to speak with your manager.',
    now: 'acknowledged',
  },
  {
    customer: 3,
    minutesAgo: 95,
    text: 'Second invoice in a row with the old price. We will not pay it until it is corrected.',
  },
  {
    customer: 2,
    minutesAgo: 32,
    text: 'Seit zwei Wochen warten wir auf eine Antwort. Wir kündigen den Vertrag zum Jahresende.',
  },
  {
    customer: 1,
    minutesAgo: 4,
    text: 'This is the third outage this week. We are cancelling our contract, and our lawyers will be in touch about the breach.',
  },
]

/** Alerts in every status, raised by what the analysis finds in their messages. */
export async function putAlerts(app: Context, caller: Caller): Promise<void> {
  const { organizationId } = caller
  const analyse = await analyserOf(app.db.read, organizationId)
  const { contact } = app.db.read.t
  for (const [index, { customer, minutesAgo, text, now: status, notes }] of WRITINGS.entries()) {
    const at = app.clock.now() - minutesAgo * MINUTE
    const [writer] = await app.db.read
      .select({ customerId: contact.customerId, contactId: contact.id })
      .from(contact)
      .where(and(eq(contact.organizationId, organizationId), eq(contact.externalId, `${SAMPLE_PREFIX}p-${customer}`)))
    if (!writer) continue
    const risk = analyse(text)
    const ids = { id: newId(at), ...writer, channel: sampleChannel(customer) }
    const row = {
      organizationId,
      ...ids,
      externalId: `${SAMPLE_PREFIX}a-${index + 1}`,
      direction: 'inbound' as const,
      text,
      at,
      receivedAt: at,
      scannedAt: at,
      analysedAt: at,
      ...risk,
    }
    await app.db.write(async (tx) => {
      await insertMany(tx, tx.t.message, [row], 'ignore')
      await raiseAlerts(tx, organizationId, [{ ...ids, at, alertId: null, risk }], at)
    }, 'bulk')
    const alert = await activeAlert(app.db.read, organizationId, ids.channel)
    if (alert && status !== undefined) await moveAlert(app, caller, alert.id, { status, notes })
  }
}
