import { DomainError } from '../../shared/errors.ts'

/** Bytes of a body that no route has asked to be larger. */
export const DEFAULT_BODY_LIMIT = 256 * 1024

function tooLarge(limit: number): DomainError {
  return new DomainError('too_large', `The body is larger than ${limit} bytes; send it in parts`, {
    details: { limit },
  })
}

/**
 * The same request with a body that fails with DomainError too_large once it is over the limit. A declared
 * length is checked at once and then believed, since node:http holds the body to it.
 */
export function limitBody(request: Request, limit = DEFAULT_BODY_LIMIT): Request {
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > limit) throw tooLarge(limit)
  if (declared !== null || !request.body) return request
  let size = 0
  const body = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength
        if (size > limit) controller.error(tooLarge(limit))
        else controller.enqueue(chunk)
      },
    }),
  )
  return new Request(request, { body, duplex: 'half' } as RequestInit)
}

/** Throws unsupported_media_type unless the body is declared as JSON. */
export function requireJson(request: Request): void {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new DomainError(
      'unsupported_media_type',
      'Send the body as JSON with the header content-type: application/json',
    )
}

/** The body parsed as JSON. Throws too_large, unsupported_media_type or bad_request. */
export async function readJson(request: Request, limit = DEFAULT_BODY_LIMIT): Promise<unknown> {
  requireJson(request)
  const text = await limitBody(request, limit).text()
  try {
    return JSON.parse(text)
  } catch {
    const message = text === '' ? 'The body is empty; send JSON' : 'The body is not valid JSON'
    throw new DomainError('bad_request', message, { issues: [{ path: [], message }] })
  }
}
