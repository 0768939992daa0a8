import { beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR, toIso } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type TestApp, testApp } from '../support/harness.ts'

describe.each(engines.map((engine) => engine.name))('inbound email on %s', (engine) => {
  let test: TestApp
  let path: string
  let secret: string
  let count = 0
  const mail = (more: object = {}) => {
    count += 1
    return {
      id: `m${count}@acme.example`,
      from: 'Paula Jones <paula@acme.example>',
      to: 'support@northwind.example',
      subject: 'Re: Hello',
      text: 'We are leaving.',
      ...more,
    }
  }
  const hand = (body: unknown, to = path, headers: Record<string, string> = {}) =>
    test.send(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const stored = async () => {
    const { message } = test.app.db.read.t
    return test.app.db.read.select().from(message).orderBy(message.receivedAt, message.id)
  }

  beforeAll(async () => {
    test = await testApp({ engine })
    await test.rest('admin', 'POST', '/api/customers', { externalId: 'acme', name: 'Acme' })
    const contact = { externalId: 'P-1', customer: 'ext:acme', name: 'Paula', email: 'paula@acme.example' }
    await test.rest('admin', 'POST', '/api/contacts', contact)
    const made = await test.trpc('admin').inbound.renew.mutate()
    secret = made.secret
    path = new URL(made.url).pathname
  })

  it('has an address that admins can look up again', async () => {
    expect(await test.trpc('admin').inbound.get.query()).toMatchObject({ secret, lastReceivedAt: null })
    expect(await test.trpc('outsider').inbound.get.query()).toBeNull()
  })

  it('becomes a message of the contact', async () => {
    const body = mail()
    const answer = await hand(body)
    expect(answer).toMatchObject({ status: 200, body: { status: 'stored', messageId: expect.any(String) } })
    expect(await hand(body)).toMatchObject({
      status: 200,
      body: { status: 'duplicate', messageId: answer.body.messageId },
    })
    const customer = (await test.rest('admin', 'GET', '/api/customers/ext:acme')).body
    expect(await stored()).toMatchObject([
      {
        externalId: `email:${body.id}`,
        channel: 'email:paula@acme.example',
        direction: 'inbound',
        text: 'We are leaving.',
        customerId: customer.id,
        at: test.clock.now(),
      },
    ])
    expect((await test.trpc('admin').inbound.get.query())?.lastReceivedAt).toBe(test.clock.now())
  })

  it('of a member is the answer, in the same conversation', async () => {
    const answer = mail({
      from: test.people.member.email,
      to: 'boss@northwind.example, Paula <paula@acme.example>',
      text: 'Please stay',
    })
    expect((await hand(answer)).body.status).toBe('stored')
    expect((await stored()).at(-1)).toMatchObject({ direction: 'outbound', channel: 'email:boss@northwind.example' })
    const among = mail({ from: test.people.member.email, to: test.people.admin.email })
    expect((await hand(among)).body).toEqual({ status: 'ignored', messageId: null })
  })

  it('of a stranger waits to be mapped, with the name that came along', async () => {
    await hand(mail({ from: '"New, Nora" <nora@new.example>', subject: 'We cancel', text: 'today' }))
    const senders = await test.trpc('admin').alerts.unmapped.query()
    expect(senders).toContainEqual(expect.objectContaining({ contact: 'nora@new.example', messages: 1 }))
  })

  it('that nobody wrote is not stored', async () => {
    const before = (await stored()).length
    const headers = { 'Auto-Submitted': 'auto-replied' }
    expect((await hand(mail({ headers }))).body).toEqual({ status: 'ignored', messageId: null })
    expect(await stored()).toHaveLength(before)
  })

  it('is stored once though it has no id, and never in the future', async () => {
    const { id: _, ...body } = mail({ text: 'No id', at: toIso(test.clock.now() + DAY) })
    expect((await hand(body)).body.status).toBe('stored')
    expect((await hand(body)).body.status).toBe('duplicate')
    expect((await stored()).at(-1)).toMatchObject({ at: test.clock.now() })
    const late = mail({ at: toIso(test.clock.now() - 3 * HOUR), text: 'late' })
    expect((await hand(late)).body.status).toBe('stored')
  })

  it('comes as a form too, and files are let be', async () => {
    const form = new FormData()
    for (const [key, value] of Object.entries({ ...mail({ text: 'as a form' }), 'attachment-count': '1' }))
      form.append(key, value)
    form.append('attachment-1', new Blob(['x'.repeat(300_000)]), 'contract.pdf')
    expect((await test.send(path, { method: 'POST', body: form })).body.status).toBe('stored')
    const body = new URLSearchParams({ sender: 'paula@acme.example', 'body-plain': 'urlencoded' })
    expect((await test.send(path, { method: 'POST', body })).body.status).toBe('stored')
    expect((await stored()).slice(-2).map((one) => one.text)).toEqual(['as a form', 'urlencoded'])
  })

  it('takes the secret in a header as well', async () => {
    for (const headers of [{ 'x-hoist-secret': secret }, { authorization: `Bearer ${secret}` }])
      expect((await hand(mail(), '/api/inbound/email', headers)).status).toBe(200)
  })

  it('is refused without the secret, too long, or malformed', async () => {
    for (const [to, headers] of [
      ['/api/inbound/email', {}],
      ['/api/inbound/email', { 'x-api-key': test.people.admin.key }],
      ['/api/inbound/email', { 'x-hoist-secret': 'wrong' }],
      [`${path}x`, {}],
    ] as const)
      expect((await hand('not even looked at', to, headers)).status).toBe(401)
    expect((await hand([])).status).toBe(400)
    expect((await test.send(path, { method: 'POST', body: '{' })).status).toBe(400)
    expect((await hand({ text: 'x' })).body).toMatchObject({ code: 'bad_request', issues: [{ path: ['from'] }] })
    const long = { 'content-length': String(30 * 1024 * 1024) }
    expect((await hand({}, path, long)).status).toBe(413)
  })

  it('is closed by a new address, and by closing it; other organizations have their own', async () => {
    const theirs = await test.trpc('outsider').inbound.renew.mutate()
    expect((await hand(mail(), new URL(theirs.url).pathname)).body.status).toBe('stored')
    expect((await stored()).at(-1)).toMatchObject({ customerId: null })
    const next = await test.trpc('admin').inbound.renew.mutate()
    expect((await hand(mail())).status).toBe(401)
    expect((await hand(mail(), new URL(next.url).pathname)).status).toBe(200)
    await test.trpc('admin').inbound.close.mutate()
    expect((await hand(mail(), new URL(next.url).pathname)).status).toBe(401)
    expect(await test.trpc('admin').inbound.get.query()).toBeNull()
    const { inboundEmail } = test.app.db.read.t
    expect(JSON.stringify(await test.app.db.read.select().from(inboundEmail))).not.toContain(theirs.secret)
  })
})
