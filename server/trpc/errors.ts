import type { TRPCError } from '@trpc/server'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { ZodError } from 'zod'
import { DomainError, type ErrorCode, statusOf } from '../../shared/errors.ts'
import { asDomainError, type ErrorBody, errorBody } from '../http/errors.ts'
import { refusal } from '../http/issues.ts'
import type { Log } from '../log.ts'

/** What our screen gets of an error: the REST body, and the HTTP status also where a batch has several. */
export type ErrorShape = { code: number; message: string; data: ErrorBody & { httpStatus: number } }

const CODES: Record<ErrorCode, TRPCError['code']> = {
  bad_request: 'BAD_REQUEST',
  unauthorized: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  too_large: 'PAYLOAD_TOO_LARGE',
  unsupported_media_type: 'UNSUPPORTED_MEDIA_TYPE',
  too_many_requests: 'TOO_MANY_REQUESTS',
  busy: 'SERVICE_UNAVAILABLE',
  full: 'SERVICE_UNAVAILABLE',
  internal: 'INTERNAL_SERVER_ERROR',
}

/** tRPC's own refusals (unknown procedure, malformed JSON, wrong method) in words of the domain. */
const OWN: Partial<Record<TRPCError['code'], ErrorCode>> = {
  NOT_FOUND: 'not_found',
  PARSE_ERROR: 'bad_request',
  BAD_REQUEST: 'bad_request',
  METHOD_NOT_SUPPORTED: 'bad_request',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported_media_type',
  PAYLOAD_TOO_LARGE: 'too_large',
}

/** The one translation of errors for our own screen; what must stay inside is logged under an id. */
export function errorShape(error: TRPCError, log: Log): ErrorShape {
  const known = domainErrorOf(error, log)
  const data = { httpStatus: statusOf(known.code), ...errorBody(known) }
  return { code: TRPC_ERROR_CODES_BY_KEY[CODES[known.code]], message: known.message, data }
}

function domainErrorOf(error: TRPCError, log: Log): DomainError {
  if (error.cause instanceof DomainError) return error.cause
  if (error.cause instanceof ZodError) return refusal(error.cause)
  const own = OWN[error.code]
  if (own === 'not_found') return new DomainError(own, 'No such procedure')
  if (own) return new DomainError(own, error.message, { issues: [{ path: [], message: error.message }] })
  return asDomainError(error.cause ?? error, log)
}
