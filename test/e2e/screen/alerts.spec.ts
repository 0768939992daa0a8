import type { Page } from '@playwright/test'
import { choose, expect, expectAccessible, fact, test } from '../support.ts'

let sent = 0

/** Hands in messages of a sample customer, each in a conversation of its own unless `channel` says otherwise. */
async function hear(
  page: Page,
  texts: string[],
  { channel, customer = 'ext:sample-c-1' } = {} as Hearing,
): Promise<void> {
  const messages = texts.map((text) => {
    sent += 1
    const id = `heard-${test.info().workerIndex}-${sent}`
    return { id, customer, channel: channel ?? `thread:${id}`, direction: 'inbound', text }
  })
  const answer = await page.request.post('/api/messages', {
    data: messages,
    headers: { origin: new URL(page.url()).origin },
  })
  expect(answer.status()).toBe(202)
}
type Hearing = { channel?: string; customer?: string }

const LEAVING = 'We have decided to cancel our contract at the end of the month. Our lawyers will write to you.'
const card = (page: Page, words: string) =>
  page.getByRole('feed', { name: 'Alerts' }).getByRole('article').filter({ hasText: words })

test('a critical message appears by itself, with its words, and is acknowledged, resolved and reopened', async ({
  page,
}) => {
  await page.goto('/alerts')
  await expect(fact(page, 'Open')).toHaveText(/\d/)
  await hear(page, [`${LEAVING} Peregrine.`])
  const alert = card(page, 'Peregrine')
  await expect(alert).toContainText('Critical')
  await expect(alert).toContainText('answer now')
  await expect(alert.locator('mark').first()).toBeVisible()
  await expect(alert).toContainText('Answer now.')
  await alert.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(page.getByText(/acknowledged$/)).toBeVisible()
  await expect(alert).toBeHidden()

  await page.getByRole('button', { name: 'Acknowledged', exact: true }).click()
  await expect(page).toHaveURL(/status=acknowledged/)
  await expect(alert).toContainText('Acknowledged by Robin Ashby')
  await alert.getByRole('button', { name: 'Resolve with notes…' }).click()
  await page.getByRole('textbox', { name: 'Notes' }).fill('Called their COO, they stay until March.')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Resolve/ })
    .click()
  await expect(alert).toBeHidden()

  await page.getByRole('button', { name: 'Resolved', exact: true }).click()
  await expect(alert).toContainText('Called their COO, they stay until March.')
  await expect(alert.getByRole('button', { name: /Acknowledge|Resolve|False/ })).toHaveCount(0)
  await page.reload()
  await expect(alert).toContainText('Resolved by Robin Ashby')
})

test('a false positive keeps its reason, can be taken back, and counts in the rate', async ({ page }) => {
  await page.goto('/alerts')
  await expect(fact(page, 'Open')).toHaveText(/\d/)
  await hear(page, [`${LEAVING} Merlin.`])
  const alert = card(page, 'Merlin')
  await alert.getByRole('button', { name: 'False positive…' }).click()
  await page.getByRole('button', { name: 'Quoted, not said' }).click()
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('Quoted, not said')
  await page.getByRole('button', { name: 'Mark as false positive' }).click()
  await expect(alert).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(alert).toBeVisible()

  await alert.getByRole('button', { name: 'False positive…' }).click()
  await page.getByRole('button', { name: 'Mark as false positive' }).click()
  await page.getByRole('button', { name: 'False positive', exact: true }).click()
  await expect(alert).toContainText('False positive by Robin Ashby')
  await expect(fact(page, 'False positives')).toHaveText(/%$/)
  await page.goto('/alerts/learning')
  await expect(page.getByRole('table', { name: 'Detectors' })).toContainText('termination')
})

