import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { registryChromium } from './registry-engines.ts'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser of the end-to-end tests: HOIST_CHROMIUM, the system's, the one Playwright installed, or the registry's. Null where there is none. */
export function installedChromium(): string | null {
  const given = process.env.HOIST_CHROMIUM
  if (given) return existsSync(given) ? given : null
  return (
    [...SYSTEM, chromium.executablePath(), registryChromium].find((path) => path !== '' && existsSync(path)) ?? null
  )
}
