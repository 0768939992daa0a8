import type { Actor } from '../../shared/actor.ts'
import type { AuditDiff } from '../../shared/audit/diff.ts'
import type { Kit } from '../kit.postgres.ts'
import type { People } from './people.ts'

/** Who changed what in the settings of an organization. Acts on customers and workflows are in `timeline`. */
export function defineAudit(k: Kit, { organization }: People) {
  /** Append-only; ids begin with the time, so that the primary key is the order. */
  const auditEvent = k.table(
    'audit_event',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      at: k.instant().notNull(),
      actor: k.json<Actor>().notNull(),
      /** A verb in the past tense, with its noun: `member.changed`. */
      action: k.text().notNull(),
      /** `member:<id>`, `key:<id>`, `team:<id>`, `organization`, … */
      subject: k.text().notNull(),
      /** Its name at that time: the row may be gone. */
      subjectName: k.text().notNull(),
      /** Without secrets: of them only that they changed. */
      diff: k.json<AuditDiff>().notNull(),
      /** The request's id in the log; null where no request asked for it. */
      requestId: k.text(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.index('audit_event_subject').on(t.organizationId, t.subject, t.id),
    ],
  )
  return { auditEvent }
}
