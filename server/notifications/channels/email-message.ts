import { clip, type Message } from './channel.ts'

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A line for a header: whatever would end it becomes a space. */
function headerLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

/** A message as nodemailer takes it: plain text, and the same as escaped HTML. */
export function emailMessage(message: Message, from: { name: string; address: string }, host: string) {
  const { key, to, title, body, link } = message
  if (/[\p{Cc}\s]/u.test(`${to}${from.address}`)) throw new Error('The address contains a control character')
  const foot = link === null ? '' : `\n\n${link}`
  return {
    from: { name: headerLine(from.name), address: from.address },
    to: { name: '', address: to },
    subject: clip(headerLine(title), 200) || 'Hoist',
    messageId: messageId(key, host),
    headers: {
      'X-Hoist-Delivery': key,
      'Auto-Submitted': 'auto-generated',
      ...(message.uncertain && { 'X-Hoist-May-Be-Repeat': 'true' }),
    },
    text: `${body}${foot}\n`,
    html: html(title, body, link),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The same for every attempt, which is how mail programs know a repeat. */
export function messageId(key: string, host: string): string {
  return `<${key.replace(/[^\w.-]/g, '-')}@${host}>`
}

function html(title: string, body: string, link: string | null): string {
  const button =
    link === null
      ? ''
      : `<p style="margin:24px 0 0"><a href="${escapeHtml(link)}" style="color:#3b5bdb">Open in Hoist</a></p>`
  return `<!doctype html><html><body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#1f2328">
<h1 style="font-size:18px;margin:0 0 12px">${escapeHtml(title)}</h1>
<div style="white-space:pre-wrap">${escapeHtml(body)}</div>${button}
</body></html>`
}
