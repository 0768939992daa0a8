import { and, eq } from 'drizzle-orm'
import { metricOf } from '../../shared/rules/fields.ts'
import { STALE } from '../../shared/rules/match.ts'
import { fieldWords } from '../../shared/rules/describe.ts'
import { HOUR, type Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { listAdmins } from '../escalations/recipient-store.ts'
import { notify } from '../notifications/notify.ts'
import type { Assessment, Bench } from './assess.ts'

/**
 * Keeps note of readings that rules need and that are too old to count. The first customer of a metric raises the one
 * notice to the admins; it is raised again only after every customer's reading has been fresh.
 */
export async function noteStale(
  tx: Writer,
  { organization, compiled, freshness }: Bench,
  { subject, facts }: Pick<Assessment, 'subject' | 'facts'>,
  now: Instant,
): Promise<void> {
  if (freshness.size === 0) return
  const organizationId = organization.id
  for (const [field, slot] of compiled.set.slots) {
    const metric = metricOf(field)
    if (metric === null || !freshness.has(metric)) continue
    const { staleReading: t } = tx.t
    const known = await isNoted(tx, organizationId, metric, subject.customerId)
    if (facts[slot] !== STALE) {
      if (known)
        await tx
          .delete(t)
          .where(and(eq(t.organizationId, organizationId), eq(t.metric, metric), eq(t.customerId, subject.customerId)))
      continue
    }
    if (known) continue
    const first = !(await isNoted(tx, organizationId, metric))
    await tx.insert(t).values({ organizationId, metric, customerId: subject.customerId, since: now })
    if (first) await raise(tx, organizationId, { metric, hours: (freshness.get(metric) ?? 0) / HOUR, subject }, now)
  }
}

async function isNoted(conn: Reader, organizationId: string, metric: string, customerId?: string): Promise<boolean> {
  const { staleReading: t } = conn.t
  const rows = await conn
    .select({ since: t.since })
    .from(t)
    .where(
      and(
        eq(t.organizationId, organizationId),
        eq(t.metric, metric),
        customerId === undefined ? undefined : eq(t.customerId, customerId),
      ),
    )
    .limit(1)
  return rows.length > 0
}

type Stale = { metric: string; hours: number; subject: { customerName: string } }

async function raise(tx: Writer, organizationId: string, { metric, hours, subject }: Stale, now: Instant) {
  const name = fieldWords(metric)
  const admins = await listAdmins(tx, organizationId)
  const notices = admins.map(({ userId }) => ({
    userId,
    type: 'data_health' as const,
    dedupKey: `freshness:${metric}:${now}`,
    title: `Readings of ${name} have grown too old`,
    body: `The last one of ${subject.customerName} came more than ${hours} hours ago, so rules that ask for ${name} do not know it and will not act. See whether the source still sends it.`,
  }))
  await notify(tx, organizationId, notices, now)
}
