import { describe, expect, it } from 'vitest'
import { createSeal } from '../../server/secrets/seal.ts'

describe('sealed secrets', () => {
  const seal = createSeal('a secret of at least 32 characters')

  it('open again, and look different each time', () => {
    const sealed = seal.seal('xoxb-täst', 'channel:o1:slack')
    expect(seal.open(sealed, 'channel:o1:slack')).toBe('xoxb-täst')
    expect(sealed).not.toContain('xoxb')
    expect(seal.seal('xoxb-täst', 'channel:o1:slack')).not.toBe(sealed)
  })

  it('open only in their place and with the same secret', () => {
    const sealed = seal.seal('xoxb-1', 'channel:o1:slack')
    expect(() => seal.open(sealed, 'channel:o2:slack')).toThrow(/authenticate/)
    expect(() => createSeal('another secret of 32 characters!').open(sealed, 'channel:o1:slack')).toThrow(
      /authenticate/,
    )
  })

  it('do not open once changed', () => {
    const [version, iv, tag, text] = seal.seal('xoxb-1', 'p').split('.')
    const flipped = Buffer.from(text!, 'base64url')
    flipped[0]! ^= 1
    expect(() => seal.open([version, iv, tag, flipped.toString('base64url')].join('.'), 'p')).toThrow(/authenticate/)
    expect(() => seal.open([version, iv, tag!.slice(0, 6), text].join('.'), 'p')).toThrow(/tag/)
    expect(() => seal.open('plain', 'p')).toThrow('not a sealed secret')
  })
})
