import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '../support/source-files.ts'

// Each entry as an older Node would run it, in a folder where `npm ci` has not brought a newer one.

const ENTRIES = [
  'bin/hoist.mjs',
  ...['start', 'dev', 'build', 'test', 'test-setup', 'bench', 'draft-migration'].map((name) => `scripts/${name}.mjs`),
]

const bare = mkdtempSync(join(tmpdir(), 'hoist-entries-'))
for (const folder of ['bin', 'scripts']) mkdirSync(join(bare, folder))
for (const file of [...ENTRIES, 'scripts/node-version.mjs']) copyFileSync(join(root, file), join(bare, file))
afterAll(() => rmSync(bare, { recursive: true, force: true }))

describe('entries on Node 20', () => {
  it.each(ENTRIES)('%s says in one sentence what to do', (entry) => {
    const pretend = `Object.defineProperties(process, { version: { value: 'v20.1.0' }, versions: { value: { ...process.versions, node: '20.1.0' } } })`
    const script = `${pretend}; await import(${JSON.stringify(pathToFileURL(join(bare, entry)).href)})`
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    })
    expect(stderr).toMatch(/^Hoist needs Node 26 or newer and this is v20\.1\.0: run `npm ci` [^\n]*\n$/)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  })
})
