import { DomainError } from '../../shared/errors.ts'
import { isLoopbackName } from './address.ts'

/**
 * Refuses a change that a foreign page makes a signed-in browser send. With a cookie the Origin must be ours;
 * without one (a script, the command line) there is nothing to steal, but a browser that names a foreign
 * origin is refused all the same, or it could sign a visitor in as somebody else.
 * Throws DomainError forbidden.
 */
export function checkOrigin(request: Request, own: { url: string; port: number }): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const origin = request.headers.get('origin')
  if (origin === null) {
    if (!request.headers.has('cookie') || request.headers.get('sec-fetch-site') === 'same-origin') return
    throw new DomainError('forbidden', 'A change sent with a cookie must name its Origin')
  }
  if (origin === own.url || isLoopbackOrigin(origin, own.port)) return
  throw new DomainError(
    'forbidden',
    `This server is reached at ${own.url}. If people use another address, set HOIST_URL to it and start again`,
  )
}

/** localhost, 127.0.0.1 and ::1 name the same server, as long as the port is ours. */
function isLoopbackOrigin(origin: string, port: number): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return url.protocol === 'http:' && isLoopbackName(url.hostname) && Number(url.port || 80) === port
}
