import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Case, missing, playwrightCases, vitestCases } from '../../scripts/test-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'hoist-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function written(report: unknown): string {
  const file = join(folder, `${files++}.json`)
  writeFileSync(file, JSON.stringify(report))
  return file
}

function suite(name: string, tests: Record<string, string>, message = '') {
  return { name, message, assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })) }
}

const passed = (cases: Case[]) => cases.filter((one) => one.passed).length

describe('counting what vitest ran', () => {
  it('counts by room and engine', () => {
    const cases = vitestCases(
      written({
        testResults: [
          suite('/x/test/store/a.test.ts', { 'keeps on sqlite': 'passed', 'keeps on postgres': 'passed' }),
          suite('/x/test/core/b.test.ts', { decides: 'passed' }),
          suite('/x/test/architecture.test.ts', { holds: 'passed' }),
        ],
      }),
      0,
    )
    expect(cases.map(({ room, engine }) => `${room} ${engine}`)).toEqual([
      'store SQLite',
      'store PostgreSQL',
      'core Node',
      'core Node',
    ])
    expect(passed(cases)).toBe(4)
  })

  it.each(['skipped', 'todo', 'pending', 'failed'])('counts %s as failed', (status) => {
    const cases = vitestCases(written({ testResults: [suite('/x/test/core/a.test.ts', { one: status })] }), 0)
    expect([cases.length, passed(cases)]).toEqual([1, 0])
  })

  it('counts a file that could not be loaded as failed', () => {
    const cases = vitestCases(written({ testResults: [suite('/x/test/api/a.test.ts', {}, 'SyntaxError')] }), 1)
    expect(cases).toMatchObject([{ room: 'api', passed: false, why: 'SyntaxError' }])
  })

  it('counts an error outside the tests, and a report that is not there, as failed', () => {
    const fine = written({ testResults: [suite('/x/test/core/a.test.ts', { one: 'passed' })] })
    expect(vitestCases(fine, 1).map((one) => one.passed)).toEqual([true, false])
    expect(vitestCases(join(folder, 'nowhere.json'), 0).map((one) => one.passed)).toEqual([false])
  })
})

describe('counting what Playwright ran', () => {
  const spec = (status: string, result: string) => ({
    title: 'story',
    specs: [{ title: status, tests: [{ status, results: [{ status: result }] }] }],
  })

  it('counts skipped and flaky as failed', () => {
    const report = {
      suites: [spec('expected', 'passed'), spec('skipped', 'skipped'), spec('flaky', 'passed')],
      errors: [],
    }
    expect(playwrightCases(written(report), 0).map((one) => one.passed)).toEqual([true, false, false])
  })

  it('counts a server that did not start, and no test at all, as failed', () => {
    const cases = playwrightCases(written({ suites: [], errors: [{ message: 'no server' }] }), 1)
    expect(cases.map((one) => one.why)).toEqual(['no server'])
    expect(playwrightCases(written({ suites: [] }), 0)).toMatchObject([{ passed: false, why: 'ran no test' }])
  })
})

describe('what is missing', () => {
  it('is a failed case per room and per engine', () => {
    const ran: Case[] = [{ name: 'a', room: 'core', engine: 'Node', passed: true }]
    expect(missing(ran, ['core', 'store'], ['Node', 'PostgreSQL'])).toMatchObject([
      { name: 'test/store', passed: false },
      { name: 'PostgreSQL', passed: false },
    ])
  })
})
