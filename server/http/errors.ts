import { HTTPException } from 'hono/http-exception'
import { DomainError, statusOf } from '../../shared/errors.ts'
import type { Log } from '../log.ts'
import { newSecret } from '../clock.ts'

/** The body of every refused REST request. */
export type ErrorBody = {
  code: string
  message: string
  issues?: { path: (string | number)[]; message: string }[]
  details?: Record<string, unknown>
}

/** What may leave the server of an error: a DomainError as it is, anything else as an id to look up in the log. */
export function asDomainError(error: unknown, log: Log): DomainError {
  if (error instanceof DomainError) return error
  if (error instanceof HTTPException && error.status === 400)
    return new DomainError('bad_request', 'The request is malformed')
  const id = newSecret(9)
  log.error({ err: error, errorId: id }, 'internal error')
  return new DomainError('internal', 'internal error', { details: { id } })
}

export function errorBody(error: DomainError): ErrorBody {
  return {
    code: error.code,
    message: error.message,
    ...(error.issues && { issues: error.issues }),
    ...(error.details && { details: error.details }),
  }
}

export function errorResponse(error: unknown, log: Log): Response {
  const known = asDomainError(error, log)
  const seconds = known.code === 'too_many_requests' ? known.details?.['seconds'] : undefined
  const headers = typeof seconds === 'number' ? { 'retry-after': String(seconds) } : {}
  return Response.json(errorBody(known), { status: statusOf(known.code), headers })
}
