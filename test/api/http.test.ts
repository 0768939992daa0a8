import { expect, test } from 'vitest'
import { testApp } from '../support/harness.ts'

test('the reference describes every route, for programs and for people, without scripts', async () => {
  const { send } = await testApp()
  const document = await send('/api/openapi.json')
  expect(document.body.openapi).toBe('3.1.0')
  const page = await send('/docs')
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('<script')
  for (const path of Object.keys(document.body.paths)) expect(page.text).toContain(path)
})
