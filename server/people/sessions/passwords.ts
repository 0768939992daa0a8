import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP ASVS 5.0, appendix C: scrypt with N = 2^15, r = 8 and p of at least 3 (32 MiB).
const LOG_N = 15
const R = 8
const P = 3
const KEY_BYTES = 32

/** A salted scrypt hash with its cost in front: `scrypt$15$8$3$<salt>$<key>`. Takes about 0.1 s of another thread. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, { N: 2 ** LOG_N, r: R, p: P })
  return ['scrypt', LOG_N, R, P, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Is this the password that was hashed? Compares in constant time. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [kind, logN, r, p, salt, key] = hash.split('$')
  if (kind !== 'scrypt' || salt === undefined || key === undefined) return false
  const expected = Buffer.from(key, 'base64url')
  const cost = { N: 2 ** Number(logN), r: Number(r), p: Number(p) }
  const actual = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

function derive(password: string, salt: Buffer, cost: Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same password typed on two keyboards may arrive composed or decomposed.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: 64 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
