import { DomainError } from '../../shared/errors.ts'
import { readMail } from '../../shared/inbound/mail.ts'
import type { App } from '../app.ts'
import type { Door } from '../http/door.ts'
import { hashOf } from '../people/sessions/secrets.ts'
import { receiveMail } from './receive.ts'
import { findInboundByHash } from './store.ts'

/** Whose secret was sent, in the address or in a header. Nothing of the mail is looked at before. */
async function recipientOf(app: App, headers: Headers, inAddress: string | undefined) {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  const secret = inAddress ?? headers.get('x-hoist-secret') ?? bearer
  const found = secret === undefined ? undefined : await findInboundByHash(app.db.read, hashOf(secret))
  if (!found) throw new DomainError('unauthorized', 'This is not the secret of an address for inbound email')
  return found
}

/** The fields of a mail, as JSON or as a form; files that come with it are left alone. */
async function fieldsOf(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? ''
  const malformed = new DomainError('bad_request', 'Send the mail as JSON or as a form')
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)) {
    const form = await request.formData().catch((error: unknown) => {
      throw error instanceof DomainError ? error : malformed
    })
    return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
  }
  const text = await request.text()
  try {
    const sent: unknown = JSON.parse(text)
    if (typeof sent === 'object' && sent !== null && !Array.isArray(sent)) return { ...sent }
  } catch {
    // Said below, in the same words.
  }
  throw malformed
}

async function handle(app: App, request: Request, params: Record<string, string>): Promise<Response> {
  const recipient = await recipientOf(app, request.headers, params['secret'])
  return Response.json(await receiveMail(app, recipient, readMail(await fieldsOf(request))))
}

const shape = { bodyLimit: 20 * 1024 * 1024, handle }

export const inboundDoors: Door[] = [
  { path: '/api/inbound/email', summary: 'A mail, with the secret in the header x-hoist-secret', ...shape },
  { path: '/api/inbound/email/{secret}', summary: 'A mail, with the secret in the address', ...shape },
]
