import { renderHook } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { messageOf, refusalOf, useServerIssues } from '../../client/ui/server-issues.ts'

const FIELDS = ['email', 'triggers', 'triggers.0.config.date'] as const
const fromTrpc = {
  message: 'The request has mistakes',
  data: {
    code: 'bad_request',
    httpStatus: 400,
    issues: [
      { path: ['email'], message: 'This address is already a member' },
      { path: ['triggers', 0, 'config', 'date'], message: 'This date is in the past' },
      { path: ['nowhere'], message: 'Unknown field' },
    ],
  },
}

const issuesOf = (error: unknown) => renderHook(() => useServerIssues(error, FIELDS)).result.current

describe('what the server refuses', () => {
  test('stands beside its field, also when it is deeper', () => {
    const issues = issuesOf(fromTrpc)
    expect(issues.field('email')).toBe('This address is already a member')
    expect(issues.field('triggers.0.config.date')).toBe('This date is in the past')
    expect(issues.field('triggers')).toBe('This date is in the past')
  })

  test('and what no field shows is said at the foot', () => {
    expect(issuesOf(fromTrpc).rest).toBe('Unknown field')
    const conflict = { message: 'This workflow is snoozed', data: { code: 'conflict' } }
    expect(issuesOf(conflict).rest).toBe('This workflow is snoozed')
    expect(issuesOf(null)).toMatchObject({ rest: undefined })
  })

  test('reads REST bodies like tRPC errors, and a lost connection in plain words', () => {
    const body = { code: 'conflict', message: 'Already resolved', details: { by: 'Ines' } }
    expect(refusalOf(body)).toMatchObject({ code: 'conflict', details: { by: 'Ines' } })
    expect(messageOf(new TypeError('Failed to fetch'))).toContain('cannot be reached')
  })
})
