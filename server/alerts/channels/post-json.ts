import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { addressProblem, type AddressGuard, guardedLookup } from './address.ts'

/** More than any answer that is asked for; an endless one is cut off. */
const LONGEST_ANSWER = 1_000_000

/**
 * Posts JSON to an address that somebody entered and returns the parsed answer. Follows no redirect, reads no endless
 * answer, and speaks to no address that the guard denies, whatever the name resolves to. Throws with words for a person.
 */
export async function postJson(
  address: string,
  {
    headers,
    body,
    timeoutMs,
    guard,
  }: { headers: Record<string, string>; body: unknown; timeoutMs: number; guard: AddressGuard },
): Promise<unknown> {
  const problem = addressProblem(address, guard)
  if (problem !== null) throw new Error(problem)
  const url = new URL(address)
  const payload = JSON.stringify(body)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const send = url.protocol === 'https:' ? secureRequest : plainRequest
  const call = send(url, {
    method: 'POST',
    agent: false,
    lookup: guardedLookup(guard) as never,
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'content-length': String(Buffer.byteLength(payload)),
      ...headers,
    },
  })
  call.on('error', (error) => reject(new Error(wordsOf(error, timeoutMs), { cause: error })))
  call.on('response', (response) => {
    const status = response.statusCode ?? 0
    const chunks: Buffer[] = []
    let size = 0
    response.on('data', (chunk: Buffer) => {
      size += chunk.byteLength
      if (size > LONGEST_ANSWER) call.destroy(new Error('The answer is too long'))
      else chunks.push(chunk)
    })
    response.on('error', (error) => reject(new Error(wordsOf(error, timeoutMs), { cause: error })))
    response.on('end', () => {
      if (status >= 300 && status < 400) reject(new Error('It answered with a redirect, which is not followed'))
      else if (status !== 200) reject(new Error(`It answered with HTTP ${status}`))
      else resolve(Buffer.concat(chunks).toString())
    })
  })
  call.end(payload)
  const answer = await promise
  try {
    return JSON.parse(answer)
  } catch {
    throw new Error('Its answer is not JSON')
  }
}

function wordsOf(error: NodeJS.ErrnoException, timeoutMs: number): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `No answer within ${timeoutMs / 1_000} s`
  if (error.code === 'ECONNREFUSED') return 'Nothing listens at this address'
  if (error.code === 'ENOTFOUND') return 'There is no machine of this name'
  return error.message || String(error.code)
}
