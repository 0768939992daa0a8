import { expect, expectAccessible, test } from '../support.ts'

const PLACES = [
  'queue',
  'escalated',
  'workflows',
  'snoozed',
  'skipped',
  'customers',
  'inbox',
  'alerts',
  'rules',
  'analytics',
  'imports',
  ...['profile', 'notifications', 'organization', 'members', 'teams', 'channels', 'deliveries', 'keys', 'jobs'].map(
    (page) => `settings/${page}`,
  ),
  'settings/sample-data',
  'nowhere',
]

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page is accessible in ${colorScheme} mode and fits its window`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme })
    const look = async () => {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      // What is not about colours is the same in the dark.
      await expectAccessible(page, colorScheme === 'dark' ? ['color-contrast'] : [])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    }
    for (const place of PLACES) {
      await page.goto(`/${place}`)
      await look()
    }
    for (const list of ['workflows', 'customers']) {
      await page.goto(`/${list}`)
      await page.locator('[aria-rowindex="2"]').click()
      await expect(page).toHaveURL(new RegExp(`/${list}/[0-9a-f-]{36}`))
      await look()
    }
  })
}
