/** Version of the running server: an old tab sees a new one and reloads. */
const VERSION_HEADER = 'x-hoist-version'

// Mantine puts style tags into the page, hence unsafe-inline for styles; scripts only come from our own files.
const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export type SecurityHeaders = ReturnType<typeof securityHeaders>

/** Headers of every answer; the long ones only where a browser may render it. */
export function securityHeaders({ version, https }: { version: string; https: boolean }) {
  const always = {
    'x-content-type-options': 'nosniff',
    [VERSION_HEADER]: version,
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  }
  const data = { ...always, 'cache-control': 'no-store' }
  const page = {
    ...always,
    'content-security-policy': CSP,
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
  }
  return {
    /** Of an answer that is JSON. */
    data,
    /** Adds what the answer to this path lacks. */
    apply(headers: Headers, path: string) {
      const isData = path.startsWith('/api/') || path.startsWith('/trpc/')
      for (const [name, value] of Object.entries(isData ? data : page)) if (!headers.has(name)) headers.set(name, value)
    },
  }
}
