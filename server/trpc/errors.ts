import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { DomainError, type ErrorCode } from '../../shared/errors.ts'
import { asDomainError } from '../http/errors.ts'
import { refusal } from '../http/issues.ts'
import type { Log } from '../log.ts'

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

/** The error inside, with everything that must stay inside logged under an id. */
export function domainErrorOf(error: TRPCError, log: Log): DomainError {
  if (error.cause instanceof DomainError) return error.cause
  if (error.cause instanceof ZodError) return refusal(error.cause)
  const own = OWN[error.code]
  return own
    ? new DomainError(own, own === 'not_found' ? 'No such procedure' : error.message)
    : asDomainError(error.cause ?? error, log)
}

/** The tRPC error that carries a DomainError, so that the HTTP status is right. */
export function asTrpcError(error: DomainError): TRPCError {
  return new TRPCError({ code: CODES[error.code], message: error.message, cause: error })
}
