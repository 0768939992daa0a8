import type { z } from 'zod'
import { DomainError, type Issue } from '../../shared/errors.ts'

/**
 * zod's issues as ours. An unknown key is reported at its own path, and a failed union by the branch that got
 * furthest, so that the path always names the mistake and not the object around it.
 */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue) => flatten(issue, []))
}

function flatten(issue: z.core.$ZodIssue, base: (string | number)[]): Issue[] {
  const path = [...base, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: 'Unknown field' }))
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const furthest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? []
    const inner = furthest.flatMap((one) => flatten(one, path))
    if (inner.length > 0) return inner
  }
  return [{ path, message: issue.message }]
}

function depth(issues: z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length))
}

/** Parses or throws bad_request with every issue. */
export function parseOrRefuse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw refusal(parsed.error)
}

/** The 400 of a value that does not fit its schema: all issues, and the first one in the message. */
export function refusal(error: z.ZodError): DomainError {
  const issues = issuesOf(error)
  const first = issues[0]
  const where = first && first.path.length > 0 ? `${first.path.join('.')}: ` : ''
  return new DomainError('bad_request', `${where}${first?.message ?? 'Not valid'}`, { issues })
}
