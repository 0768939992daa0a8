import { and, count, desc, eq, exists, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Frequency, NotificationType } from '../../shared/notifications/schema.ts'
import type { MemberStatus } from '../../shared/roles.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'

type Row = Reader['t']['notification']['$inferSelect']
export type NewNotification = Omit<Row, 'organizationId' | 'createdAt'>

export type FoundAddressee = {
  status: MemberStatus
  frequency: Frequency | null
  hasSlackId: boolean
  connected: { slack: boolean; email: boolean }
  alreadyTold: boolean
}

/** Everything that decides how one person is told of one thing, in one statement; undefined for a stranger. */
export async function findAddressee(
  tx: Writer,
  organizationId: string,
  notice: { userId: string; type: NotificationType; dedupKey: string },
): Promise<FoundAddressee | undefined> {
  const [row] = await tx.prepared('notification addressee', addressee).execute({ organizationId, ...notice })
  if (!row) return undefined
  const connected = { slack: row.slack, email: row.email }
  const { status, frequency, alreadyTold } = row
  return { status, frequency, hasSlackId: row.slackUserId !== null, connected, alreadyTold }
}

/** What decides how a person is told of something that is no notification. */
export function findPerson(tx: Writer, organizationId: string, userId: string): Promise<FoundAddressee | undefined> {
  return findAddressee(tx, organizationId, { userId, type: 'data_health', dedupKey: '' })
}

function addressee(conn: Writer) {
  const { member, preference, channelSetting, notification } = conn.t
  const one = { one: sql<number>`1` }
  const connected = (channel: 'slack' | 'email') => {
    const own = and(eq(channelSetting.organizationId, member.organizationId), eq(channelSetting.channel, channel))
    return sql`${exists(conn.select(one).from(channelSetting).where(own))}`.mapWith(Boolean)
  }
  const told = and(
    eq(notification.organizationId, member.organizationId),
    eq(notification.dedupKey, sql.placeholder('dedupKey')),
    eq(notification.userId, member.userId),
  )
  return conn
    .select({
      status: member.status,
      slackUserId: member.slackUserId,
      frequency: preference.frequency,
      slack: connected('slack'),
      email: connected('email'),
      alreadyTold: sql`${exists(conn.select(one).from(notification).where(told))}`.mapWith(Boolean),
    })
    .from(member)
    .leftJoin(
      preference,
      and(
        eq(preference.organizationId, member.organizationId),
        eq(preference.userId, member.userId),
        eq(preference.type, sql.placeholder('type')),
      ),
    )
    .where(
      and(eq(member.organizationId, sql.placeholder('organizationId')), eq(member.userId, sql.placeholder('userId'))),
    )
}

/** A cause that the same person was told of already is left as it is. */
export async function insertNotifications(
  tx: Writer,
  organizationId: string,
  notifications: readonly NewNotification[],
  now: Instant,
): Promise<void> {
  const rows = notifications.map((one) => ({ ...one, organizationId, createdAt: now }))
  await insertMany(tx, tx.t.notification, rows, 'ignore')
}

export type Inbox = { notifications: Row[]; count: number; nextCursor: string | null }

/** A person's inbox, newest first; `count` is of all of it. */
export async function listInbox(
  conn: Reader,
  organizationId: string,
  userId: string,
  page: { cursor?: string | undefined; limit: number; unread?: boolean | undefined },
): Promise<Inbox> {
  const { notification } = conn.t
  const after = decodeCursor(page.cursor, ['integer', 'text'])
  const at = Number(after?.[0])
  const whole = and(
    eq(notification.organizationId, organizationId),
    eq(notification.userId, userId),
    page.unread ? isNull(notification.readAt) : undefined,
  )
  const rows = await conn
    .select()
    .from(notification)
    .where(
      and(
        whole,
        after &&
          or(
            lt(notification.createdAt, at),
            and(eq(notification.createdAt, at), lt(notification.id, String(after[1]))),
          ),
      ),
    )
    .orderBy(desc(notification.createdAt), desc(notification.id))
    .limit(page.limit + 1)
  const notifications = rows.slice(0, page.limit)
  const last = notifications.at(-1)
  const nextCursor = rows.length > page.limit && last ? encodeCursor([last.createdAt, last.id]) : null
  return { notifications, count: await conn.$count(notification, whole), nextCursor }
}

export async function countUnread(conn: Reader, organizationId: string, userId: string): Promise<number> {
  const query = conn.prepared('unread of person', (c) => {
    const { notification } = c.t
    return c
      .select({ unread: count() })
      .from(notification)
      .where(
        and(
          eq(notification.organizationId, sql.placeholder('organizationId')),
          eq(notification.userId, sql.placeholder('userId')),
          isNull(notification.readAt),
        ),
      )
  })
  const [row] = await query.execute({ organizationId, userId })
  return row?.unread ?? 0
}

/** Marks these, or all, of a person's notifications as read; others' ids are passed over. Returns how many were unread. */
export async function markRead(
  tx: Writer,
  organizationId: string,
  userId: string,
  which: readonly string[] | 'all',
  now: Instant,
): Promise<number> {
  const { notification } = tx.t
  const rows = await tx
    .update(notification)
    .set({ readAt: now })
    .where(
      and(
        eq(notification.organizationId, organizationId),
        eq(notification.userId, userId),
        isNull(notification.readAt),
        which === 'all' ? undefined : inArray(notification.id, [...which]),
      ),
    )
    .returning({ id: notification.id })
  return rows.length
}

/** What a person chose, by type; what is missing is instant. */
export async function listPreferences(
  conn: Reader,
  organizationId: string,
  userId: string,
): Promise<Map<NotificationType, Frequency>> {
  const { preference } = conn.t
  const rows = await conn
    .select({ type: preference.type, frequency: preference.frequency })
    .from(preference)
    .where(and(eq(preference.organizationId, organizationId), eq(preference.userId, userId)))
  return new Map(rows.map((row) => [row.type, row.frequency]))
}

export async function savePreference(
  tx: Writer,
  organizationId: string,
  userId: string,
  choice: { type: NotificationType; frequency: Frequency },
): Promise<void> {
  const { preference } = tx.t
  await tx
    .insert(preference)
    .values({ organizationId, userId, ...choice })
    .onConflictDoUpdate({
      target: [preference.organizationId, preference.userId, preference.type],
      set: { frequency: choice.frequency },
    })
}

/** Is or was this person a member of the organization? */
export async function isMember(conn: Reader, organizationId: string, userId: string): Promise<boolean> {
  const { member } = conn.t
  return (await conn.$count(member, and(eq(member.organizationId, organizationId), eq(member.userId, userId)))) > 0
}
