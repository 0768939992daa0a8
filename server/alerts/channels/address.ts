import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns'
import { BlockList, isIP, isIPv4 } from 'node:net'

/** Ranges that reach no public machine, or another one by a detour: RFC 6890 and its successors. */
const PRIVATE = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const

/** May this IP address be spoken to? */
export type AddressGuard = (address: string) => boolean

function listOf(ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of ranges) list.addSubnet(net, prefix, isIPv4(net) ? 'ipv4' : 'ipv6')
  return list
}

/** An IPv6 form of an IPv4 address is that address. */
function plain(address: string): string {
  const mapped = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i.exec(address)
  if (!mapped) return address
  if (mapped[1] !== undefined) return mapped[1]
  const [high, low] = [Number.parseInt(mapped[2] ?? '0', 16), Number.parseInt(mapped[3] ?? '0', 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/**
 * @param listed private addresses, or ranges such as `10.1.0.0/16`, that whoever runs the server allows all the same
 */
export function createAddressGuard(listed: readonly string[]): AddressGuard {
  const denied = listOf(PRIVATE)
  const allowed = listOf(
    listed.map((one) => {
      const [net = '', prefix] = one.split('/')
      return [net, prefix === undefined ? (isIPv4(net) ? 32 : 128) : Number(prefix)] as const
    }),
  )
  return (address) => {
    const one = plain(address)
    const family = isIPv4(one) ? 'ipv4' : 'ipv6'
    return isIP(one) !== 0 && (allowed.check(one, family) || !denied.check(one, family))
  }
}

/**
 * What is wrong with an address that somebody entered; null where nothing is. A host that is a number in any of its
 * forms (`0x7f.1`, `2130706433`) is what the URL parser makes of it; a name is held against the guard when it is looked up.
 */
export function addressProblem(address: string, guard: AddressGuard): string | null {
  if (!URL.canParse(address)) return 'Must be a web address such as https://api.example.com/v1'
  const { protocol, hostname, username, password } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return 'Must start with https:// or http://'
  if (username !== '' || password !== '') return 'Must not hold a user or a password'
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !guard(host)) return DENIED
  return null
}

export const DENIED =
  'This is an address inside a private network. Whoever runs the server can allow it in HOIST_PRIVATE_ADDRESSES'

type Done = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/** Looks a name up for a connection, and hands on only what the guard lets pass: the very addresses that are used. */
export function guardedLookup(guard: AddressGuard) {
  return (hostname: string, options: LookupOptions, done: Done): void => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [])
      const passed = found.filter(({ address }) => guard(address))
      const [first] = passed
      if (!first) return done(Object.assign(new Error(DENIED), { code: 'EDENIED' }), [])
      if (options.all === true) return done(null, passed)
      return done(null, first.address, first.family)
    })
  }
}
