import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Starts the PostgreSQL that the store, API and scenario tests share. */
const engineSetup = fileURLToPath(new URL('test/support/global-setup.ts', import.meta.url))
const globalSetup = existsSync(engineSetup) ? [engineSetup] : []

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    restoreMocks: true,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    projects: [
      {
        extends: true,
        test: { name: 'core', environment: 'node', include: ['test/core/**/*.test.ts', 'test/architecture.test.ts'] },
      },
      {
        extends: true,
        test: { name: 'store', environment: 'node', include: ['test/store/**/*.test.ts'], globalSetup },
      },
      { extends: true, test: { name: 'api', environment: 'node', include: ['test/api/**/*.test.ts'], globalSetup } },
      {
        extends: true,
        test: {
          name: 'scenario',
          environment: 'node',
          include: ['test/scenario/**/*.test.ts', 'test/fault/**/*.test.ts'],
          testTimeout: 60_000,
          globalSetup,
        },
      },
      { extends: true, test: { name: 'client', environment: 'jsdom', include: ['test/client/**/*.test.{ts,tsx}'] } },
    ],
  },
})
