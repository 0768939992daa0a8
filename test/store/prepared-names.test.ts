import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('every prepared query has a name of its own: under a taken one the first query would answer', () => {
  const folder = new URL('../../server', import.meta.url).pathname
  const users = new Map<string, string[]>()
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue
    for (const [, name] of readFileSync(join(folder, file), 'utf8').matchAll(/\.prepared\(\s*'([^']+)'/g)) {
      users.set(name!, [...(users.get(name!) ?? []), file])
    }
  }
  expect([...users].filter(([name, files]) => files.length > 1 || name.length > 50)).toEqual([])
})
