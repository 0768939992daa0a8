import { expect, test } from 'vitest'
import { withoutSecrets } from '../../server/log.ts'

test('no line holds a secret, at its top or one level below', () => {
  const line = { path: '/x', password: 'p', headers: { 'x-api-key': 'k', accept: 'json' }, status: 200 }
  expect(withoutSecrets(line)).toEqual({
    path: '/x',
    password: '[secret]',
    headers: { 'x-api-key': '[secret]', accept: 'json' },
    status: 200,
  })
  expect(line.password).toBe('p')
})

test('a line without secrets and an error stay what they are', () => {
  const line = { err: new Error('x'), status: 200 }
  expect(withoutSecrets(line)).toBe(line)
})
