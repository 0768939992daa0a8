import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

// Turns what the test runners wrote into one list of cases. Whatever was not run to its end counts as failed.

export type Case = { name: string; room: string; engine: string; passed: boolean; why?: string }

type VitestReport = {
  testResults: {
    name: string
    message?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[]
  }[]
}

type PlaywrightSuite = {
  title: string
  file?: string
  specs?: {
    title: string
    tests: { status: string; results: { status: string; error?: { message?: string } }[] }[]
  }[]
  suites?: PlaywrightSuite[]
}

type PlaywrightReport = { suites: PlaywrightSuite[]; errors?: { message?: string }[] }

function readJson<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null
}

/** `test/store/x.test.ts` → `store`; the architecture test belongs to the core. */
function roomOf(file: string): string {
  return /^test\/([a-z0-9]+)\//.exec(file)?.[1] ?? 'core'
}

function engineOf(room: string, name: string): string {
  if (/postgres/i.test(name)) return 'PostgreSQL'
  return ['store', 'api', 'scenario', 'fault'].includes(room) || /sqlite/i.test(name) ? 'SQLite' : 'Node'
}

export function vitestCases(file: string, exitCode: number): Case[] {
  const failed = (why: string): Case => ({ name: 'vitest', room: 'vitest', engine: 'Node', passed: false, why })
  const report = readJson<VitestReport>(file)
  if (report === null) return [failed('wrote no report')]
  const cases = report.testResults.flatMap(({ name, message, assertionResults }): Case[] => {
    const path = name.replaceAll('\\', '/')
    const short = path.slice(path.lastIndexOf('/test/') + 1)
    const room = roomOf(short)
    if (assertionResults.length === 0)
      return [{ name: short, room, engine: 'Node', passed: false, why: message || 'holds no test' }]
    return assertionResults.map((one) => ({
      name: `${short} › ${one.fullName}`,
      room,
      engine: engineOf(room, one.fullName),
      passed: one.status === 'passed',
      why: one.failureMessages?.[0] ?? `was ${one.status}`,
    }))
  })
  if (exitCode !== 0 && cases.every((one) => one.passed))
    cases.push(failed(`ended with ${exitCode}: an error outside the tests`))
  return cases
}

export function playwrightCases(file: string, exitCode: number): Case[] {
  const failed = (why = 'failed'): Case => ({ name: 'playwright', room: 'e2e', engine: 'Chromium', passed: false, why })
  const report = readJson<PlaywrightReport>(file)
  if (report === null) return [failed('wrote no report')]
  const cases = report.suites.flatMap((suite) => specCases(suite, [suite.title]))
  for (const error of report.errors ?? []) cases.push(failed(error.message))
  if (cases.length === 0) cases.push(failed('ran no test'))
  if (exitCode !== 0 && cases.every((one) => one.passed)) cases.push(failed(`ended with ${exitCode}`))
  return cases
}

function specCases(suite: PlaywrightSuite, titles: string[]): Case[] {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status, results }): Case => {
      const last = results.at(-1)
      return {
        name: [...titles, spec.title].join(' › '),
        room: 'e2e',
        engine: 'Chromium',
        // A test that passed only when tried again is flaky, and flaky is failed.
        passed: status === 'expected' && last?.status === 'passed',
        why: last?.error?.message ?? `was ${status}`,
      }
    }),
  )
  return [...own, ...(suite.suites ?? []).flatMap((inner) => specCases(inner, [...titles, inner.title]))]
}

/** A room or engine that ran nothing is missing, and missing is failed. */
export function missing(cases: Case[], rooms: string[], engines: string[]): Case[] {
  const none = (name: string, why: string): Case => ({ name, room: name, engine: name, passed: false, why })
  return [
    ...rooms
      .filter((room) => !cases.some((one) => one.room === room))
      .map((room) => none(`test/${room}`, 'ran no test')),
    ...engines
      .filter((engine) => !cases.some((one) => one.engine === engine && one.passed))
      .map((engine) => none(engine, 'passed no test')),
  ]
}

/** The failed ones with the lines that say why. */
export function failureLines(cases: Case[]): string[] {
  const plain = (text: string) => stripVTControlCharacters(text).split('\n').slice(0, 4).join('\n      ')
  return cases.filter((one) => !one.passed).map((one) => `  ✗ ${one.name}\n      ${plain(one.why ?? '')}`)
}
