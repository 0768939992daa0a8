import { expect, test } from 'vitest'
import { senderName } from '../../client/alerts/sender.ts'

const nobody = { contact: null, customer: null, name: null, email: null }

test.each([
  ['No sender given', {}],
  ['Somebody at ext:acme', { customer: 'ext:acme' }],
  ['U0DANA001', { contact: 'U0DANA001' }],
  ['U0DANA001, at ext:acme', { contact: 'U0DANA001', customer: 'ext:acme' }],
  ['Dana Vogel (dana@acme.com)', { contact: 'U0DANA001', name: 'Dana Vogel', email: 'dana@acme.com' }],
  ['Dana Vogel (U0DANA001), at ext:acme', { contact: 'U0DANA001', name: 'Dana Vogel', customer: 'ext:acme' }],
])('a sender is called %s', (words, known) => {
  expect(senderName({ ...nobody, ...known })).toBe(words)
})
