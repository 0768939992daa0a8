import { analyse } from '../../server/risk/analyser.ts'
import { SAYS } from './alert-texts.ts'
import type { EngineName } from './engines.ts'
import { testApp, type TestAppOptions } from './harness.ts'

/** The whole server with a customer and her contact, and short ways to write, to look and to scan. */
export async function alertWorld(engine: EngineName = 'sqlite', options: TestAppOptions = {}) {
  for (const [level, text] of Object.entries(SAYS)) {
    const { riskLevel } = analyse(text)
    if (riskLevel !== level) throw new Error(`“${text}” is ${riskLevel}: choose another sentence that is ${level}`)
  }
  const h = await testApp({ engine, ...options })
  let count = 0
  await h.rest('admin', 'POST', '/api/customers', { externalId: 'acme', name: 'Acme' })
  await h.rest('admin', 'POST', '/api/contacts', { externalId: 'P-1', customer: 'ext:acme', name: 'Dana Vogel' })

  /** Hands a message of the contact in and returns Hoist's id of it. */
  async function write(text: string, more: Record<string, unknown> = {}): Promise<string> {
    count += 1
    const message = { id: `m${count}`, contact: 'ext:P-1', channel: 'C0ACME001', direction: 'inbound', text, ...more }
    const { status, body, text: said } = await h.rest('admin', 'POST', '/api/messages', [message])
    if (status !== 202 || body.results[0].status !== 'stored') throw new Error(said)
    return body.results[0].messageId
  }
  /** Alerts as REST lists them, the newest first. */
  async function alerts(query = '') {
    const { status, body, text } = await h.rest('admin', 'GET', `/api/admin/escalations${query}`)
    if (status !== 200) throw new Error(text)
    return body.alerts as any[]
  }
  const move = (id: string, status: string, notes?: string, as: Parameters<typeof h.rest>[0] = 'admin') =>
    h.rest(as, 'PUT', `/api/admin/escalations/${id}`, { status, ...(notes !== undefined && { notes }) })
  const scan = () => h.app.jobs.run('scan-messages', 'test')
  const at = (ago: number) => new Date(h.clock.now() - ago).toISOString()
  const customer = async () => (await h.rest('admin', 'GET', '/api/customers/ext:acme')).body
  return { ...h, write, alerts, move, scan, at, customer }
}

export type AlertWorld = Awaited<ReturnType<typeof alertWorld>>
