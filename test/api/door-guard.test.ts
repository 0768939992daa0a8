import { beforeAll, expect, it } from 'vitest'
import { MINUTE } from '../../shared/time/instant.ts'
import { type TestApp, testApp } from '../support/harness.ts'

let test: TestApp
let secret: string
beforeAll(async () => {
  test = await testApp()
  await test.rest('admin', 'POST', '/api/customers', { externalId: 'acme', name: 'Acme' })
  secret = (await test.trpc('admin').inbound.renew.mutate()).secret
})

const MAIL = { from: 'paula@acme.example', to: 'support@northwind.example', subject: 'Hello', text: 'Hello' }
const hand = (address: string, given: string) =>
  test.send(
    '/api/inbound/email',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hoist-secret': given },
      body: JSON.stringify(MAIL),
    },
    { address },
  )
async function guesses(address: string, count: number) {
  const statuses: number[] = []
  for (let nth = 0; nth < count; nth += 1) statuses.push((await hand(address, `guess ${nth}`)).status)
  return statuses
}

it('an address that only guesses is refused unheard after 60 a minute, with the time to wait', async () => {
  const statuses = await guesses('203.0.113.9', 70)
  expect(statuses).toEqual([...Array(60).fill(401), ...Array(10).fill(429)])
  const refused = await hand('203.0.113.9', secret)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
  const signed = await test.send('/api/slack/events', { method: 'POST', body: '{}' }, { address: '203.0.113.9' })
  expect(signed.status).toBe(429)
  expect((await hand('203.0.113.10', secret)).status).toBe(200)
  test.clock.advance(MINUTE)
  expect((await hand('203.0.113.9', secret)).status).toBe(200)
})

it('one that was right before is heard, whatever else comes from there', async () => {
  expect((await hand('203.0.113.20', secret)).status).toBe(200)
  expect(await guesses('203.0.113.20', 70)).toEqual(Array(70).fill(401))
  expect((await hand('203.0.113.20', secret)).status).toBe(200)
})
