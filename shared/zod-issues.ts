import type { z } from 'zod'
import type { Issue } from './errors.ts'

/**
 * zod's issues as ours. An unknown key is reported at its own path, and a failed union by the branch that got
 * furthest, so that the path always names the mistake and not the object around it. Of branches that got equally far,
 * one that took the kind of value says more than one that did not.
 */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue) => flatten(issue, []))
}

function flatten(issue: z.core.$ZodIssue, base: (string | number)[]): Issue[] {
  const path = [...base, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: 'Unknown field' }))
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const furthest =
      issue.errors.toSorted((a, b) => depth(b) - depth(a) || Number(isOfOtherKind(a)) - Number(isOfOtherKind(b)))[0] ??
      []
    const inner = furthest.flatMap((one) => flatten(one, path))
    if (inner.length > 0) return inner
  }
  return [{ path, message: issue.message }]
}

function isOfOtherKind(issues: z.core.$ZodIssue[]): boolean {
  return issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0)
}

function depth(issues: z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length))
}
