import {
  choose,
  complaints,
  expect,
  expectAccessible,
  fact,
  importFile,
  part,
  PASSWORD,
  signIn,
  test,
} from './support.ts'

const ADA = 'ada@example.org'
const MARA = 'mara.lindqvist@example.org'
const RENEWAL = 'Renewal · Kestrel Systems, Inc.'

/** From an empty machine to somebody who was told, helped and handed it back. */
test('a new team imports its work, schedules an escalation, and the right person is told within a second', async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  test.setTimeout(120_000)

  await test.step('the first page sets the organization up', async () => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Set up Hoist' })).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel('Organization').fill('Northstar CS')
    await page.getByLabel('Your name').fill('Ada Okafor')
    await page.getByLabel('Email').fill(ADA)
    await page.getByRole('textbox', { name: 'Password' }).fill('short')
    await page.getByRole('button', { name: 'Create organization' }).click()
    await expect(page.getByText(/at least \d+ characters/i).last()).toBeVisible()
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Create organization' }).click()
    await page.getByRole('button', { name: 'Start empty' }).click()
    await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible()
  })

  await test.step('signing out and in again', async () => {
    await page.getByRole('button', { name: /^Ada Okafor/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await signIn(page, ADA, PASSWORD)
  })

  await test.step('customers: the good rows go in, the bad one is reported, unknown people are announced', async () => {
    await page.getByRole('link', { name: 'Imports' }).click()
    await page.getByLabel('File of customers').setInputFiles(importFile('customers.csv'))
    await expect(fact(page, 'Go in')).toHaveText('4')
    await expect(fact(page, 'Have a mistake')).toHaveText('1')
    await expect(fact(page, 'People invited')).toHaveText('2')
    await expect(page.getByText(`${MARA}, theo.banks@example.org`)).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'Contract End becomes' })).toHaveValue('Renewal date')
    await expect(page.getByRole('row', { name: /5 Health Score very good/ })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Import 4 rows' }).click()
    await expect(fact(page, 'New')).toHaveText('4')
    await expect(fact(page, 'Rejected')).toHaveText('1')
    await expect(page.getByRole('link', { name: 'Download as CSV' })).toBeVisible()
  })

  await test.step('contacts', async () => {
    await page.getByRole('link', { name: 'Import another file' }).click()
    await page.getByRole('radiogroup', { name: 'What does the file hold?' }).getByText('Contacts').click()
    await page.getByLabel('File of contacts').setInputFiles(importFile('contacts.csv'))
    await page.getByRole('button', { name: 'Import 3 rows' }).click()
    await expect(fact(page, 'New')).toHaveText('3')
  })

  await test.step('workflows: dates with slashes are asked about, not guessed', async () => {
    await page.getByRole('link', { name: 'Import another file' }).click()
    await page.getByRole('radiogroup', { name: 'What does the file hold?' }).getByText('Workflows').click()
    await page.getByLabel('File of workflows').setInputFiles(importFile('workflows.csv'))
    await expect(page.getByText(/Is 03\/04 in Due Date the 3rd of April/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^Import / })).toBeDisabled()
    await page.getByText('Day first: 3 April').click()
    await page.getByRole('button', { name: 'Import 5 rows' }).click()
    await expect(fact(page, 'New')).toHaveText('5')
  })

  const invitation = await test.step('a person from the file gets a link', async () => {
    await page.goto('/settings/members')
    const mara = page.getByRole('listitem').filter({ hasText: MARA })
    await mara.getByRole('button', { name: /^More for/ }).click()
    await page.getByRole('menuitem', { name: 'Make a new invitation link' }).click()
    const link = await page.getByRole('dialog').locator('code').innerText()
    await page.getByRole('button', { name: 'Done' }).click()
    return link
  })

  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  const said = complaints(context)
  const mara = await context.newPage()
  await test.step('who follows it joins and has an empty inbox', async () => {
    await mara.goto(invitation)
    await mara.getByLabel('Your name').fill('Mara Lindqvist')
    await mara.getByRole('textbox', { name: 'Password' }).fill(`${PASSWORD} again`)
    await mara.getByRole('button', { name: 'Join' }).click()
    await expect(mara.getByRole('heading', { name: 'My queue' })).toBeVisible()
    await mara.getByRole('link', { name: /^Inbox, / }).click()
    await expect(mara.getByRole('heading', { name: 'Nothing yet' })).toBeVisible()
  })

  const key = await test.step('an API key', async () => {
    await page.getByRole('link', { name: 'API keys' }).click()
    await page.getByRole('button', { name: 'New API key' }).click()
    await page.getByLabel('Name').fill('Usage feed')
    await page.getByRole('button', { name: 'Make the key' }).click()
    const made = await page.getByRole('dialog').locator('code').innerText()
    await page.getByRole('button', { name: 'Done' }).click()
    return made
  })

  await test.step('the dialog says what will happen, then schedules it', async () => {
    await page.getByRole('link', { name: 'My queue' }).click()
    await page.getByRole('row', { name: /Kestrel Systems, Inc. Renewal/ }).click()
    await expect(page.getByRole('heading', { name: RENEWAL })).toBeVisible()
    await expect(fact(page, 'ARR')).toHaveText('$120,000')
    await page.getByRole('button', { name: /^Escalate/ }).click()
    await choose(page, 'Escalate to', /Mara Lindqvist/)
    await page.getByText('Date and/or events').click()
    await page.getByRole('button', { name: 'Schedule escalation' }).click()
    await expect(page.getByText('Choose a date and a time')).toBeVisible()
    await expect(page.getByText('Enter a number')).toBeVisible()
    await page.getByRole('button', { name: 'In 1 week' }).click()
    await page.getByRole('textbox', { name: 'Threshold' }).fill('80')
    await expect(page.getByText('Already true: ')).toBeVisible()
    await page.getByRole('textbox', { name: 'Threshold' }).fill('30')
    await page.getByLabel('Why are you escalating?').fill('The champion left and the renewal is close.')
    await expect(page.getByText(/Will escalate to Mara Lindqvist on .+ or when health score .* 30/)).toBeVisible()
    await expect(page.getByText('Already true: ')).toBeHidden()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Schedule escalation' }).click()
    await expect(part(page, 'Waiting')).toContainText('Will escalate to Mara Lindqvist')
    await expect(part(page, 'Waiting')).toContainText('health score is 72')
  })

  const send = (id: string, value: number) =>
    request.post('/api/signals', {
      headers: { 'x-api-key': key },
      data: [{ id, type: 'metric', customer: 'ext:N-001', metric: 'health_score', value }],
    })

  await test.step('a reading that is not low enough changes nothing; one that is fires within a second and shows live', async () => {
    expect((await send('reading-1', 31)).status()).toBe(202)
    await expect(fact(page, 'Health score')).toContainText('31')
    await expect(part(page, 'Waiting')).toContainText('Will escalate to Mara Lindqvist')
    await expect(mara.getByRole('heading', { name: 'Nothing yet' })).toBeVisible()

    const sentAt = performance.timeOrigin + performance.now()
    expect((await send('reading-2', 22)).status()).toBe(202)
    await Promise.all([
      expect(part(page, 'Escalation')).toContainText('Escalated to Mara Lindqvist', { timeout: 3_000 }),
      expect(mara.getByRole('link', { name: /Kestrel Systems/ })).toBeVisible({ timeout: 3_000 }),
    ])
    const fired = await request.get('/api/workflows/ext:F-1', { headers: { 'x-api-key': key } })
    const { workflow } = await fired.json()
    expect(Date.parse(workflow.flowAction.firedAt) - sentAt).toBeLessThan(1_000)
  })

  await test.step('once, with the reason', async () => {
    expect(await (await send('reading-2', 22)).json()).toMatchObject({ results: [{ status: 'duplicate' }] })
    expect((await send('reading-3', 12)).status()).toBe(202)
    await expect(fact(page, 'Health score')).toContainText('12')
    const escalated = part(page, 'Timeline')
      .getByRole('listitem')
      .filter({ has: page.getByText('Escalated', { exact: true }) })
    await expect(escalated).toHaveCount(1)
    await expect(escalated).toContainText('The champion left and the renewal is close.')
    await expect(escalated).toContainText(/health score .* 30 .*22/)
    await expect(part(page, 'Escalation')).toContainText('health score is 22')
    await expect(mara.getByRole('main').getByRole('listitem')).toHaveCount(1)
    await expect(mara.getByRole('main').getByRole('listitem')).toContainText(
      'The champion left and the renewal is close.',
    )
    const told = await request.get('/api/notifications', { headers: { 'x-api-key': key } })
    expect((await told.json()).notifications.filter(({ type }: { type: string }) => /escalat/.test(type))).toHaveLength(
      1,
    )
  })

  await test.step('the recipient finds it first in the queue, acknowledges, and gives it back', async () => {
    await mara.getByRole('link', { name: 'My queue' }).click()
    const first = mara.getByRole('row').nth(1)
    await expect(first).toContainText('Kestrel Systems, Inc. Renewal')
    await expect(first).toContainText('Escalated to you')
    await first.click()
    await mara.getByRole('button', { name: 'Acknowledge' }).click()
    await expect(part(page, 'Escalation')).toContainText('acknowledged by Mara Lindqvist')
    await mara.getByRole('button', { name: 'De-escalate…' }).click()
    await mara.getByRole('radio', { name: 'Yes, it helped' }).check()
    await mara.getByLabel('Note (optional)').fill('New champion found.')
    await mara.getByRole('dialog').getByRole('button', { name: 'De-escalate' }).click()
    await expect(mara.getByText('Workflow de-escalated successfully')).toBeVisible()
    await expect(fact(page, 'Assignee')).toHaveText('Ada Okafor')
    await expect(part(page, 'Timeline')).toContainText('De-escalated by Mara Lindqvist')
    await expect(part(page, 'Escalation')).toBeHidden()
  })

  expect(said).toEqual([])
  await context.close()
})
