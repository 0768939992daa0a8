import { z } from 'zod'
import type { Caller, Context } from '../context.ts'
import { openSlack } from '../notifications/connections/secrets.ts'
import { listConnections } from '../notifications/connections/store.ts'
import type { Seal } from '../secrets/seal.ts'

/** An organization's Slack app, with its secrets: kept in memory for as long as it is needed and logged nowhere. */
export type Installation = Pick<Caller, 'organizationId' | 'timeZone'> & {
  botToken: string
  signingSecret: string | null
  /** Set where events come over Socket Mode. */
  appToken: string | null
  /** Null in an installation from before Hoist asked; the first signed event tells. */
  teamId: string | null
  appId: string | null
  botUserId: string | null
  botId: string | null
}

const Known = z.object({
  teamId: z.string().nullable().catch(null),
  appId: z.string().nullable().catch(null),
  botUserId: z.string().nullable().catch(null),
  botId: z.string().nullable().catch(null),
})

/** Every organization's Slack app, or one's; those whose secrets cannot be opened (another installation's) are left out. */
export async function listInstallations(
  { db, seal }: Pick<Context, 'db'> & { seal: Seal },
  organizationId?: string,
): Promise<Installation[]> {
  const rows = await listConnections(db.read, 'slack', organizationId)
  return rows.flatMap(({ timeZone, ...row }) => {
    try {
      const secrets = openSlack(seal, row)
      return [{ organizationId: row.organizationId, timeZone, ...secrets, ...Known.parse(row.settings) }]
    } catch {
      return []
    }
  })
}
