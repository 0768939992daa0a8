import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { installedChromium } from '../support/chromium.ts'

// Set once here; the worker processes, which read this file again, inherit them.
process.env.HOIST_E2E_PORT ??= '4390'
process.env.HOIST_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'hoist-e2e-'))

const baseURL = `http://localhost:${process.env.HOIST_E2E_PORT}`
const executablePath = installedChromium()

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: fileURLToPath(new URL('../../test-results/e2e', import.meta.url)),
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: executablePath === null ? {} : { executablePath },
  },
  webServer: {
    command: `"${process.execPath}" scripts/start.mjs`,
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    url: `${baseURL}/healthz`,
    timeout: 120_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      PORT: process.env.HOIST_E2E_PORT,
      HOIST_URL: baseURL,
      HOIST_DATA: process.env.HOIST_E2E_DATA,
      HOIST_LOG: 'warn',
      DATABASE_URL: '',
    },
  },
})
