import { betterAuth } from 'better-auth/minimal'
import { z } from 'zod'
import { DomainError, type ErrorCode, notFound } from '../../../shared/errors.ts'
import { MINUTE } from '../../../shared/time/instant.ts'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { clientAddress, type RequestEnv } from '../../http/address.ts'
import { readJson } from '../../http/body.ts'
import { parseOrRefuse } from '../../http/issues.ts'
import { createLimiter } from '../../http/limiter.ts'
import { Email } from '../../../shared/text.ts'
import { LONGEST_PASSWORD, passwordProblem, SHORTEST_PASSWORD } from '../../../shared/people/password.ts'
import { sessionCookieName } from './cookie.ts'
import { LONGEST_SECONDS } from './lifetime.ts'
import { loginAdapter } from './login-adapter.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

/** Guesses a minute: at one login, from wherever; and from one address, at whatever login. */
const PER_LOGIN = 10
const PER_ADDRESS = 30

const SignIn = z.strictObject({
  email: Email,
  password: z.string().min(1).max(LONGEST_PASSWORD),
  rememberMe: z.boolean().optional(),
})
const ChangePassword = z.strictObject({
  currentPassword: z.string().min(1).max(LONGEST_PASSWORD),
  newPassword: z.string().max(LONGEST_PASSWORD),
  /** Taken for the sign-in library's client; the other sessions always end. */
  revokeOtherSessions: z.boolean().optional(),
})

export type Login = ReturnType<typeof createLogin>

/** Answers the four routes of /api/auth. Every other route of the sign-in library does not exist here. */
export function createLogin(context: Context, config: Config & { secret: string }) {
  const { clock, log } = context
  const https = config.url.startsWith('https:')
  const library = betterAuth({
    baseURL: config.url,
    secret: config.secret,
    database: loginAdapter(context),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: { expiresIn: LONGEST_SECONDS, disableSessionRefresh: true },
    // Guesses are counted below, by login as well as by address, and by our clock.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: sessionCookieName(config.url),
          attributes: { secure: https, path: '/', sameSite: 'lax' },
        },
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
  })
  const perLogin = createLimiter(clock, { limit: PER_LOGIN, windowMs: MINUTE })
  const perAddress = createLimiter(clock, { limit: PER_ADDRESS, windowMs: MINUTE })

  /** Throws too_many_requests once this login or this address has been tried too often. */
  function guard(login: string, address: string): void {
    for (const [limiter, key] of [
      [perAddress, address],
      [perLogin, login],
    ] as const)
      if (!limiter.take(key)) {
        const seconds = Math.ceil(limiter.waitMs(key) / 1000)
        log.warn({ address }, 'too many sign-in attempts')
        throw new DomainError('too_many_requests', `Too many attempts: try again in ${seconds} s`, {
          details: { seconds },
        })
      }
  }

  async function signIn(request: Request, address: string): Promise<Response> {
    const body = parseOrRefuse(SignIn, await readJson(request))
    guard(body.email, address)
    const { email, password, rememberMe = true } = body
    return library.api.signInEmail({
      body: { email, password, rememberMe },
      headers: own(request, address),
      asResponse: true,
    })
  }

  async function changePassword(request: Request, address: string): Promise<Response> {
    const headers = own(request, address)
    const current = await library.api.getSession({ headers })
    if (!current) throw new DomainError('unauthorized', 'Sign in first')
    const { currentPassword, newPassword } = parseOrRefuse(ChangePassword, await readJson(request))
    const problem = passwordProblem(newPassword, [current.user.email, current.user.name])
    if (problem)
      throw new DomainError('bad_request', problem, { issues: [{ path: ['newPassword'], message: problem }] })
    guard(current.user.email, address)
    return library.api.changePassword({
      body: { currentPassword, newPassword, revokeOtherSessions: true },
      headers,
      asResponse: true,
    })
  }

  return {
    guard,
    async handle(request: Request, env?: RequestEnv): Promise<Response> {
      const address = clientAddress(env, request.headers, config.trustedProxies)
      const headers = own(request, address)
      switch (`${request.method} ${new URL(request.url).pathname}`) {
        case 'POST /api/auth/sign-in/email':
          return inOurWords(await signIn(request, address))
        case 'POST /api/auth/change-password':
          return inOurWords(await changePassword(request, address))
        case 'POST /api/auth/sign-out':
          return inOurWords(await library.api.signOut({ headers, asResponse: true }))
        case 'GET /api/auth/get-session':
          return inOurWords(await library.api.getSession({ headers, asResponse: true }))
        default:
          throw notFound('Route')
      }
    },
  }
}

const ADDRESS_HEADER = 'x-hoist-client-address'

/** What the library may see of a request: who it says it is, and the address as we know it. */
function own(request: Request, address: string): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: address })
  for (const name of ['cookie', 'user-agent', 'origin']) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return headers
}

const REFUSALS: Record<string, { code: ErrorCode; message: string; path?: string }> = {
  INVALID_EMAIL_OR_PASSWORD: { code: 'unauthorized', message: 'Email or password is not right' },
  INVALID_PASSWORD: { code: 'bad_request', message: 'The current password is not right', path: 'currentPassword' },
  CREDENTIAL_ACCOUNT_NOT_FOUND: { code: 'bad_request', message: 'This login has no password yet' },
}

/** The library's answer, or its refusal as a DomainError. */
async function inOurWords(response: Response): Promise<Response> {
  if (response.status < 400) return response
  const { code = '' } = (await response.json().catch(() => ({}))) as { code?: string }
  const known = REFUSALS[code]
  if (known)
    throw new DomainError(
      known.code,
      known.message,
      known.path === undefined ? {} : { issues: [{ path: [known.path], message: known.message }] },
    )
  if (response.status === 401) throw new DomainError('unauthorized', 'Sign in first')
  throw new Error(`The sign-in library answered ${response.status} ${code}`)
}
