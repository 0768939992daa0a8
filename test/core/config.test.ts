import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, parseConfig } from '../../server/config.ts'

function problemsOf(env: Record<string, string>): string[] {
  try {
    parseConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
}

describe('the environment', () => {
  test('may be empty', () => {
    expect(parseConfig({})).toMatchObject({
      port: 4300,
      host: '127.0.0.1',
      url: 'http://localhost:4300',
      secret: null,
      databaseUrl: null,
      logLevel: 'info',
      slackApiUrl: null,
      trustedProxies: [],
      nativeDir: resolve('data/native'),
    })
  })

  test('an empty variable is one that is not set', () => {
    expect(parseConfig({ PORT: '', HOIST_SECRET: ' ', DATABASE_URL: '' })).toEqual(parseConfig({}))
  })

  test('the address follows the port unless it is given', () => {
    expect(parseConfig({ PORT: '8080' }).url).toBe('http://localhost:8080')
    expect(parseConfig({ HOIST_URL: 'https://Hoist.example.com/' }).url).toBe('https://hoist.example.com')
  })

  test('proxies are a list', () => {
    expect(parseConfig({ HOIST_TRUSTED_PROXIES: '10.0.0.1, ::1' }).trustedProxies).toEqual(['10.0.0.1', '::1'])
  })

  test('every problem is told at once', () => {
    const problems = problemsOf({
      PORT: '99999',
      HOIST_URL: 'ftp://x',
      HOIST_SECRET: 'short',
      HOIST_LOG: 'loud',
      HOIST_TRUSTED_PROXIES: 'everybody',
      DATABASE_URL: 'mysql://x',
    })
    expect(new Set(problems.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['DATABASE_URL', 'HOIST_LOG', 'HOIST_SECRET', 'HOIST_TRUSTED_PROXIES', 'HOIST_URL', 'PORT']),
    )
  })

  test('servers that share a database share the secret', () => {
    expect(problemsOf({ DATABASE_URL: 'postgres://localhost/hoist' })).toEqual([
      'HOIST_SECRET must be set with DATABASE_URL, because all servers on one database share it',
    ])
  })
})
