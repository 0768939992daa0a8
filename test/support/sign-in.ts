import { savePassword } from '../../server/people/logins/store.ts'
import { hashPassword } from '../../server/people/sessions/passwords.ts'
import type { Answer, TestApp } from './harness.ts'
import type { Person } from './people.ts'

export const PASSWORD = 'a sturdy password'

// Made once: hashing takes a tenth of a second on purpose.
let hashed: Promise<string> | undefined

/** Gives a person PASSWORD, which ends their sessions, and returns their address. */
export async function withPassword({ app }: TestApp, person: Person): Promise<string> {
  hashed ??= hashPassword(PASSWORD)
  const hash = await hashed
  await app.db.write((tx) => savePassword(tx, person.userId, hash, app.clock.now()))
  return person.email
}

/** As the sign-in page does it. */
export function signIn(
  { send }: TestApp,
  body: Record<string, unknown>,
  { headers = {}, address }: { headers?: Record<string, string>; address?: string } = {},
): Promise<Answer> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
  return send('/api/auth/sign-in/email', init, address === undefined ? undefined : { address })
}

/** The session cookie an answer sets, as a browser sends it back. */
export function cookieOf(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
