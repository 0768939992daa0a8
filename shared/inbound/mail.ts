import { badField } from '../errors.ts'
import type { Instant } from '../time/instant.ts'
import { textOfHtml } from './html.ts'

/** A mail as Hoist reads it, whichever service handed it in. */
export type InboundMail = {
  /** Its Message-ID, or the sender's own id for it; null where it has none. */
  id: string | null
  from: { address: string; name: string | null }
  /** Addresses, lower-case. */
  to: string[]
  subject: string
  text: string
  at: Instant | null
  /** Nobody wrote it: an out-of-office, a bounce, a newsletter, or one of Hoist's own mails that came back. */
  automatic: boolean
}

type Fields = Record<string, unknown>

/** The same thing under the names that Hoist, Postmark, Mailgun, SendGrid and CloudMailin give it; the best one first. */
const NAMES = {
  id: ['id', 'messageId', 'Message-Id', 'message-id', 'MessageID'],
  from: ['from', 'From', 'sender'],
  to: ['to', 'To', 'recipient'],
  subject: ['subject', 'Subject'],
  text: ['stripped-text', 'StrippedTextReply', 'reply_plain', 'text', 'TextBody', 'body-plain', 'plain'],
  html: ['html', 'HtmlBody', 'body-html'],
  at: ['at', 'date', 'Date'],
} as const

/** Longest message Hoist keeps. */
const LONGEST = 40_000

/** Reads a mail from JSON or from the fields of a form. Throws bad_request with the path of what is missing. */
export function readMail(fields: Fields): InboundMail {
  const headers = headersOf(fields)
  const field = (name: keyof typeof NAMES) =>
    NAMES[name].map((key) => textOf(fields[key])).find((value) => value.trim() !== '') ?? ''
  const [from] = addressesOf(field('from') || (headers.get('from') ?? ''))
  if (!from) throw badField(['from'], 'Say who wrote: an address such as paula@acme.example')
  const subject = line(field('subject') || (headers.get('subject') ?? ''))
  const body = (field('text') || textOfHtml(field('html').slice(0, 1_000_000))).trim()
  if (body === '' && subject === '') throw badField(['text'], 'A mail needs a text, an HTML part or a subject')
  const time = Date.parse(field('at') || (headers.get('date') ?? ''))
  return {
    id:
      line(headers.get('message-id') ?? field('id'))
        .replace(/^<|>$/g, '')
        .slice(0, 190) || null,
    from,
    to: addressesOf(field('to') || (headers.get('to') ?? '')).map((one) => one.address),
    subject,
    text: storable(wordsOf(subject, body)).slice(0, LONGEST).toWellFormed(),
    at: Number.isNaN(time) ? null : time,
    automatic: isAutomatic(headers),
  }
}

/** A new subject is part of what is said; that of an answer only repeats it. */
function wordsOf(subject: string, body: string): string {
  if (body === '') return subject
  return subject === '' || /^(re|aw|fwd?|wg|antw|tr|sv)\s*:/i.test(subject) ? body : `${subject}\n\n${body}`
}

function isAutomatic(headers: ReadonlyMap<string, string>): boolean {
  const submitted = headers.get('auto-submitted')
  if (submitted !== undefined && submitted.toLowerCase() !== 'no') return true
  if (/^(bulk|junk|list|auto_reply)$/i.test(headers.get('precedence') ?? '')) return true
  return ['x-hoist-delivery', 'x-autoreply', 'list-unsubscribe', 'x-failed-recipients'].some((name) =>
    headers.has(name),
  )
}

/** Header lines by lower-case name, from a list of pairs, a list of objects, an object or the raw text. */
function headersOf(fields: Fields): Map<string, string> {
  const given = fields['headers'] ?? fields['Headers'] ?? fields['message-headers']
  const sent = typeof given === 'string' && given.trim().startsWith('[') ? jsonOf(given) : given
  const found = new Map<string, string>()
  const add = (name: unknown, value: unknown) => {
    const key = textOf(name).trim().toLowerCase().replaceAll('_', '-')
    if (key !== '' && !found.has(key)) found.set(key, textOf(value).trim())
  }
  if (typeof sent === 'string') {
    for (const row of sent.slice(0, 100_000).split(/\r?\n/))
      add(row.slice(0, row.indexOf(':')), row.slice(row.indexOf(':') + 1))
  } else if (Array.isArray(sent)) {
    for (const one of sent.slice(0, 500)) {
      if (Array.isArray(one)) add(one[0], one[1])
      else if (isFields(one)) add(one['Name'] ?? one['name'], one['Value'] ?? one['value'])
    }
  } else if (isFields(sent)) for (const [name, value] of Object.entries(sent).slice(0, 500)) add(name, value)
  return found
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'string' ? value : ''
}

function line(value: string): string {
  return storable(value).replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed()
}

function storable(value: string): string {
  return value.replaceAll('\u0000', '').toWellFormed()
}

/** `Paula Jones <paula@acme.example>, "B, C" <b@c.example>`, a hundred at most. */
function addressesOf(list: string): { address: string; name: string | null }[] {
  const quoted = /"([^"\\]{0,200})"|[^,"]+|,/g
  const entries: string[] = ['']
  for (const [part, name] of list.slice(0, 20_000).matchAll(quoted)) {
    if (part === ',') entries.push('')
    else entries[entries.length - 1] += name ?? part
  }
  return entries.slice(0, 100).flatMap((entry) => {
    const open = entry.lastIndexOf('<')
    const address = (open < 0 ? entry : (entry.slice(open + 1).split('>')[0] ?? '')).trim().toLowerCase()
    if (!/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(address) || address.length > 254) return []
    const name = open < 0 ? '' : line(entry.slice(0, open))
    return [{ address, name: name === '' ? null : name }]
  })
}
