import type { Kit } from '../kit.postgres.ts'
import type { People } from './people.ts'

/** What analytics keeps besides the escalations themselves, which it only reads. */
export function defineAnalytics(k: Kit, { organization, member }: People) {
  /** Filters that somebody gave a name; with `shared` everybody who sees analytics may open them. */
  const analyticsView = k.table(
    'analytics_view',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      userId: k.text().notNull(),
      name: k.text().notNull(),
      shared: k.boolean().notNull(),
      /** The page's search parameters. */
      search: k.json<Record<string, string | number>>().notNull(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.index('analytics_view_user').on(t.organizationId, t.userId),
      k.foreignKey({
        columns: [t.organizationId, t.userId],
        foreignColumns: [member.organizationId, member.userId],
      }),
    ],
  )

  /** In which zone the stored days, weekdays and hours of an organization are, and how far a change of it has got. */
  const analyticsCalendar = k.table('analytics_calendar', {
    organizationId: k
      .text()
      .primaryKey()
      .references(() => organization.id),
    timeZone: k.text().notNull(),
    /** The last flow action that was seen to; null when nothing is left to do. */
    cursor: k.text(),
    /** Where the second look begins, at what was written while the first was under way; null during the second. */
    tail: k.text(),
    updatedAt: k.instant().notNull(),
  })

  return { analyticsView, analyticsCalendar }
}
