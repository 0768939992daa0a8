import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { unpackAddon } from '../../server/db/unpack-addon.ts'

const bytes = new TextEncoder().encode('a native program')
const folder = () => join(mkdtempSync(join(tmpdir(), 'hoist-test-')), 'native')

it('puts the driver into a folder of its own once, and anew when it was damaged', () => {
  const dir = folder()
  const file = unpackAddon(bytes, dir)
  expect(readFileSync(file)).toEqual(Buffer.from(bytes))
  const { ino } = statSync(file)
  expect([unpackAddon(bytes, dir), statSync(file).ino]).toEqual([file, ino])
  writeFileSync(file, 'a native pr')
  expect(unpackAddon(bytes, dir)).toBe(file)
  expect(readFileSync(file)).toEqual(Buffer.from(bytes))
  expect(readdirSync(dir).length).toBe(1)
})

it('keeps the drivers of two versions apart', () => {
  const dir = folder()
  const old = unpackAddon(bytes, dir)
  expect(unpackAddon(bytes.slice(1), dir)).not.toBe(old)
  expect(readFileSync(old)).toEqual(Buffer.from(bytes))
})

it('says what to do where it cannot write', () => {
  const dir = folder()
  writeFileSync(dir, 'not a folder')
  expect(() => unpackAddon(bytes, dir)).toThrow(/cannot unpack its database driver into .*HOIST_NATIVE_DIR/)
})
