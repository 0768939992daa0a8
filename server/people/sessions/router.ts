import { z } from 'zod'
import { DomainError, notFound } from '../../../shared/errors.ts'
import { LONGEST_PASSWORD } from '../../../shared/people/password.ts'
import { ACCESS, type Access, mayPass } from '../../../shared/roles.ts'
import { Email, text } from '../../../shared/text.ts'
import { procedure, publicProcedure, type RequestContext, router } from '../../trpc/init.ts'
import { acceptLink, readLink } from '../links/accept.ts'
import { mailResetLink } from '../links/mail.ts'
import { findPassword, listMemberships } from '../logins/store.ts'
import { findMember } from '../members/store.ts'
import { findOrganization } from '../organizations/store.ts'
import { startSession } from './start.ts'
import { deleteSession, listSessions, setSessionOrganization } from './store.ts'

const Token = z.string().min(10).max(200)

export const sessionRouter = router({
  me: procedure('self').query(async ({ ctx: { app, caller } }) => {
    const member = await findMember(app.db.read, caller.organizationId, caller.userId)
    const organization = await findOrganization(app.db.read, caller.organizationId)
    if (!member || !organization) throw notFound('Member')
    const memberships = await listMemberships(app.db.read, caller.userId)
    return {
      user: { userId: member.userId, name: member.name, email: member.email, slackUserId: member.slackUserId },
      organization,
      role: caller.role,
      organizations: memberships
        .filter(({ status }) => status === 'active')
        .map((one) => ({ id: one.organizationId, name: one.organizationName, role: one.role })),
      access: (Object.keys(ACCESS) as Access[]).filter((access) => mayPass(caller.role, access, caller.settings)),
    }
  }),

  switchOrganization: procedure('self')
    .input(z.strictObject({ organizationId: text(200) }))
    .mutation(async ({ ctx, input: { organizationId } }) => {
      const sessionId = await browserSession(ctx)
      await ctx.app.db.write(async (tx) => {
        const member = await findMember(tx, organizationId, ctx.caller.userId)
        if (member?.status !== 'active') throw notFound('Organization')
        await setSessionOrganization(tx, sessionId, organizationId)
      })
    }),

  list: procedure('self').query(async ({ ctx: { app, caller, headers } }) => {
    const current = await app.auth.sessionId(headers)
    const sessions = await listSessions(app.db.read, caller.userId, app.clock.now())
    return { sessions: sessions.map((one) => ({ ...one, current: one.id === current })) }
  }),

  revoke: procedure('self')
    .input(z.strictObject({ id: text(200) }))
    .mutation(async ({ ctx: { app, caller }, input }) => {
      if (!(await app.db.write((tx) => deleteSession(tx, caller.userId, input.id)))) throw notFound('Session')
    }),

  /** `needsPassword`: one is to be chosen; else the login's own one proves who opens the link. */
  linkInfo: publicProcedure.input(z.strictObject({ token: Token })).query(async ({ ctx: { app }, input }) => {
    const link = await readLink(app.db.read, input.token, app.clock.now())
    const { purpose, organizationName, email, name } = link
    const needsPassword = purpose === 'password' || (await findPassword(app.db.read, link.userId)) === null
    return { purpose, organizationName, email, name, needsPassword }
  }),

  acceptLink: publicProcedure
    .input(
      z.strictObject({ token: Token, password: z.string().min(1).max(LONGEST_PASSWORD), name: text(200).optional() }),
    )
    .mutation(async ({ ctx, input }) => {
      const { app, address } = ctx
      const accepted = await acceptLink(app, input, (login) => app.auth.guard(login, address))
      await signIn(ctx, accepted)
    }),

  /** Says the same and takes as long whether or not the address is anybody's. */
  requestReset: publicProcedure.input(z.strictObject({ email: Email })).mutation(({ ctx: { app, address }, input }) => {
    app.auth.guard(input.email, address)
    app.auth.background(mailResetLink(app, input.email, app.config.url))
  }),
})

async function browserSession({ app, headers }: Pick<RequestContext, 'app' | 'headers'>): Promise<string> {
  const sessionId = await app.auth.sessionId(headers)
  if (sessionId === null) throw new DomainError('forbidden', 'An API key belongs to one organization and cannot switch')
  return sessionId
}

/** Gives the browser a session, for somebody who just set or proved their password. */
export async function signIn(
  { app, headers, address, cookies }: RequestContext,
  whose: { userId: string; organizationId: string },
): Promise<void> {
  const session = { ...whose, address, userAgent: headers.get('user-agent')?.slice(0, 500) ?? null }
  const cookie = await app.db.write((tx) => startSession(tx, session, app.config, app.clock.now()))
  cookies.push(cookie)
}
