import { expect, expectAccessible, PASSWORD, test } from './support.ts'

test('the first run offers sample data, and every place then shows something', async ({ page, context }) => {
  await page.goto('/')
  await page.getByLabel('Organization').fill('Northstar CS')
  await page.getByLabel('Your name').fill('Robin Ashby')
  await page.getByLabel('Email').fill('robin@example.org')
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Fill with sample data' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Escalated to you')
  for (const place of ['Workflows', 'Customers']) {
    await page.getByRole('link', { name: place, exact: true }).click()
    await expect(page.getByRole('row').nth(5)).toBeVisible()
  }
  for (const place of [/^Escalated/, /^Snoozed/, /^Skipped/, /^Inbox \d/]) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click()
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  }
  await context.storageState({ path: test.info().project.metadata.signedIn })
})
