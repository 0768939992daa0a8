import type { Actor } from '../../shared/actor.ts'
import { auditDiff } from '../../shared/audit/diff.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Writer } from '../db/engine.ts'

/** Whose change it is; a Caller is one. */
export type ChangedBy = { organizationId: string; actor: Actor; requestId?: string | undefined }

export type AuditedChange = {
  /** A verb in the past tense, with its noun: `member.changed`. */
  action: string
  /** `member:<id>`, `key:<id>`, `team:<id>`, `organization`, … */
  subject: string
  /** What people call it. */
  name: string
  /** The fields that count, before and after; left out or null where there were or are none. */
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}

/**
 * Notes a change of the settings for the audit log, in the transaction that makes it: with the change, or not at all.
 * Of fields that hold secrets (shared/secret-fields.ts) only that they changed is kept.
 */
export async function recordAudit(tx: Writer, by: ChangedBy, now: Instant, change: AuditedChange): Promise<void> {
  await tx.insert(tx.t.auditEvent).values({
    organizationId: by.organizationId,
    id: newId(now),
    at: now,
    actor: by.actor,
    action: change.action,
    subject: change.subject,
    subjectName: change.name,
    diff: auditDiff(change.before ?? null, change.after ?? null),
    requestId: by.requestId ?? null,
  })
}