test('the keyboard walks, opens and selects; many are resolved at once and taken back', async ({ page }) => {
  await page.goto('/alerts?severity=critical')
  await expect(fact(page, 'Open')).toHaveText(/\d/)
  await hear(page, [`${LEAVING} Osprey one.`, `${LEAVING} Osprey two.`, `${LEAVING} Osprey three.`])
  await expect(card(page, 'Osprey')).toHaveCount(3)
  const articles = page.getByRole('feed').getByRole('article')
  await page.keyboard.press('j')
  await expect(articles.nth(0)).toBeFocused()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const selected = page.getByRole('toolbar', { name: 'Selected rows' })
  await expect(selected).toContainText('2 selected')
  await selected.getByRole('button', { name: 'Resolve…' }).click()
  // Keys count from when somebody could see the dialog.
  await expect(page.getByRole('textbox', { name: 'Notes' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('2 alerts resolved')).toBeVisible()
  await expect(card(page, 'Osprey')).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(card(page, 'Osprey')).toHaveCount(3)
})

test('beside an alert stands the conversation: judged, answered, escalated', async ({ page }) => {
  await page.goto('/alerts')
  await expect(fact(page, 'Open')).toHaveText(/\d/)
  await hear(page, ['Could you add two seats, please?', `${LEAVING} Falcon.`], { channel: 'thread:falcon' })
  const alert = card(page, 'Falcon')
  await alert.getByText('score').click()
  await expect(page).toHaveURL(/alert=/)
  const beside = page.getByRole('complementary', { name: /^Conversation/ })
  const calm = beside.getByRole('listitem').filter({ hasText: 'add two seats' })
  await calm.getByRole('button', { name: 'Missed…' }).click()
  await page.getByRole('menuitem', { name: 'High' }).click()
  await expect(calm).toContainText('something was missed')
  await expectAccessible(page)
  const grave = beside.getByRole('listitem').filter({ hasText: 'Falcon' })
  await grave.getByRole('button', { name: 'Suggest replies' }).click()
  await expect(grave.getByRole('list', { name: 'Suggested replies' }).getByRole('listitem').first()).toBeVisible()

  await alert.getByRole('button', { name: 'Escalate this' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'New workflow…' }).click()
  await choose(page, 'Workflow', 'Renewal')
  await page.getByRole('button', { name: 'Create workflow' }).click()
  await choose(page, 'Escalate to', /^Robin Ashby/)
  await page.getByRole('button', { name: 'Escalate now' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a sender nobody knows is listed and given to a customer', async ({ page }) => {
  await page.goto('/alerts/senders')
  await expect(page.getByRole('heading', { name: 'Unknown senders' })).toBeVisible()
  await page.request.post('/api/messages', {
    data: [{ id: 'stranger', contact: 'who@stranger.example', channel: 'mail', direction: 'inbound', text: 'Hello?' }],
    headers: { origin: new URL(page.url()).origin },
  })
  await page.reload()
  const line = page.getByRole('listitem').filter({ hasText: 'who@stranger.example' })
  await line.getByRole('button', { name: 'Map to customer…' }).click()
  await page.getByRole('combobox', { name: 'Customer' }).click()
  await page.getByRole('option').first().click()
  await page.getByRole('button', { name: 'Map', exact: true }).click()
  await expect(line).toBeHidden()
})

test('a stranger of a known company is mapped with one click', async ({ page }) => {
  await page.goto('/alerts/senders')
  const send = async (path: string, data: object) => {
    const answer = await page.request.post(path, { data, headers: { origin: new URL(page.url()).origin } })
    expect(answer.ok()).toBe(true)
  }
  const known = { externalId: 'one-click', customer: 'ext:sample-c-1', name: 'Ines' }
  await send('/api/contacts', { ...known, email: 'ines@oneclick.example' })
  const stranger = { contact: 'olaf@oneclick.example', channel: 'mail:one-click', direction: 'inbound' }
  await send('/api/messages', [{ ...stranger, id: 'one-click', text: 'Hello from a new desk' }])
  await page.reload()
  const customer = await (await page.request.get('/api/customers/ext:sample-c-1')).json()
  const line = page.getByRole('listitem').filter({ hasText: 'olaf@oneclick.example' })
  await expect(line).toContainText('A contact there writes from oneclick.example')
  await line.getByRole('button', { name: `Map to ${customer.name}`, exact: true }).click()
  await expect(line).toBeHidden()
  await page.goto('/alerts/senders')
  await expect(page.getByText('olaf@oneclick.example')).toHaveCount(0)
})

test('five hundred alerts: only those in sight are in the page, and the last is reached', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('/alerts')
  await expect(fact(page, 'Open')).toHaveText(/\d/)
  for (let from = 0; from < 500; from += 50) {
    await hear(
      page,
      Array.from({ length: 50 }, (_, at) => `${LEAVING} Number ${from + at}.`),
    )
  }
  await expect(page.getByRole('status').filter({ hasText: /^\d+ alerts$/ })).toContainText(/^5\d\d/)
  const articles = page.getByRole('feed').getByRole('article')
  expect(await articles.count()).toBeLessThan(30)
  await expect(async () => {
    // Read each time: an alert of an earlier story may still be on its way into the list.
    const all = await articles.first().getAttribute('aria-setsize')
    await page.keyboard.press('End')
    await expect(page.locator(`article[aria-posinset="${all}"]`)).toBeFocused({ timeout: 500 })
  }).toPass({ timeout: 60_000 })
})

test('on a phone nothing is wider than the screen, and the conversation opens over the list', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/alerts?status=all')
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await expect(page.getByRole('feed').getByRole('article').first()).toBeVisible()
  await fits()
  await expectAccessible(page)
  await page.getByRole('feed').getByRole('article').first().getByText('score').click()
  await expect(page.getByRole('dialog').getByRole('list', { name: 'Messages' })).toBeVisible()
  await fits()
  await expectAccessible(page)
})

test('own words are tried on a message before they are saved', async ({ page }) => {
  await page.goto('/settings/alerts')
  const words = page.getByRole('region', { name: 'Your own words' })
  await words.getByRole('button', { name: 'Add a phrase' }).click()
  await words.getByRole('textbox', { name: 'Phrase', exact: true }).fill('plan kestrel')
  await words.getByRole('textbox', { name: 'What would this message score?' }).fill('They talk of Plan Kestrel.')
  await expect(words.getByRole('status')).toContainText('With these words: high, 50 of 100')
  await expect(words.locator('mark')).toContainText('Plan Kestrel')
  await words.getByRole('button', { name: 'Save words' }).click()
  await expect(page.getByText('From now on messages are read so')).toBeVisible()
  await page.reload()
  await expect(words.getByRole('textbox', { name: 'Phrase', exact: true })).toHaveValue('plan kestrel')
  await expectAccessible(page)
  await words.getByRole('button', { name: 'Remove “plan kestrel”' }).click()
  await words.getByRole('button', { name: 'Save words' }).click()
  await expect(words.getByRole('textbox', { name: 'Phrase', exact: true })).toHaveCount(0)
})
