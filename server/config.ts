import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Everything the environment decides. `secret` is null where it is to be kept in the data folder. */
export type Config = {
  port: number
  host: string
  /** Public address without a trailing slash: links, cookies and the Origin check use it. */
  url: string
  /** Absolute. */
  dataDir: string
  secret: string | null
  /** Null: SQLite in the data folder. */
  databaseUrl: string | null
  logLevel: (typeof LOG_LEVELS)[number]
  slackApiUrl: string | null
  /** Addresses whose forwarding headers are believed. */
  trustedProxies: string[]
  /** Private addresses, or ranges of them, that admins may have Hoist speak to: a language model of their own. */
  privateAddresses: string[]
  /** What Prometheus sends to read /metrics; null: there is none. */
  metricsToken: string | null
  /** The data folder may lie on a network drive. */
  networkDrive: boolean
  /** Absolute. Where the single executable unpacks the native part of its database driver. */
  nativeDir: string
}

/** The environment is not usable; `message` lists every problem, one a line. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const webAddress = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'must be an http or https address')

function isRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  const longest = family === 4 ? 32 : 128
  return (
    family !== 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest))
  )
}

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be at most 65535')
    .default(4300),
  HOST: z.string().default('127.0.0.1'),
  HOIST_DATA: z.string().default('./data'),
  HOIST_URL: webAddress
    .refine((text) => !URL.canParse(text) || new URL(text).pathname === '/', 'must be an address without a path')
    .optional(),
  HOIST_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://; leave it out to use SQLite')
    .optional(),
  HOIST_LOG: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  SLACK_API_URL: webAddress.optional(),
  HOIST_TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((address) => address !== ''))
    .refine((list) => list.every((address) => isIP(address) !== 0), 'must be a list of IP addresses')
    .default([]),
  HOIST_PRIVATE_ADDRESSES: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((range) => range !== ''))
    .refine((list) => list.every(isRange), 'must be a list of IP addresses or ranges such as 10.1.0.0/16')
    .default([]),
  HOIST_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  HOIST_NETWORK_DRIVE: z.literal('allow', 'must be allow, or left out').optional(),
  HOIST_NATIVE_DIR: z.string().optional(),
})

/**
 * Reads the environment. Pure: no file is touched. An empty variable counts as not set.
 * Throws ConfigError that reports every problem at once.
 */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = Environment.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  if (given['DATABASE_URL'] !== undefined && given['HOIST_SECRET'] === undefined)
    problems.push('HOIST_SECRET must be set with DATABASE_URL, because all servers on one database share it')
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems.join('\n'))
  const it = parsed.data
  return {
    port: it.PORT,
    host: it.HOST,
    url: new URL(it.HOIST_URL ?? `http://localhost:${it.PORT}`).origin,
    dataDir: resolve(it.HOIST_DATA),
    secret: it.HOIST_SECRET ?? null,
    databaseUrl: it.DATABASE_URL ?? null,
    logLevel: it.HOIST_LOG,
    slackApiUrl: it.SLACK_API_URL ?? null,
    trustedProxies: it.HOIST_TRUSTED_PROXIES,
    privateAddresses: it.HOIST_PRIVATE_ADDRESSES,
    metricsToken: it.HOIST_METRICS_TOKEN ?? null,
    networkDrive: it.HOIST_NETWORK_DRIVE === 'allow',
    nativeDir: nativeDirOf(given),
  }
}

/** The folder for the native part of the database driver, also where the rest of the environment is not usable. */
export function nativeDirOf(env: Record<string, string | undefined>): string {
  return resolve(env['HOIST_NATIVE_DIR'] || join(env['HOIST_DATA'] || './data', 'native'))
}
