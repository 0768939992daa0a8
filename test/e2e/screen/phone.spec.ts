import { choose, expect, part, test } from '../support.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('on a phone: from the queue to a workflow to an escalation, nothing wider than the screen', async ({ page }) => {
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.goto('/queue')
  await expect(page.getByRole('row').first()).toContainText('Escalated to you')
  await page.getByRole('row').first().tap()
  await expect(part(page, 'Escalation')).toBeVisible()
  await fits()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Workflows' }).tap()
  await page.getByRole('searchbox').fill('pricing')
  await page.getByRole('row').filter({ hasText: 'Active' }).first().tap()
  await page.getByRole('button', { name: 'Escalate' }).tap()
  await expect(page.getByRole('dialog')).toBeVisible()
  await choose(page, 'Escalate to', /^Robin Ashby/)
  await page.getByText('Date and/or events').tap()
  await page.getByRole('button', { name: 'Tomorrow 09:00' }).tap()
  await choose(page, 'Event', 'The customer logs in')
  await expect(page.getByText(/Will escalate to Robin Ashby on .* or when the customer logs in/)).toBeVisible()
  await fits()
  await page.getByRole('button', { name: 'Schedule escalation' }).tap()
  await expect(part(page, 'Waiting')).toContainText('Will escalate to Robin Ashby')
  await fits()
  await page.getByRole('button', { name: 'More', exact: true }).tap()
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /^Settings/ })
    .tap()
  await expect(page.getByRole('heading', { name: 'Profile and sessions' })).toBeVisible()
  await fits()
})
