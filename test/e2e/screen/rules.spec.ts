import { readFile } from 'node:fs/promises'
import { choose, expect, expectAccessible, part, test } from '../support.ts'

test('a rule is written and tried on the past', async ({ page }) => {
  await page.goto('/rules')
  await page.getByRole('button', { name: 'New rule' }).first().click()
  await page.getByRole('menuitem', { name: /^Escalate if health < 30/ }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Escalate if health < 30')
  await page.getByRole('textbox', { name: 'Name' }).fill('Unwell and large')
  await page.getByRole('textbox', { name: 'Value of Health score' }).fill('55')
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByRole('button', { name: 'Make the rule' }).click()
  await expect(page.getByText('Choose a fact')).toBeVisible()
  await expect(page.getByText('Choose a person or a team')).toBeVisible()

  await page.getByRole('combobox', { name: 'Fact' }).last().fill('ARR')
  await page.getByRole('option', { name: 'ARR', exact: true }).click()
  await page.getByRole('textbox', { name: 'Value of ARR' }).fill('20000')
  await expect(page.getByText('When health score < 55 and ARR > 20,000')).toBeVisible()
  await expect(page.getByText(/\d+ of \d+ open workflows match now/)).toBeVisible()
  await page.getByRole('combobox', { name: 'Escalate to' }).click()
  await page.getByRole('option').first().click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make the rule' }).click()

  await expect(page.getByRole('heading', { name: 'Unwell and large' })).toBeVisible()
  await page.getByRole('button', { name: 'Run the backtest' }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  await expect(part(page, 'What it would have done').getByText('Escalations', { exact: true })).toBeVisible()
})

test('a rule runs in the shadow, is switched on, and lets go what it held back', async ({ page }) => {
  await page.goto('/rules')
  await page.getByRole('link', { name: 'Unwell and large', exact: true }).click()
  // The list has tags that say the same.
  await expect(page.getByRole('heading', { name: 'Unwell and large' })).toBeVisible()
  await page.getByText('Shadow', { exact: true }).click()
  const history = part(page, 'History')
  await expect(history.getByText('Went through all open workflows')).toBeVisible()
  await expect(history.getByText('Would have escalated').first()).toBeVisible()

  await page.getByText('On', { exact: true }).click()
  await page.getByRole('radio', { name: 'Put them into quarantine' }).check()
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(history.getByText('Went through all open workflows')).toHaveCount(2)
  await page.reload()
  // All of them: one that the target works on already stays, and which is first depends on the hour.
  await part(page, 'In quarantine').getByRole('button', { name: 'Escalate all…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Escalate all', exact: true }).click()
  await expect(page.getByText(/^[1-9]\d* escalated$/)).toBeVisible()
  await expect(history.getByText('Released from quarantine').first()).toBeVisible()
  await expectAccessible(page)
})

test('a rule is copied, checked against the others and simulated', async ({ page }) => {
  await page.goto('/rules')
  await page.getByRole('button', { name: 'More for Unwell and large' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(page.getByRole('heading', { name: /^Change .*Unwell and large/ })).toBeVisible()
  await page.goto('/rules/check')
  await expect(page.getByText(/never gets its turn|match the same workflows|Nothing to mend/).first()).toBeVisible()

  await page.goto('/rules/simulate')
  await page.getByRole('combobox', { name: 'Workflow' }).click()
  await page.getByRole('option').first().click()
  await expect(page.getByText(/matches first|No rule matches/)).toBeVisible()
  await expectAccessible(page)
})

test('a rule leaves a workflow alone when somebody says so, until they take it back', async ({ page }) => {
  await page.goto('/rules')
  await page.getByRole('link', { name: 'Unwell and large', exact: true }).click()
  await part(page, 'History').getByRole('link').first().click()
  const rules = part(page, 'Rules')
  await rules.getByRole('button', { name: 'Not for this workflow: Unwell and large' }).click()
  await expect(rules.getByText('is not for this workflow')).toBeVisible()
  await rules.getByRole('button', { name: /^Undo/ }).click()
  await expect(rules.getByRole('button', { name: /^Not for this workflow/ })).toBeVisible()
})

test('rules leave as a file, and come in again after a look at it', async ({ page, quiet }) => {
  await page.goto('/rules')
  await page.getByRole('button', { name: 'More for all rules' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as a file' }).click()
  const written = await download
  expect(written.suggestedFilename()).toBe('hoist-rules.json')
  const file = JSON.parse(await readFile(await written.path(), 'utf8'))
  const [rule] = file.rules
  const take = (name: string, rules: object[]) => {
    const buffer = Buffer.from(JSON.stringify({ ...file, rules }))
    return page.getByLabel('File of rules').setInputFiles({ name, mimeType: 'application/json', buffer })
  }

  await page.getByRole('button', { name: 'More for all rules' }).click()
  await page.getByRole('menuitem', { name: 'Import a file…' }).click()
  await take('wrong.json', [{ ...rule, name: 'Empty', conditions: { all: [] } }])
  await expect(page.getByText('rules.0.conditions.all')).toBeVisible()
  await expect(page.getByText('in “Empty”')).toBeVisible()
  // The browser notes every refusal of the server.
  expect(quiet.splice(0).filter((line) => !line.includes('status of 400'))).toEqual([])
  await take('right.json', [{ ...rule, name: 'From a file' }, rule])
  await expect(page.getByText('a rule of this name is here already')).toHaveCount(1)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add 2 rules' }).click()
  await expect(page.getByRole('link', { name: 'From a file', exact: true })).toBeVisible()
})

test('a metric is given a limit of age, and freed of it', async ({ page }) => {
  await page.goto('/rules/freshness')
  await choose(page, 'Set a limit for', 'Health score')
  const hours = page.getByRole('textbox', { name: 'Hours for Health score' })
  await hours.fill('72')
  await page.getByRole('button', { name: 'Save the limit for Health score' }).click()
  await expect(page.getByText('Health score counts for 72 hours')).toBeVisible()
  await page.reload()
  await expect(hours).toHaveValue('72 hours')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'No limit for Health score' }).click()
  await expect(hours).toHaveCount(0)
})
