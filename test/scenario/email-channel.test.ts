import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../server/notifications/channels/channel.ts'
import { createEmailChannel, type EmailSettings } from '../../server/notifications/channels/email.ts'
import { type FakeSmtp, fakeSmtp, header, SMTP_PASSWORD, SMTP_USER, type SmtpMood } from '../support/smtp.ts'

let smtp: FakeSmtp
beforeAll(async () => {
  smtp = await fakeSmtp()
})
afterEach(() => Object.assign(smtp, { mails: [], moods: [] }))
afterAll(() => smtp.close())

const settings = (more: Partial<EmailSettings> = {}): EmailSettings => ({
  host: '127.0.0.1',
  port: smtp.port,
  security: 'none',
  user: SMTP_USER,
  password: SMTP_PASSWORD,
  fromAddress: 'hoist@example.com',
  fromName: 'Hoist',
  ...more,
})
const message = (more: Partial<Message> = {}): Message => ({
  key: 'n1.email',
  to: 'mia@example.com',
  title: 'Acme was escalated to you',
  body: 'health_score <b>fell</b> below 30',
  link: 'https://hoist.example/workflows/w1',
  uncertain: false,
  ...more,
})

describe('mails', () => {
  it('carry a stable Message-ID, text and escaped HTML', async () => {
    const sent = await createEmailChannel('hoist.example').send(settings(), message())
    expect(sent).toEqual({ ok: true, mayBeRepeat: false, ref: { messageId: '<n1.email@hoist.example>' } })
    const [mail] = smtp.mails
    expect(mail).toMatchObject({
      from: 'hoist@example.com',
      to: 'mia@example.com',
      messageId: '<n1.email@hoist.example>',
      subject: 'Acme was escalated to you',
    })
    expect(header(mail!.source, 'X-Hoist-Delivery')).toBe('n1.email')
    expect(mail!.source).toContain('text/plain')
    expect(mail!.source.replaceAll('=\r\n', '')).toContain('health_score &#60;b&#62;fell')
    expect(mail!.source).not.toContain('X-Hoist-May-Be-Repeat')
  })

  it('cannot be given another header by what people wrote', async () => {
    await createEmailChannel('hoist.example').send(
      settings({ fromName: 'Hoist\r\nBcc: eve@example.com' }),
      message({ title: 'Acme\r\nBcc: eve@example.com\r\n\r\nbody', key: 'a b\r\nc@d' }),
    )
    const [mail] = smtp.mails
    expect(header(mail!.source, 'Bcc')).toBe('')
    expect(mail!.subject).toBe('Acme Bcc: eve@example.com body')
    expect(mail!.messageId).toBe('<a-b--c-d@hoist.example>')
    const refused = await createEmailChannel('h').send(settings(), message({ to: 'mia@example.com\r\nRCPT TO:<eve>' }))
    expect(refused).toMatchObject({ ok: false, error: expect.stringMatching(/control character/) })
    expect(smtp.mails).toHaveLength(1)
  })

  it('are sent again with the same Message-ID and marked where an answer was lost', async () => {
    const channel = createEmailChannel('hoist.example')
    smtp.moods.push('drop')
    expect(await channel.send(settings(), message())).toMatchObject({ ok: false, mayHaveArrived: true })
    expect(await channel.send(settings(), message({ uncertain: true }))).toMatchObject({ ok: true, mayBeRepeat: true })
    expect(smtp.mails.map((mail) => mail.messageId)).toEqual(['<n1.email@hoist.example>', '<n1.email@hoist.example>'])
    expect(header(smtp.mails[1]!.source, 'X-Hoist-May-Be-Repeat')).toBe('true')
  })

  it('go without a sign-in where none is asked for', async () => {
    const sent = await createEmailChannel('h').send(settings({ user: null, password: null }), message())
    expect(sent).toMatchObject({ ok: true })
  })
})

describe('when a mail server does not take a mail', () => {
  it.each<[SmtpMood, object]>([
    ['refuse-recipient', { mayHaveArrived: false, error: expect.stringMatching(/refused it: .*No such mailbox/) }],
    ['busy', { mayHaveArrived: false, error: expect.stringMatching(/Try again later/) }],
    ['refuse-message', { mayHaveArrived: false, error: expect.stringMatching(/Too much mail/) }],
    ['drop-before-data', { mayHaveArrived: false, error: expect.stringMatching(/could not be used/) }],
    ['drop', { mayHaveArrived: true, error: expect.stringMatching(/could not be used/) }],
    ['hang', { mayHaveArrived: true, error: expect.stringMatching(/in time|Timeout/) }],
  ])('%s', async (mood, expected) => {
    smtp.moods.push(mood)
    expect(await createEmailChannel('h', 500).send(settings(), message())).toMatchObject({ ok: false, ...expected })
  })

  it('a wrong password, nobody there and missing encryption are certain', async () => {
    const channel = createEmailChannel('h', 1_000)
    const wrong = await channel.send(settings({ password: 'guess' }), message())
    expect(wrong).toMatchObject({
      ok: false,
      mayHaveArrived: false,
      error: expect.stringMatching(/Wrong user or password/),
    })
    const plain = await channel.send(settings({ security: 'starttls' }), message())
    expect(plain).toMatchObject({ ok: false, mayHaveArrived: false })
    const gone = await fakeSmtp()
    await gone.close()
    const nobody = await channel.send(settings({ port: gone.port }), message())
    expect(nobody).toMatchObject({
      ok: false,
      mayHaveArrived: false,
      error: expect.stringMatching(/could not be used/),
    })
    expect(smtp.mails).toEqual([])
  })
})

describe('checking a mail server', () => {
  it('signs in and sends nothing', async () => {
    const channel = createEmailChannel('h')
    expect(await channel.check(settings())).toMatchObject({ ok: true, words: '127.0.0.1 answers and lets hoist in' })
    expect(await channel.check(settings({ password: 'guess' }))).toMatchObject({ ok: false, refused: true })
    expect(smtp.mails).toEqual([])
  })
})
