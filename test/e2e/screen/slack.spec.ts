import { systemClock } from '../../../server/clock.ts'
import { signed } from '../../support/slack-signed.ts'
import { APP_TOKEN, type FakeSlack, fakeSlack, TOKEN } from '../../support/slack.ts'
import { expect, expectAccessible, part, test } from '../support.ts'

const SECRET = 'signing-secret-of-the-page'

let slack: FakeSlack
test.beforeAll(async () => {
  slack = await fakeSlack(test.info().project.metadata.slackPort)
})
test.afterAll(async () => {
  slack.expectNothingUnexpected()
  await slack.close()
})

/** What Hoist answers to Slack's question whether the address is its own. */
function challenged(at: string, secret: string): Promise<Response> {
  const body = JSON.stringify({ type: 'url_verification', token: 'x', challenge: '3eZbrw1aB' })
  return fetch(new URL('/api/slack/events', at), signed(body, systemClock.now(), secret))
}

test('Slack is installed on its page: token, signing secret, app token, test, and away with it', async ({
  page,
  quiet,
}) => {
  await page.goto('/settings/channels')
  const card = part(page, 'Slack')
  await expect(card).toContainText('not connected')
  const manifest = card.getByRole('region', { name: 'App manifest' })
  await expect(manifest).toContainText('/api/slack/events')
  await expect(manifest).toContainText('chat:write')
  await expectAccessible(page)

  await card.getByRole('button', { name: 'Connect Slack' }).click()
  await expect(card.getByText('Enter the bot token (it starts with xoxb-)')).toBeVisible()
  await card.getByLabel('Bot token').fill('xoxb-of-somebody-else')
  await card.getByRole('button', { name: 'Connect Slack' }).click()
  await expect(card).toContainText('invalid_auth')
  await expect(card).toContainText('not connected')
  expect(quiet.splice(0)).toEqual([expect.stringContaining('status of 400')])

  await card.getByLabel('Bot token').fill(TOKEN)
  await card.getByLabel('Signing secret').fill(SECRET)
  await card.getByRole('button', { name: 'Connect Slack' }).click()
  await expect(page.getByText('Slack answers: connected to Northwind')).toBeVisible()
  await expect(card).toContainText('connected to Northwind')
  // Secrets go in and never come out again.
  for (const field of ['Bot token', 'Signing secret']) {
    await expect(card.getByLabel(field)).toHaveValue('')
    await expect(card.getByLabel(field)).toHaveAttribute('placeholder', /^Kept/)
  }
  expect(await page.content()).not.toContain(TOKEN)
  expect((await challenged(page.url(), 'another secret')).status).toBe(401)
  expect(await (await challenged(page.url(), SECRET)).json()).toEqual({ challenge: '3eZbrw1aB' })

  await card.getByText('Socket Mode', { exact: true }).click()
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(card.getByText('Enter the app-level token (it starts with xapp-)')).toBeVisible()
  await card.getByLabel('App-level token').fill(APP_TOKEN)
  await card.getByRole('button', { name: 'Save' }).click()
  await slack.until(() => slack.connections.length === 1)
  await expect(card).toContainText('Socket Mode is connecting')
  slack.connections[0]?.say({ type: 'hello', num_connections: 1 })
  await expect(card).toContainText('Socket Mode is connected')

  await card.getByRole('button', { name: 'Send me a test' }).click()
  await expect(card).toContainText('Slack answers: connected to Northwind as hoist')
  await card.getByRole('button', { name: 'Disconnect…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(card).toContainText('not connected')
  expect((await challenged(page.url(), SECRET)).status).toBe(401)
})
