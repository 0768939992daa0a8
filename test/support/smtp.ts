import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** How the fake answers the next mail; `drop` takes the whole message and hangs up instead of answering. */
export type SmtpMood = 'ok' | 'refuse-recipient' | 'busy' | 'refuse-message' | 'drop' | 'drop-before-data' | 'hang'

export type Mail = { from: string; to: string; messageId: string; subject: string; source: string }

export type FakeSmtp = {
  port: number
  /** Mails that the server took, oldest first. */
  mails: Mail[]
  moods: SmtpMood[]
  close(): Promise<void>
}

export const SMTP_USER = 'hoist'
export const SMTP_PASSWORD = 'correct horse'

/** A mail server on loopback: real SMTP with sign-in, without TLS. */
export async function fakeSmtp(): Promise<FakeSmtp> {
  const fake: FakeSmtp = { port: 0, mails: [], moods: [], close: async () => {} }
  const moodOf = () => fake.moods[0] ?? 'ok'
  const refuse = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code })
  const hangUp = () => {
    for (const connection of server.connections) connection._socket.destroy()
  }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onAuth({ username, password }, _session, done) {
      if (username === SMTP_USER && password === SMTP_PASSWORD) done(null, { user: username })
      else done(refuse(535, 'Wrong user or password'))
    },
    onRcptTo(_address, _session, done) {
      const mood = moodOf()
      if (mood === 'refuse-recipient') {
        fake.moods.shift()
        return done(refuse(550, 'No such mailbox'))
      }
      if (mood === 'drop-before-data') {
        fake.moods.shift()
        return hangUp()
      }
      done()
    },
    onData(stream, session, done) {
      const mood = fake.moods.shift() ?? 'ok'
      let source = ''
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => {
        source += chunk
      })
      stream.on('end', () => {
        if (mood === 'busy') return done(refuse(451, 'Try again later'))
        if (mood === 'refuse-message') return done(refuse(552, 'Too much mail'))
        const { mailFrom, rcptTo } = session.envelope
        fake.mails.push({
          from: mailFrom === false || mailFrom === undefined ? '' : mailFrom.address,
          to: rcptTo?.[0]?.address ?? '',
          messageId: header(source, 'Message-ID'),
          subject: header(source, 'Subject'),
          source,
        })
        if (mood === 'hang') return
        if (mood === 'drop') return hangUp()
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  fake.port = (server.server.address() as AddressInfo).port
  fake.close = async () => {
    hangUp()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return fake
}

/** A header of a mail, unfolded. */
export function header(source: string, name: string): string {
  const head = source.split('\r\n\r\n')[0]?.replace(/\r\n[ \t]/g, ' ') ?? ''
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
}
