import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, expectAccessible, part, test } from '../support.ts'

test('a number leads to its rows and back, filters stay in the address, and everything can be exported', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('analytics.dashboard')) asked.push(request.url())
  })
  await page.goto('/analytics')
  await expect(part(page, 'By recipient').getByRole('link').first()).toBeVisible()
  // No two parts of the page have the same name.
  const names = await page.locator('section[aria-label]').evaluateAll((all) => all.map((one) => one.ariaLabel))
  expect(names).toContain('Recent escalations')
  expect(names).toEqual([...new Set(names)])
  // The charts, the latest escalations and what filters need come in one answer.
  expect(asked).toHaveLength(1)
  for (const call of ['analytics.escalations', 'analytics.views', 'members.list']) expect(asked[0]).toContain(call)

  await page.getByRole('button', { name: 'Trigger', exact: true }).click()
  await page.getByRole('option', { name: 'Event' }).click()
  await expect(page).toHaveURL(/trigger=event/)
  await expect(part(page, 'By trigger').getByRole('link')).toHaveText(['Event 100 %'])

  const bar = part(page, 'By workflow').getByRole('link').first()
  const [name = '', counted = ''] = (await bar.innerText()).split('\n').map((line) => line.trim())
  await bar.click()
  await expect(page).toHaveURL(/\/analytics\/escalations\?.*trigger=event/)
  await expect(page.getByRole('status').filter({ hasText: new RegExp(`^${counted} escalation`) })).toBeVisible()
  await expect(page.locator('[aria-rowindex="2"]')).toContainText(name)
  await expectAccessible(page)

  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^escalations \d{4}-\d{2}-\d{2} to \d{4}-\d{2}-\d{2}\.csv$/)
  const rows = parse(readFileSync(await file.path()), { columns: true }) as Record<string, string>[]
  expect(rows).toHaveLength(Number(counted))
  for (const row of rows) expect([row['triggerType'], row['definition']]).toEqual(['event', name])

  await page.goBack()
  await expect(page).toHaveURL(/\/analytics\?trigger=event/)
  await expect(page.getByRole('heading', { name: 'Escalations', exact: true })).toBeVisible()
  await page.goBack()
  await expect(part(page, 'By trigger').getByRole('link')).not.toHaveCount(1)
})

test('alerts and rules lead to their rows too, by mouse and by keyboard', async ({ page }) => {
  await page.goto('/analytics')
  const bar = (card: string) => part(page, card).getByRole('link').first()
  const wordsOf = async (card: string) => (await bar(card).innerText()).split('\n').map((line) => line.trim())
  const counted = (count: string, noun: string) =>
    page.getByRole('status').filter({ hasText: new RegExp(`^${count} ${noun}`) })

  const [severity = '', grave = ''] = await wordsOf('Alerts by severity')
  await bar('Alerts by severity').click()
  await expect(page).toHaveURL(/\/alerts\?.*status=all/)
  await expect(page.getByRole('button', { name: `Severity: ${severity}` })).toBeVisible()
  await expect(counted(grave, 'alert')).toBeVisible()
  await page.goBack()

  const [indicator = '', found = ''] = await wordsOf('Alerts by indicator')
  await bar('Alerts by indicator').focus()
  await page.keyboard.press('Enter')
  await expect(counted(found, 'alert')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: `Remove filter with ${indicator.toLowerCase()}` }).click()
  await page.getByRole('button', { name: /^Remove filter raised from/ }).click()
  await expect(page).toHaveURL(/\/alerts\?status=all$/)
  await page.goBack()

  const [rule = '', escalated = ''] = await wordsOf('Escalations by rule')
  await bar('Escalations by rule').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: rule })).toBeVisible()
  const history = part(page, 'History')
  await expect(history.getByText('Escalated', { exact: true })).toHaveCount(Number(escalated))
  await expect(history.getByRole('listitem')).toHaveCount(Number(escalated))
  await expectAccessible(page)
  await history.getByRole('button', { name: /^Remove filter Escalated from/ }).click()
  await expect(history.getByText('Changed').or(history.getByText('Created')).first()).toBeVisible()
})

test('interrupt load leads to what the person was sent in these days', async ({ page }) => {
  await page.goto('/analytics')
  const person = part(page, 'Interrupt load').getByRole('link').first()
  const name = await person.innerText()
  await person.click()
  await expect(page).toHaveURL(/\/settings\/deliveries\?.*person=/)
  const rows = page.getByRole('grid', { name: 'Deliveries' }).locator('tbody [aria-rowindex]')
  await expect(rows.first()).toBeVisible()
  await expect(rows.filter({ hasNotText: name })).toHaveCount(0)
  await page.getByRole('button', { name: /^Remove filter made/ }).click()
  await page.getByRole('button', { name: `Remove filter to ${name}` }).click()
  await expect(page).toHaveURL(/\/settings\/deliveries$/)
  await expect(rows.filter({ hasNotText: name }).first()).toBeVisible()
})

test('the heatmap is walked by keyboard, and every chart is a table and a file too', async ({ page }) => {
  await page.goto('/analytics?period=365d')
  const heat = page.getByRole('grid', { name: 'Escalations by weekday and hour' })
  await heat.getByRole('link', { name: /^Monday, 09:00/ }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(heat.getByRole('link', { name: /^Tuesday, 10:00/ })).toBeFocused()
  const words = (await heat.getByRole('link', { name: /^Tuesday, 10:00/ }).getAttribute('aria-label')) ?? ''
  const count = words.split(': ')[1]
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/weekday=2.*hour=10|hour=10.*weekday=2/)
  await expect(page.getByRole('status').filter({ hasText: new RegExp(`^${count} escalation`) })).toBeVisible()
  await page.goBack()

  const trend = part(page, 'Per week')
  await trend.getByRole('application').focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key)
  await expect(trend.locator('.mantine-ChartTooltip-root, [class*="ChartTooltip"]').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/analytics\/escalations\?.*period=custom/)
  const address = new URL(page.url()).searchParams
  const days = ['from', 'to'].map((key) => Date.parse((address.get(key) ?? '').replaceAll('"', '')) / 86_400_000)
  expect((days[1] ?? 0) - (days[0] ?? 0)).toBe(6)
  await page.goBack()

  const card = part(page, 'By trigger')
  const choose = async (item: string) => {
    await page.getByRole('button', { name: 'By trigger: more' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const picture = page.waitForEvent('download')
  await choose('Save as picture')
  const png = readFileSync(await (await picture).path())
  expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')])
  expect(png.length).toBeGreaterThan(5_000)
  const csv = page.waitForEvent('download')
  await choose('Save as CSV')
  const rows = parse(readFileSync(await (await csv).path()), { columns: true }) as Record<string, string>[]
  await choose('View as table')
  await expect(card.getByRole('row')).toHaveCount(rows.length + 1)
  await expect(card.getByRole('row').nth(1)).toContainText(rows[0]?.['Trigger'] ?? '?')
})

test('what is on screen is kept as a view', async ({ page }) => {
  await page.goto('/analytics')
  await page.getByRole('button', { name: 'Days: Last 90 days' }).click()
  await page.getByRole('menuitem', { name: 'Last 30 days' }).click()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save what is on screen…' }).click()
  await page.getByLabel('Name').fill('My month')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.goto('/analytics')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'My month' }).click()
  await expect(page).toHaveURL(/period=30d/)
  await page.getByRole('button', { name: 'My month' }).click()
  await page.getByRole('menuitem', { name: 'Remove “My month”' }).click()
  await expect(page.getByRole('button', { name: 'Views' })).toBeVisible()
})
