import type { OrganizationSettings } from '../../shared/people/settings.ts'
import type { MemberStatus, Role } from '../../shared/roles.ts'
import type { Kit } from '../kit.postgres.ts'

export type People = ReturnType<typeof definePeople>

/** Logins (`user`, `session`, `account`, `verification`: the sign-in library's four) and who belongs to which organization. */
export function definePeople(k: Kit) {
  const user = k.table('user', {
    id: k.text().primaryKey(),
    name: k.text().notNull(),
    email: k.text().notNull().unique(),
    emailVerified: k.boolean().notNull().default(false),
    image: k.text(),
    createdAt: k.date().notNull(),
    updatedAt: k.date().notNull(),
  })

  const session = k.table(
    'session',
    {
      id: k.text().primaryKey(),
      userId: k
        .text()
        .notNull()
        .references(() => user.id, { onDelete: 'cascade' }),
      token: k.text().notNull().unique(),
      /** The organization this browser looks at; the switcher changes it. */
      organizationId: k.text(),
      expiresAt: k.date().notNull(),
      ipAddress: k.text(),
      userAgent: k.text(),
      createdAt: k.date().notNull(),
      updatedAt: k.date().notNull(),
    },
    (t) => [k.index('session_user').on(t.userId)],
  )

  const account = k.table(
    'account',
    {
      id: k.text().primaryKey(),
      accountId: k.text().notNull(),
      providerId: k.text().notNull(),
      userId: k
        .text()
        .notNull()
        .references(() => user.id, { onDelete: 'cascade' }),
      accessToken: k.text(),
      refreshToken: k.text(),
      idToken: k.text(),
      accessTokenExpiresAt: k.date(),
      refreshTokenExpiresAt: k.date(),
      scope: k.text(),
      password: k.text(),
      createdAt: k.date().notNull(),
      updatedAt: k.date().notNull(),
    },
    (t) => [k.index('account_user').on(t.userId)],
  )

  const verification = k.table(
    'verification',
    {
      id: k.text().primaryKey(),
      identifier: k.text().notNull(),
      value: k.text().notNull(),
      expiresAt: k.date().notNull(),
      createdAt: k.date().notNull(),
      updatedAt: k.date().notNull(),
    },
    (t) => [k.index('verification_identifier').on(t.identifier)],
  )

  const organization = k.table('organization', {
    id: k.text().primaryKey(),
    name: k.text().notNull(),
    timeZone: k.text().notNull(),
    subscription: k.text().$type<'active' | 'paused'>().notNull().default('active'),
    settings: k.json<OrganizationSettings>().notNull(),
    createdAt: k.instant().notNull(),
    updatedAt: k.instant().notNull(),
  })

  const member = k.table(
    'member',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      userId: k
        .text()
        .notNull()
        .references(() => user.id),
      role: k.text().$type<Role>().notNull(),
      status: k.text().$type<MemberStatus>().notNull(),
      /** Copies of the login's name and address, so that lists need no join; kept equal by the people service. */
      name: k.text().notNull(),
      nameSort: k.text().notNull(),
      email: k.text().notNull(),
      slackUserId: k.text(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.userId] }),
      k.uniqueIndex('member_email').on(t.organizationId, t.email),
      k.index('member_user').on(t.userId),
    ],
  )

  /** One-time links: an invitation to join, or a link to choose a (new) password. Only the token's hash is kept. */
  const link = k.table(
    'link',
    {
      id: k.text().primaryKey(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      userId: k
        .text()
        .notNull()
        .references(() => user.id),
      purpose: k.text().$type<'invitation' | 'password'>().notNull(),
      tokenHash: k.text().notNull().unique(),
      createdBy: k.text(),
      createdAt: k.instant().notNull(),
      expiresAt: k.instant().notNull(),
      usedAt: k.instant(),
    },
    (t) => [k.index('link_user').on(t.organizationId, t.userId)],
  )

  const team = k.table(
    'team',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      name: k.text().notNull(),
      nameSort: k.text().notNull(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
      /** The row stays for the escalations that went to it; its name is free again. */
      removedAt: k.instant(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.uniqueIndex('team_name').on(t.organizationId, t.nameSort),
    ],
  )

  const teamMember = k.table(
    'team_member',
    {
      organizationId: k.text().notNull(),
      teamId: k.text().notNull(),
      userId: k.text().notNull(),
      createdAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.teamId, t.userId] }),
      k.index('team_member_user').on(t.organizationId, t.userId),
      k
        .foreignKey({ columns: [t.organizationId, t.teamId], foreignColumns: [team.organizationId, team.id] })
        .onDelete('cascade'),
      k.foreignKey({
        columns: [t.organizationId, t.userId],
        foreignColumns: [member.organizationId, member.userId],
      }),
    ],
  )

  const apiKey = k.table(
    'api_key',
    {
      id: k.text().primaryKey(),
      organizationId: k.text().notNull(),
      /** The key acts as this person, with this person's role. */
      userId: k.text().notNull(),
      name: k.text().notNull(),
      /** SHA-256 of the key, hex. */
      hash: k.text().notNull().unique(),
      /** First characters, to tell keys apart on screen. */
      prefix: k.text().notNull(),
      createdBy: k.text().notNull(),
      createdAt: k.instant().notNull(),
      lastUsedAt: k.instant(),
      revokedAt: k.instant(),
    },
    (t) => [
      k.index('api_key_organization').on(t.organizationId, t.createdAt),
      k.foreignKey({
        columns: [t.organizationId, t.userId],
        foreignColumns: [member.organizationId, member.userId],
      }),
    ],
  )

  return { user, session, account, verification, organization, member, link, team, teamMember, apiKey }
}
