import type { Page } from '@playwright/test'
import { choose, expect, fact, part, test } from '../support.ts'

/** Opens an active workflow that nothing waits on. Each test takes another one. */
async function openActive(page: Page, at: number): Promise<void> {
  await page.goto('/workflows?status=["active"]&sort=updated&order=asc')
  await page.locator(`[aria-rowindex="${at + 2}"]`).click()
  await expect(page.getByRole('button', { name: 'Snooze' })).toBeVisible()
}

test('snooze until a date, then wake it now', async ({ page }) => {
  await openActive(page, 0)
  await page.getByRole('button', { name: 'Snooze' }).click()
  await page.getByRole('button', { name: 'In 3 days' }).click()
  await expect(page.getByText(/^Will wake on .*09:00/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click()
  await expect(part(page, 'Waiting').getByRole('heading', { name: 'Snoozed' })).toBeVisible()
  await part(page, 'Waiting').getByRole('button', { name: 'Wake now' }).click()
  await expect(part(page, 'Waiting')).toBeHidden()
  await expect(part(page, 'Timeline').getByRole('listitem').first()).toContainText('Woke by Robin Ashby')
})

test('skip until an event fired by hand, which reactivates it', async ({ page }) => {
  await openActive(page, 1)
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByText('Event only').click()
  await choose(page, 'Event', 'An event is fired by hand')
  await page.getByLabel('Event key').fill('contract-signed')
  await page.getByLabel('In words (optional)').fill('the contract is signed')
  await page.getByRole('dialog').getByRole('button', { name: 'Skip' }).click()
  await part(page, 'Waiting').getByRole('button', { name: 'Fire “the contract is signed”' }).click()
  await expect(part(page, 'Waiting')).toBeHidden()
  await expect(part(page, 'Timeline').getByRole('listitem').first()).toContainText('Reactivated')
})

test('skip, then reactivate now from the list', async ({ page }) => {
  await openActive(page, 1)
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByRole('button', { name: 'In 1 month' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Skip' }).click()
  await expect(part(page, 'Waiting')).toBeVisible()
  await page.getByRole('link', { name: /^Skipped/ }).click()
  const card = page.getByRole('main').getByRole('listitem').filter({ hasText: title })
  await card.getByRole('button', { name: 'Reactivate now' }).click()
  await expect(card).toBeHidden()
})

test('reassign, and take it back', async ({ page }) => {
  await openActive(page, 2)
  const before = await fact(page, 'Assignee').innerText()
  await page.getByRole('button', { name: 'Reassign' }).click()
  await choose(page, 'New assignee', 'Robin Ashby')
  await page.getByRole('dialog').getByRole('button', { name: 'Reassign' }).click()
  await expect(fact(page, 'Assignee')).toHaveText('Robin Ashby')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(fact(page, 'Assignee')).toHaveText(before)
})

test('an escalation to oneself at once: acknowledge, then take ownership', async ({ page }) => {
  await openActive(page, 3)
  const before = await fact(page, 'Assignee').innerText()
  await page.keyboard.press('e')
  await choose(page, 'Escalate to', /^Robin Ashby/)
  await expect(page.getByText('Will escalate to Robin Ashby immediately')).toBeVisible()
  await page.getByRole('button', { name: 'Escalate now' }).click()
  await expect(part(page, 'Escalation')).toContainText('Escalated to Robin Ashby')
  await part(page, 'Escalation').getByRole('button', { name: 'Acknowledge' }).click()
  await expect(part(page, 'Escalation')).toContainText('acknowledged by Robin Ashby')
  await part(page, 'Escalation').getByRole('button', { name: 'Take ownership' }).click()
  await expect(fact(page, 'Assignee')).toHaveText('Robin Ashby')
  expect(before).not.toBe('Robin Ashby')
})

test('a scheduled escalation can be taken back', async ({ page }) => {
  await openActive(page, 4)
  await page.getByRole('button', { name: /^Escalate/ }).click()
  await choose(page, 'Escalate to', /^Robin Ashby/)
  await page.getByText('Date only').click()
  await page.getByRole('button', { name: 'Next Monday' }).click()
  await page.getByRole('button', { name: 'Schedule escalation' }).click()
  await expect(part(page, 'Waiting')).toContainText('Will escalate to Robin Ashby')
  await part(page, 'Waiting').getByRole('button', { name: 'Cancel escalation' }).click()
  await expect(part(page, 'Waiting')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Snooze' })).toBeVisible()
})
