import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Locator, type Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'

export const PASSWORD = 'a long way down to the sea'

/** Everything the browser complains about, Content-Security-Policy included; a visitor's 401 is how sign-in begins. */
export function complaints(context: BrowserContext): string[] {
  const said: string[] = []
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || message.text().includes('status of 401')) return
    said.push(`${message.page()?.url()}: ${message.text()}`)
  })
  context.on('weberror', (error) => said.push(String(error.error())))
  return said
}

/** Tests at whose end the browser must have had nothing to complain about. */
export const test = base.extend<{ quiet: string[] }>({
  quiet: [
    async ({ context }, use) => {
      const said = complaints(context)
      await use(said)
      expect(said).toEqual([])
    },
    { auto: true },
  ],
})
export { expect }

export function importFile(name: string): string {
  return fileURLToPath(new URL(`../data/import/${name}`, import.meta.url))
}

/** The value under a small label. */
export function fact(page: Page, label: string): Locator {
  return page
    .locator('.h-fact')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd')
}

/** A labelled part of a page. */
export function part(page: Page, name: string): Locator {
  return page.getByRole('region', { name })
}

/** Opens a choice and takes one of its options. */
export async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'My queue' })).toBeVisible()
}

/** No serious or critical violation of accessibility on what is on screen, of WCAG A and AA or of `rules`. */
export async function expectAccessible(page: Page, rules: string[] = []): Promise<void> {
  const axe = new AxeBuilder({ page })
  const asked = rules.length === 0 ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']) : axe.withRules(rules)
  const { violations } = await asked.analyze()
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    bad.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
  ).toEqual([])
}
