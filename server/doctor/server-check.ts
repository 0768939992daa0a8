import { z } from 'zod'
import { VERSION } from '../version.ts'
import { type Finding, finding } from './finding.ts'

/** Milliseconds after which a server that does not answer counts as one that hangs. */
const PATIENCE = 5_000

const Answer = z.object({
  status: z.enum(['ready', 'late', 'not ready']),
  problems: z.array(z.string()),
  version: z.string(),
})

/** Asks the server at `url` whether it can do its work. That none runs is no fault: it may be stopped. */
export async function checkServer(url: string, patience = PATIENCE): Promise<Finding> {
  const on = (verdict: Finding['verdict'], says: string) => finding('Server', verdict, says)
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(patience), redirect: 'error' })
    const answer = Answer.safeParse(await response.json())
    if (!answer.success) return on('problem', `Something that is not Hoist answers at ${url}: set PORT or HOIST_URL.`)
    const { status, problems, version } = answer.data
    if (status !== 'ready') return on(status === 'late' ? 'warning' : 'problem', `${url}: ${problems.join(' ')}`)
    return version === VERSION
      ? on('ok', `${url} is ready`)
      : on('warning', `${url} runs Hoist ${version}, this is ${VERSION}: restart it after an upgrade.`)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError')
      return on('problem', `The server at ${url} does not answer within ${patience / 1000} s.`)
    if (error instanceof SyntaxError)
      return on('problem', `Something that is not Hoist answers at ${url}: set PORT or HOIST_URL.`)
    const { cause } = error as { cause?: { code?: string; message?: string } }
    if (cause?.code === 'ECONNREFUSED') return on('ok', `None answers at ${url}`)
    return on('problem', `The server at ${url} cannot be asked (${cause?.message ?? String(error)}).`)
  }
}
