import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Seals secrets that must be readable again: AES-256-GCM under a key derived from the installation's secret. */
export type Seal = {
  /** `place` says whose secret it is; what was sealed for one place cannot be opened in another. */
  seal(plain: string, place: string): string
  /** Throws where the installation's secret is another one, or the sealed text was changed or moved. */
  open(sealed: string, place: string): string
}

const VERSION = 'v1'

/** @param secret of the installation, at least 32 characters. */
export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'hoist/sealed-secrets', 32))
  return {
    seal(plain, place) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return [VERSION, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, place) {
      const [version, iv, tag, text] = sealed.split('.')
      if (version !== VERSION || iv === undefined || tag === undefined || text === undefined)
        throw new Error('This is not a sealed secret')
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(place)).setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
    },
  }
}
