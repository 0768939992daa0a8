import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailSecurity } from '../../../shared/notifications/connections.ts'
import type { AttemptResult } from '../../../shared/notifications/schedule.ts'
import { ATTEMPT_MS, type Channel, clip } from './channel.ts'
import { emailMessage, messageId } from './email-message.ts'

export type EmailSettings = {
  host: string
  port: number
  security: MailSecurity
  user: string | null
  password: string | null
  fromAddress: string
  fromName: string
}

type Mail = { from: string; to: string; content: Buffer }

/**
 * Mail over SMTP. The connection is driven by hand and not through a transport, because only so it is known whether
 * the server had begun to take the message when an answer was lost.
 * @param host of the installation's public address, for the Message-ID.
 */
export function createEmailChannel(host: string, attemptMs = ATTEMPT_MS): Channel<EmailSettings> {
  return {
    async send(settings, message) {
      let mail: Mail
      try {
        const from = { name: settings.fromName, address: settings.fromAddress }
        const content = await new MailComposer(emailMessage(message, from, host)).compile().build()
        mail = { from: settings.fromAddress, to: message.to, content }
      } catch (error) {
        return { ok: false, error: explain(error), mayHaveArrived: message.uncertain }
      }
      const answer = await converse(settings, mail, attemptMs)
      if (answer.ok)
        return { ok: true, ref: { messageId: messageId(message.key, host) }, mayBeRepeat: message.uncertain }
      return { ...answer, mayHaveArrived: answer.mayHaveArrived || message.uncertain }
    },

    async check(settings) {
      const answer = await converse(settings, null, attemptMs)
      if (!answer.ok) return { ok: false, words: answer.error, refused: answer.error.startsWith(REFUSED) }
      return { ok: true, words: `${settings.host} answers and lets ${settings.user ?? 'us'} in`, refused: false }
    },
  }
}

/** Connects, signs in and hands one mail over (or none). Over after `attemptMs` at the latest. */
async function converse(settings: EmailSettings, mail: Mail | null, attemptMs: number): Promise<AttemptResult> {
  const connection = new SMTPConnection({
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    requireTLS: settings.security === 'starttls',
    ignoreTLS: settings.security === 'none',
    connectionTimeout: attemptMs,
    greetingTimeout: attemptMs,
    socketTimeout: attemptMs,
  })
  let handingOver = false
  const { promise, resolve } = Promise.withResolvers<AttemptResult>()
  const fail = (error: unknown) =>
    resolve({ ok: false, error: explain(error), mayHaveArrived: handingOver && responseCode(error) === undefined })
  const deadline = setTimeout(() => fail(new Error('no answer in time')), attemptMs)

  connection.on('error', fail)
  connection.once('end', () => fail(new Error('the server closed the connection')))
  const done = () => {
    resolve({ ok: true, ref: {}, mayBeRepeat: false })
    connection.quit()
  }
  const handOver = () => {
    if (!mail) return done()
    // Read only once the server has said that it takes the message.
    const content = new Readable({
      read() {
        handingOver = true
        this.push(mail.content)
        this.push(null)
      },
    })
    connection.send({ from: mail.from, to: [mail.to] }, content, (error) => (error ? fail(error) : done()))
  }
  connection.connect((error) => {
    if (error) return fail(error)
    if (settings.user === null) return handOver()
    connection.login({ credentials: { user: settings.user, pass: settings.password ?? '' } }, (refused) =>
      refused ? fail(refused) : handOver(),
    )
  })

  const answer = await promise
  clearTimeout(deadline)
  if (!answer.ok) connection.close()
  return answer
}

function responseCode(error: unknown): number | undefined {
  return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined
}

function explain(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return clip(`${responseCode(error) === undefined ? 'The mail server could not be used' : REFUSED}: ${words}`, 500)
}

const REFUSED = 'The mail server refused it'
