import { createHmac, timingSafeEqual } from 'node:crypto'

/** Name of the session cookie. Over https the prefix binds it to this very host. */
export function sessionCookieName(url: string): string {
  return url.startsWith('https:') ? '__Host-hoist_session' : 'hoist_session'
}

/** Value of a session cookie: the token and its HMAC, as the sign-in library writes and reads it. */
export function signToken(secret: string, token: string): string {
  return encodeURIComponent(`${token}.${signature(secret, token)}`)
}

const MOST_VERIFIED = 5_000

/**
 * Reads the token in a Cookie header: null where there is none or its signature is not ours. Signatures are
 * remembered, since checking one costs as much as looking the session up.
 */
export function createTokenReader(secret: string, name: string): (header: string | null) => string | null {
  const verified = new Map<string, string>()
  return (header) => {
    const value = header === null ? undefined : cookieValue(header, name)
    if (value === undefined) return null
    const known = verified.get(value)
    if (known !== undefined) return known
    const token = verify(secret, value.includes('%') ? safelyDecoded(value) : value)
    if (token === null) return null
    if (verified.size >= MOST_VERIFIED) verified.clear()
    verified.set(value, token)
    return token
  }
}

function verify(secret: string, signed: string): string | null {
  const dot = signed.lastIndexOf('.')
  if (dot < 1) return null
  const token = signed.slice(0, dot)
  const given = Buffer.from(signed.slice(dot + 1))
  const expected = Buffer.from(signature(secret, token))
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

function signature(secret: string, token: string): string {
  return createHmac('sha256', secret).update(token).digest('base64')
}

function cookieValue(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return undefined
}

function safelyDecoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
