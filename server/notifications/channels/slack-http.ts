/** More than any answer that is asked for; an endless one is cut off. */
const LONGEST_ANSWER = 2_000_000

type Init = { method?: string; headers?: Record<string, string>; body?: string | FormData; signal?: AbortSignal }

/** A fetch that stops at the end of the attempt, follows no redirect and reads no endless answer. */
export function boundedFetch(deadline: AbortSignal) {
  return async (url: string | URL, init: Init = {}): Promise<Response> => {
    const signal = init.signal ? AbortSignal.any([init.signal, deadline]) : deadline
    const response = await fetch(url, { ...init, redirect: 'error', signal })
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > LONGEST_ANSWER) throw new Error('The answer is too long')
      chunks.push(chunk)
    }
    const headers = new Headers(response.headers)
    // Without a wait it can read, the client would take "too many requests" for a broken connection.
    if (response.status === 429 && !/^\d+$/.test(headers.get('retry-after') ?? '')) headers.set('retry-after', '5')
    return new Response(Buffer.concat(chunks), { status: response.status, headers })
  }
}

const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Is it certain that no request left? Otherwise it may have been acted upon, although no answer came. */
export function neverSent(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && NEVER_SENT.has(String(cause.code))) return true
    if (cause.message === 'unexpected redirect') return true
  }
  return false
}

/** The innermost reason, which is the one that helps. */
export function reason(error: unknown): string {
  let words = String(error)
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    words = cause.message || ('code' in cause ? String(cause.code) : words)
    if (cause.name === 'TimeoutError') return 'no answer in time'
  }
  return words
}
