import type { Instant } from '../../shared/time/instant.ts'
import { recordAudit } from '../audit/record.ts'
import { newSecret } from '../clock.ts'
import type { Caller, Context } from '../context.ts'
import { hashOf } from '../people/sessions/secrets.ts'
import type { Seal } from '../secrets/seal.ts'
import { getInbound, removeInbound, saveInbound } from './store.ts'

type Parts = Context & { seal: Seal; config: { url: string } }

/** The secret address of an organization, as an admin hands it to a mail service. */
export type InboundAddress = { url: string; secret: string; createdAt: Instant; lastReceivedAt: Instant | null }

const PATH = '/api/inbound/email'
const AUDITED = { subject: 'channel:inbound-email', name: 'Inbound email' }

/** Null where the organization takes no mail in, or its secret was sealed with another installation's. */
export async function readInbound(
  { db, seal, config }: Parts,
  { organizationId }: Caller,
): Promise<InboundAddress | null> {
  const row = await getInbound(db.read, organizationId)
  if (!row) return null
  try {
    const secret = seal.open(row.sealed, place(organizationId))
    return {
      url: `${config.url}${PATH}/${secret}`,
      secret,
      createdAt: row.createdAt,
      lastReceivedAt: row.lastReceivedAt,
    }
  } catch {
    return null
  }
}

/** Makes an address, or a new one in place of the old, which is closed from then on. */
export async function renewInbound(app: Parts, caller: Caller): Promise<InboundAddress> {
  const { organizationId } = caller
  const secret = newSecret(24)
  const now = app.clock.now()
  const stored = { hash: hashOf(secret), sealed: app.seal.seal(secret, place(organizationId)) }
  await app.db.write(async (tx) => {
    const before = await getInbound(tx, organizationId)
    await saveInbound(tx, organizationId, stored, now)
    const action = before ? 'channel.renewed' : 'channel.connected'
    await recordAudit(tx, caller, now, { action, ...AUDITED })
  })
  return { url: `${app.config.url}${PATH}/${secret}`, secret, createdAt: now, lastReceivedAt: null }
}

/** Takes no mail in any more. */
export async function closeInbound({ db, clock }: Parts, caller: Caller): Promise<void> {
  await db.write(async (tx) => {
    if (await removeInbound(tx, caller.organizationId))
      await recordAudit(tx, caller, clock.now(), { action: 'channel.disconnected', ...AUDITED })
  })
}

function place(organizationId: string): string {
  return `inbound-email:${organizationId}`
}
