import { createHash } from 'node:crypto'

/** SHA-256, hex: what is stored of a key or link. They are long and random, so that no slower hash is needed. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
