/** Version of the running server: an old tab sees a new one and reloads. */
export const VERSION_HEADER = 'x-hoist-version'

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

/** Headers of every answer; the long ones only where a browser may render it. */
export function securityHeaders(options: { version: string; https: boolean }) {
  const always: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    [VERSION_HEADER, options.version],
  ]
  if (options.https) always.push(['strict-transport-security', 'max-age=31536000'])
  const document: [string, string][] = [
    ['content-security-policy', CSP],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['x-frame-options', 'DENY'],
  ]
  return {
    apply(headers: Headers, path: string) {
      for (const [name, value] of always) headers.set(name, value)
      if (path.startsWith('/trpc/') || path.startsWith('/api/')) {
        if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
      } else for (const [name, value] of document) if (!headers.has(name)) headers.set(name, value)
    },
  }
}
