import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { badField } from '../../../shared/errors.ts'
import { isLocalVisitor } from '../../http/address.ts'
import { setupToken } from '../../secret.ts'
import { publicProcedure, type RequestContext, router } from '../../trpc/init.ts'
import { countOrganizations } from '../organizations/store.ts'
import { signIn } from '../sessions/router.ts'
import { NewInstallation, setUp } from './service.ts'

/** `token` is printed by the server at start and asked of visitors from other machines. */
const Create = NewInstallation.extend({ token: z.string().max(100).optional() })

export const setupRouter = router({
  status: publicProcedure.query(async ({ ctx }) => ({
    needed: (await countOrganizations(ctx.app.db.read)) === 0,
    tokenNeeded: tokenNeeded(ctx),
  })),

  create: publicProcedure.input(Create).mutation(async ({ ctx, input: { token, ...input } }) => {
    ctx.app.auth.guard('set-up', ctx.address)
    if (tokenNeeded(ctx) && !sameText(token ?? '', setupToken(ctx.app.config.secret)))
      throw badField(['token'], 'Enter the set-up token the server printed when it started')
    const { organizationId, userId } = await setUp(ctx.app, input)
    await signIn(ctx, { userId, organizationId })
    return { organizationId, userId }
  }),
})

function tokenNeeded({ app, address, headers }: RequestContext): boolean {
  return !isLocalVisitor(address, headers, app.config.trustedProxies)
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
