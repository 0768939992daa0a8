import { describe, expect, it } from 'vitest'
import { textOfHtml } from '../../shared/inbound/html.ts'
import { readMail } from '../../shared/inbound/mail.ts'

const expected = {
  from: { address: 'paula@acme.example', name: 'Paula Jones' },
  to: ['support@northwind.example'],
  subject: 'Re: Renewal',
  text: 'We are leaving.',
  automatic: false,
}

describe('a mail', () => {
  it.each<[string, Record<string, unknown>]>([
    [
      'Hoist’s own form',
      {
        id: 'abc@mail.acme.example',
        from: 'Paula Jones <Paula@Acme.example>',
        to: ['support@northwind.example'],
        subject: 'Re: Renewal',
        text: 'We are leaving.',
        at: '2027-01-15T08:59:00Z',
      },
    ],
    [
      'Postmark',
      {
        From: '"Paula Jones" <paula@acme.example>',
        FromFull: { Email: 'paula@acme.example', Name: 'Paula Jones', MailboxHash: '' },
        To: 'support@northwind.example',
        Subject: 'Re: Renewal',
        MessageID: '73e6d360-66eb-11e1-8e72-a8904824019b',
        Date: 'Fri, 15 Jan 2027 08:59:00 +0000',
        TextBody: 'We are leaving.\n\n> You wrote:\n> stay',
        StrippedTextReply: 'We are leaving.',
        HtmlBody: '<p>We are leaving.</p>',
        Headers: [{ Name: 'Message-ID', Value: '<abc@mail.acme.example>' }],
        Attachments: [],
      },
    ],
    [
      'Mailgun',
      {
        sender: 'bounce+x@acme.example',
        from: 'Paula Jones <paula@acme.example>',
        recipient: 'support@northwind.example',
        subject: 'Re: Renewal',
        'body-plain': 'We are leaving.\r\n> stay',
        'stripped-text': 'We are leaving.',
        'message-headers': '[["Message-Id", "<abc@mail.acme.example>"], ["Date", "Fri, 15 Jan 2027 08:59:00 +0000"]]',
      },
    ],
    [
      'SendGrid',
      {
        from: 'Paula Jones <paula@acme.example>',
        to: 'support@northwind.example',
        subject: 'Re: Renewal',
        text: 'We are leaving.',
        headers: 'Message-ID: <abc@mail.acme.example>\nDate: Fri, 15 Jan 2027 08:59:00 +0000\nX-Other: a: b',
      },
    ],
    [
      'CloudMailin',
      {
        headers: {
          from: 'Paula Jones <paula@acme.example>',
          to: 'support@northwind.example',
          subject: 'Re: Renewal',
          message_id: '<abc@mail.acme.example>',
          date: 'Fri, 15 Jan 2027 08:59:00 +0000',
        },
        envelope: { from: 'x@acme.example' },
        plain: 'We are leaving.\n> stay',
        reply_plain: 'We are leaving.',
      },
    ],
  ])('is read as %s hands it in', (_, fields) => {
    expect(readMail(fields)).toEqual({ ...expected, id: 'abc@mail.acme.example', at: Date.UTC(2027, 0, 15, 8, 59) })
  })

  it('says its subject where that is news', () => {
    const from = 'paula@acme.example'
    expect(readMail({ from, subject: 'We cancel', text: 'See attachment' }).text).toBe('We cancel\n\nSee attachment')
    expect(readMail({ from, subject: 'We cancel' }).text).toBe('We cancel')
    expect(readMail({ from, subject: 'AW: We cancel', text: 'Really' }).text).toBe('Really')
  })

  it('is read from its HTML where it has no text', () => {
    const html =
      '<html><head><style>p { color: red }</style></head><body><p>Dear&nbsp;team,</p><p>we&#39;re <b>done</b> &amp; out.<br>Bye</p></body></html>'
    expect(readMail({ from: 'a@b.c', html }).text).toBe("Dear team,\n\nwe're done & out.\nBye")
  })

  it.each<[string, Record<string, unknown>]>([
    ['an out-of-office', { 'Auto-Submitted': 'auto-replied' }],
    ['a newsletter', { 'List-Unsubscribe': '<https://x>' }],
    ['bulk', { Precedence: 'bulk' }],
    ['one of Hoist’s own', { 'X-Hoist-Delivery': 'k' }],
  ])('is automatic where it is %s', (_, headers) => {
    expect(readMail({ from: 'a@b.c', text: 'x', headers }).automatic).toBe(true)
    expect(readMail({ from: 'a@b.c', text: 'x', headers: { 'Auto-Submitted': 'no' } }).automatic).toBe(false)
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['nobody wrote', { text: 'x' }, 'from'],
    ['the sender is no address', { from: 'Paula', text: 'x' }, 'from'],
    ['nothing is said', { from: 'a@b.c' }, 'text'],
  ])('is refused with the path where %s', (_, fields, path) => {
    expect(() => readMail(fields)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: [path] })] }),
    )
  })

  it('of any shape and length is read once', () => {
    const hostile = [
      '<style'.repeat(100_000),
      '</style'.repeat(100_000),
      '<'.repeat(500_000),
      '&#'.repeat(300_000),
      '"'.repeat(300_000),
    ]
    for (const html of hostile) {
      expect(textOfHtml(html).length).toBeLessThanOrEqual(html.length)
      expect(readMail({ from: 'a@b.c', to: html, subject: 's', html, headers: html }).id).toBeNull()
    }
    expect(readMail({ from: 'a@b.c', text: `half \ud800 \u0000 ${'x'.repeat(50_000)}` }).text.length).toBe(40_000)
    expect(
      readMail({ from: 'a@b.c', text: 'x', id: 7, to: { a: 1 }, headers: [null, 'x', [1, 2]], at: 'yesterday' }),
    ).toMatchObject({ id: null, to: [], at: null })
  })
})
