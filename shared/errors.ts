/** What can go wrong, in words of the domain. The edges translate it once: `statusOf` for HTTP. */
export type ErrorCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported_media_type'
  | 'too_many_requests'
  | 'busy'
  | 'full'
  | 'internal'

/** Where in the request a mistake is; `path` is an array of keys, as zod reports it. */
export type Issue = { path: (string | number)[]; message: string }

const STATUS: Record<ErrorCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal: 500,
  busy: 503,
  full: 507,
}

/** The HTTP status of an error code. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code]
}

/** The only error that leaves the server in its own words; every other one leaves as an id to look up in the log. */
export class DomainError extends Error {
  override name = 'DomainError'
  readonly code: ErrorCode
  readonly issues: Issue[] | undefined
  readonly details: Record<string, unknown> | undefined

  constructor(code: ErrorCode, message: string, more: { issues?: Issue[]; details?: Record<string, unknown> } = {}) {
    super(message)
    this.code = code
    this.issues = more.issues
    this.details = more.details
  }
}

/** 400 that names one field and what to do. */
export function badField(path: (string | number)[], message: string): DomainError {
  return new DomainError('bad_request', message, { issues: [{ path, message }] })
}

/** 404. The same bytes whether the row is missing or another organization's. */
export function notFound(noun: string): DomainError {
  return new DomainError('not_found', `${noun} not found`)
}
