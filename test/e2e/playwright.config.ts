import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'
import { installedChromium } from '../support/chromium.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

// Set once here; the worker processes, which read this file again, inherit them.
process.env.HOIST_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'hoist-e2e-'))
process.env.HOIST_E2E_PORTS ??= [await freePort(), await freePort(), await freePort(), await freePort()].join(',')

const data = process.env.HOIST_E2E_DATA
const executablePath = installedChromium()
const [storyPort, postgresPort, samplePort, slackPort] = process.env.HOIST_E2E_PORTS.split(',')
const [story, postgres, sample] = [storyPort, postgresPort, samplePort].map((port) => `http://localhost:${port}`)

type Server = Exclude<NonNullable<PlaywrightTestConfig['webServer']>, unknown[]>

/** A new installation of the built app with a data folder of its own; `program` starts it. */
function installation(url: string | undefined, program: string, env: Record<string, string> = {}): Server {
  const baseURL = url ?? ''
  return {
    command: `"${process.execPath}" ${program}`,
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    url: `${baseURL}/healthz`,
    timeout: 120_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      PORT: new URL(baseURL).port,
      HOIST_URL: baseURL,
      HOIST_DATA: join(data, new URL(baseURL).port),
      HOIST_LOG: 'warn',
      DATABASE_URL: '',
      ...env,
    },
  }
}

const start = 'scripts/start.mjs'
const signedIn = join(data, 'signed-in.json')

export default defineConfig({
  testDir: '.',
  outputDir: fileURLToPath(new URL('../../test-results/e2e', import.meta.url)),
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 10_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    launchOptions: executablePath === null ? {} : { executablePath },
  },
  projects: [
    { name: 'SQLite', testMatch: 'story.spec.ts', use: { baseURL: story } },
    { name: 'PostgreSQL', testMatch: 'story.spec.ts', use: { baseURL: postgres } },
    { name: 'many', testMatch: 'many.spec.ts', dependencies: ['SQLite'], use: { baseURL: story } },
    { name: 'sample data', testMatch: 'sample-data.spec.ts', use: { baseURL: sample }, metadata: { signedIn } },
    {
      name: 'screen',
      testMatch: 'screen/*.spec.ts',
      dependencies: ['sample data'],
      use: { baseURL: sample, storageState: signedIn },
      metadata: { slackPort: Number(slackPort) },
    },
  ],
  webServer: [
    installation(story, start),
    installation(postgres, 'test/e2e/on-postgres-program.ts', { HOIST_SECRET: 'only-for-tests-'.repeat(4) }),
    installation(sample, start, { SLACK_API_URL: `http://127.0.0.1:${slackPort}/api/` }),
  ],
})
