import { expect, fact, PASSWORD, signIn, test } from './support.ts'

const MANY = 10_000

/** Workflows of one customer, their due dates a minute apart, in no order. */
function manyRows(): string {
  const first = Date.UTC(2027, 0, 1)
  const lines = Array.from({ length: MANY }, (_, at) => {
    const shuffled = (at * 7_919) % MANY
    return `M-${shuffled},N-002,Check-in,${new Date(first + shuffled * 60_000).toISOString()}`
  })
  return ['Workflow ID,Account ID,Playbook,Due', ...lines].join('\n')
}

/** Scrolls to the end, on as soon as the window is full of rows, and says how many rows were never in sight. */
function scrollThrough(rows: number) {
  const scroller = document.querySelector('.h-list-scroll')
  const body = scroller?.querySelector('tbody')
  if (!scroller || !body) throw new Error('no list')
  const seen = new Set<number>()
  return new Promise<number>((resolve) => {
    const step = () => {
      const { top, bottom } = scroller.getBoundingClientRect()
      let [highest, lowest] = [bottom, top]
      for (const row of body.rows) {
        const box = row.getBoundingClientRect()
        if (box.bottom <= top || box.top >= bottom) continue
        seen.add(Number(row.getAttribute('aria-rowindex')))
        highest = Math.min(highest, box.top)
        lowest = Math.max(lowest, box.bottom)
      }
      const full = highest <= top + 40 && lowest >= Math.min(bottom, body.getBoundingClientRect().bottom) - 1
      if (seen.has(rows + 1)) return resolve(rows - seen.size)
      if (full) scroller.scrollTop += scroller.clientHeight * 0.8
      requestAnimationFrame(step)
    }
    step()
  })
}

test('ten thousand workflows go in through the import page and scroll without a missing row', async ({ page }) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 1440, height: 2_000 })
  await signIn(page, 'ada@example.org', PASSWORD)
  await page.goto('/imports?kind=workflows')
  await page
    .getByLabel('File of workflows')
    .setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(manyRows()) })
  await page.getByRole('button', { name: `Import ${MANY.toLocaleString('en')} rows` }).click()
  await expect(fact(page, 'New')).toHaveText(MANY.toLocaleString('en'), { timeout: 60_000 })
  await page.getByRole('link', { name: 'See the workflows' }).click()
  await page.getByRole('searchbox').fill('check-in')
  await expect(page.getByRole('status').filter({ hasText: '10,000 workflows' })).toBeVisible()

  expect(await page.evaluate(scrollThrough, MANY)).toBe(0)
  await expect(page.locator(`[aria-rowindex="${MANY + 1}"]`)).toBeVisible()

  // The last loaded row is the last of all, also by its date.
  await page.keyboard.press('Escape')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(fact(page, 'External id')).toHaveText(`M-${MANY - 1}`)
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('check-in')
})
