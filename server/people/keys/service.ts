import type { Actor } from '../../../shared/actor.ts'
import { badField, notFound } from '../../../shared/errors.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import { recordAudit } from '../../audit/record.ts'
import { newId, newSecret } from '../../clock.ts'
import type { Caller, Context } from '../../context.ts'
import type { Writer } from '../../db/engine.ts'
import { findMember } from '../members/store.ts'
import { hashOf } from '../sessions/secrets.ts'
import { insertKey, revokeKey } from './store.ts'

type NewKeyFor = { userId: string; name: string; createdBy: string; actor: Actor; requestId?: string | undefined }
export type NewKey = { id: string; name: string; userId: string; key: string }

/** Adds a key within a unit of work. The key itself is in the answer only; of it the hash is kept. */
export async function addKey(
  tx: Writer,
  organizationId: string,
  { userId, name, createdBy, actor, requestId }: NewKeyFor,
  now: Instant,
): Promise<NewKey> {
  const key = `hoist_${newSecret(24)}`
  const id = newId(now)
  const prefix = key.slice(0, 12)
  await insertKey(tx, organizationId, { id, userId, name, hash: hashOf(key), prefix, createdBy, createdAt: now })
  const created = { action: 'key.created', subject: `key:${id}`, name, after: { name, prefix, actsAs: userId } }
  await recordAudit(tx, { organizationId, actor, requestId }, now, created)
  return { id, name, userId, key }
}

/** A new key for the caller or for another active member; it acts with that person's role. */
export async function createKey(
  { db, clock }: Context,
  caller: Caller,
  { name, userId = caller.userId }: { name: string; userId?: string | undefined },
): Promise<NewKey> {
  const now = clock.now()
  return db.write(async (tx) => {
    const owner = await findMember(tx, caller.organizationId, userId)
    if (owner?.status !== 'active') throw badField(['userId'], 'Choose an active member')
    const { organizationId, actor, requestId } = caller
    return addKey(tx, organizationId, { userId, name, createdBy: caller.userId, actor, requestId }, now)
  })
}

/** Ends a key at once. Throws not_found. */
export async function endKey({ db, clock }: Context, caller: Caller, keyId: string): Promise<void> {
  const now = clock.now()
  await db.write(async (tx) => {
    const key = await revokeKey(tx, caller.organizationId, keyId, now)
    if (!key) throw notFound('API key')
    const { name, userId } = key
    const before = { name, actsAs: userId }
    await recordAudit(tx, caller, now, { action: 'key.revoked', subject: `key:${keyId}`, name, before })
  })
}
