import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** What the listener (or a test) hands along with a request. */
export type RequestEnv = { incoming?: Pick<IncomingMessage, 'socket'>; address?: string; requestId?: string }

const FORWARDING = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip']

/** `::ffff:10.0.0.1` is 10.0.0.1. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address
}

/**
 * The client's address: the socket's, unless that is a listed proxy; then the last address in X-Forwarded-For
 * which no listed proxy has. Headers sent by anybody else are ignored.
 */
export function clientAddress(env: RequestEnv | undefined, headers: Headers, trustedProxies: string[]): string {
  const peer = plain(env?.address ?? env?.incoming?.socket.remoteAddress ?? '127.0.0.1')
  if (!trustedProxies.includes(peer)) return peer
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()))
  const client = hops.findLast((hop) => !trustedProxies.includes(hop))
  return client !== undefined && isIP(client) !== 0 ? client : peer
}

/**
 * Does somebody sit at this very machine? A forwarding header says that a proxy which nobody listed stands
 * between, so that the loopback address proves nothing.
 */
export function isLocalVisitor(address: string, headers: Headers, trustedProxies: string[]): boolean {
  if (!/^(127\.\d+\.\d+\.\d+|::1)$/.test(address)) return false
  if (trustedProxies.length === 0 && FORWARDING.some((name) => headers.has(name))) return false
  return isLoopbackName(hostName(headers.get('host') ?? 'localhost'))
}

/** The name without port and brackets. */
function hostName(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
}

export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)
}
