import type { z } from 'zod'
import { DomainError } from '../../shared/errors.ts'
import { issuesOf } from '../../shared/zod-issues.ts'

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
