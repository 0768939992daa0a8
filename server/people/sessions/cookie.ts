import { createHmac, timingSafeEqual } from 'node:crypto'

/** Name of the session cookie. Over https the prefix binds it to this very host. */
export function sessionCookieName(url: string): string {
  return url.startsWith('https:') ? '__Host-hoist_session' : 'hoist_session'
}

/** Value of a session cookie: the token and its HMAC, as the sign-in library writes and reads it. */
export function signToken(secret: string, token: string): string {
  return encodeURIComponent(`${token}.${signature(secret, token)}`)
}

/** The token in a Cookie header, or null where there is none or its signature is not ours. */
export function readSessionToken(secret: string, name: string, header: string | null): string | null {
  const value = header === null ? undefined : cookieValue(header, name)
  if (value === undefined) return null
  const signed = value.includes('%') ? safelyDecoded(value) : value
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
