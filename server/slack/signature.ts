import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Instant, MINUTE, SECOND } from '../../shared/time/instant.ts'

/** How old, or how far ahead, a signed request may be: what was recorded is worth nothing for longer. */
const MAX_SKEW = 5 * MINUTE

/** What Slack signs: the request as it came, byte for byte. */
export type SignedRequest = { timestamp: string; signature: string; body: Uint8Array }

/** The signed request, or null where a header is missing or malformed, or the time is more than five minutes off. */
export function readSigned(headers: Headers, body: Uint8Array, now: Instant): SignedRequest | null {
  const timestamp = headers.get('x-slack-request-timestamp') ?? ''
  const signature = headers.get('x-slack-signature') ?? ''
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return null
  return Math.abs(now - Number(timestamp) * SECOND) <= MAX_SKEW ? { timestamp, signature, body } : null
}

/**
 * Was it signed with this secret? `v0=` and HMAC-SHA256 of `v0:<timestamp>:<body>`, compared in constant time
 * (docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export function isSignedWith(secret: string, { timestamp, signature, body }: SignedRequest): boolean {
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest()
  return timingSafeEqual(hash, Buffer.from(signature.slice('v0='.length), 'hex'))
}
