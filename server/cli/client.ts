import { parseConfig } from '../config.ts'
import { isLoopbackName } from '../http/address.ts'
import type { ErrorBody } from '../http/errors.ts'
import { loadSecret, localAdminToken } from '../secret.ts'
import { CliError, Unreachable } from './errors.ts'
import type { Terminal } from './program.ts'

/** Talks to the running server. Rejects with CliError, whose message is the server's. */
export type Client = {
  send<T>(method: string, path: string, body?: unknown): Promise<T>
  /** For bodies that are not JSON; `headers` say what they are. */
  sendRaw<T>(
    method: string,
    path: string,
    body: NonNullable<RequestInit['body']>,
    headers: Record<string, string>,
  ): Promise<T>
  /** GET of an answer that is not JSON. */
  text(path: string): Promise<string>
}

/**
 * With HOIST_API_KEY: the server at HOIST_URL. Without one: the server on this machine, as its administrator, by
 * a token only those can make who may read the data folder. That token never leaves the machine.
 */
export async function connect({ env }: Pick<Terminal, 'env'>): Promise<Client> {
  const config = parseConfig(env)
  const key = env['HOIST_API_KEY']
  const local = isLoopbackName(new URL(config.url).hostname) ? config.url : `http://127.0.0.1:${config.port}`
  const base = key ? config.url : local
  const token = key || localAdminToken(config.secret ?? (await loadSecret(config.dataDir)))
  const sendRaw: Client['sendRaw'] = async (method, path, body, headers) =>
    answerOf(
      await reach(`${base}${path}`, { method, body, headers: { ...headers, 'x-api-key': token }, duplex: 'half' }),
    )
  return {
    sendRaw,
    async text(path) {
      const response = await reach(`${base}${path}`, { headers: { 'x-api-key': token } })
      return response.ok ? response.text() : answerOf(response)
    },
    async send(method, path, body) {
      const json = { 'content-type': 'application/json' }
      if (body !== undefined) return sendRaw(method, path, JSON.stringify(body), json)
      return answerOf(await reach(`${base}${path}`, { method, headers: { 'x-api-key': token } }))
    },
  }
}

async function reach(url: string, init: RequestInit & { duplex?: 'half' }): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error' })
  } catch {
    const { origin } = new URL(url)
    throw new Unreachable(`No Hoist answers at ${origin}: start it with npm start, or set HOIST_URL and HOIST_API_KEY`)
  }
}

async function answerOf(response: Response) {
  const text = await response.text()
  if (response.ok) return text === '' ? undefined : JSON.parse(text)
  throw new CliError(refusalIn(text) ?? `The server answered ${response.status}`)
}

/** The server's sentence, with every field it complains of. */
function refusalIn(text: string): string | null {
  try {
    const body = JSON.parse(text) as ErrorBody | { error: { data: ErrorBody } }
    const { message, issues = [] } = 'error' in body ? body.error.data : body
    if (issues.length < 2) return message
    return issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n')
  } catch {
    return null
  }
}
