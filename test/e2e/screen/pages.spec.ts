import { expect, expectAccessible, test } from '../support.ts'

const SETTINGS = [
  'profile',
  'notifications',
  'organization',
  'members',
  'teams',
  'channels',
  'alerts',
  'slack-channels',
  'deliveries',
  'keys',
  'jobs',
]
const LISTS = ['workflows', 'customers']
const PLACES = {
  light: [
    'queue',
    'escalated',
    'snoozed',
    'skipped',
    'inbox',
    'alerts',
    'alerts/senders',
    'alerts/learning',
    'rules',
    'analytics',
    'imports',
    'nowhere',
    ...SETTINGS.map((page) => `settings/${page}`),
    'settings/sample-data',
  ],
  // What is not about colours is the same in the dark, and these show every colour there is.
  dark: ['queue', 'escalated', 'inbox', 'alerts', 'analytics', 'settings/members', 'settings/jobs'],
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`pages are accessible in ${colorScheme} mode and fit their window`, async ({ page }) => {
    test.setTimeout(180_000)
    await page.emulateMedia({ colorScheme })
    const look = async () => {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      await expectAccessible(page, colorScheme === 'dark' ? ['color-contrast'] : [])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    }
    for (const place of PLACES[colorScheme]) {
      await page.goto(`/${place}`)
      await look()
    }
    for (const list of LISTS) {
      await page.goto(`/${list}`)
      await expect(page.locator('[aria-rowindex="2"]')).toBeVisible()
      await look()
      await page.locator('[aria-rowindex="2"]').click()
      await expect(page).toHaveURL(new RegExp(`/${list}/[0-9a-f-]{36}`))
      await look()
    }
  })
}
