import { describe, expect, it } from 'vitest'
import { isSignedWith, readSigned } from '../../server/slack/signature.ts'

// The example of docs.slack.dev/authentication/verifying-requests-from-slack, as it is printed there.
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5'
const AT = 1_531_420_618
const BODY = new TextEncoder().encode(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
    '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
    '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14' +
    'd10d2c447fce8b6703c',
)
const SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'

const headers = (timestamp: string, signature: string) =>
  new Headers({ 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature })
const now = AT * 1_000

describe('Slack’s signature', () => {
  it('verifies the example of Slack’s documentation', () => {
    const signed = readSigned(headers(String(AT), SIGNATURE), BODY, now)
    expect(signed && isSignedWith(SECRET, signed)).toBe(true)
  })

  it('is no longer good for another byte, time or secret', () => {
    const changed = BODY.with(0, 0x54)
    const of = (timestamp: number, body: Uint8Array) => {
      const signed = readSigned(headers(String(timestamp), SIGNATURE), body, now)
      return signed && isSignedWith(SECRET, signed)
    }
    expect(of(AT, changed)).toBe(false)
    expect(of(AT + 1, BODY)).toBe(false)
    const signed = readSigned(headers(String(AT), SIGNATURE), BODY, now)
    expect(signed && isSignedWith(`${SECRET}x`, signed)).toBe(false)
  })

  it('is good for five minutes, before and after', () => {
    const at = (offset: number) => readSigned(headers(String(AT), SIGNATURE), BODY, now + offset * 1_000) !== null
    expect([at(300), at(301), at(-300), at(-301)]).toEqual([true, false, true, false])
  })

  it.each([
    ['no headers', new Headers()],
    ['a time that is none', headers('1531420618.5', SIGNATURE)],
    ['a negative time', headers('-1531420618', SIGNATURE)],
    ['another version', headers(String(AT), SIGNATURE.replace('v0', 'v1'))],
    ['a short signature', headers(String(AT), SIGNATURE.slice(0, -2))],
    ['a signature that is not hexadecimal', headers(String(AT), `v0=${'z'.repeat(64)}`)],
  ])('refuses %s without looking at the body', (_, sent) => {
    expect(readSigned(sent, BODY, now)).toBeNull()
  })
})
