import { expect, test } from 'vitest'
import { testApp } from '../support/harness.ts'

test('an unknown API address is 404 as JSON', async () => {
  const { rest } = await testApp()
  const answer = await rest('admin', 'GET', '/api/nothing')
  expect(answer.status).toBe(404)
  expect(answer.body).toEqual({ code: 'not_found', message: 'Route not found' })
})
