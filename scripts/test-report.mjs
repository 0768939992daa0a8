import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

// Turns what the test runners wrote into one list of cases. Whatever was not run to its end counts as failed.

/** @typedef {{ name: string, room: string, engine: string, passed: boolean, why?: string }} Case */

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** `test/store/x.test.ts` → `store`; the architecture test belongs to the core. */
function roomOf(file) {
  return /test\/([a-z0-9]+)\//.exec(file)?.[1] ?? 'core'
}

function engineOf(room, name) {
  if (/postgres/i.test(name)) return 'PostgreSQL'
  return ['store', 'api', 'scenario', 'fault'].includes(room) || /sqlite/i.test(name) ? 'SQLite' : 'Node'
}

/** @returns {Case[]} */
export function vitestCases(file, exitCode) {
  const report = readJson(file)
  if (report === null)
    return [{ name: 'vitest', room: 'vitest', engine: 'Node', passed: false, why: 'wrote no report' }]
  const cases = report.testResults.flatMap((suite) => {
    const path = suite.name.replaceAll('\\', '/')
    const room = roomOf(path.slice(path.lastIndexOf('/test/') + 1))
    const short = path.slice(path.lastIndexOf('/test/') + 1)
    if (suite.assertionResults.length === 0) {
      return [{ name: short, room, engine: 'Node', passed: false, why: suite.message || 'holds no test' }]
    }
    return suite.assertionResults.map((one) => ({
      name: `${short} › ${one.fullName}`,
      room,
      engine: engineOf(room, one.fullName),
      passed: one.status === 'passed',
      why: one.status === 'failed' ? one.failureMessages?.[0] : `was ${one.status}`,
    }))
  })
  if (exitCode !== 0 && cases.every((one) => one.passed)) {
    cases.push({
      name: 'vitest',
      room: 'vitest',
      engine: 'Node',
      passed: false,
      why: `ended with ${exitCode}: an error outside the tests`,
    })
  }
  return cases
}

/** @returns {Case[]} */
export function playwrightCases(file, exitCode) {
  const failed = (why) => ({ name: 'playwright', room: 'e2e', engine: 'Chromium', passed: false, why })
  const report = readJson(file)
  if (report === null) return [failed('wrote no report')]
  const cases = []
  const walk = (suite, titles) => {
    for (const spec of suite.specs ?? []) {
      for (const run of spec.tests) {
        cases.push({
          name: [...titles, spec.title].join(' › '),
          room: 'e2e',
          engine: 'Chromium',
          passed: run.status === 'expected' && run.results.at(-1)?.status === 'passed',
          why: run.results.at(-1)?.error?.message ?? `was ${run.status}`,
        })
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, inner.file === inner.title ? titles : [...titles, inner.title])
  }
  for (const suite of report.suites) walk(suite, [suite.title])
  for (const error of report.errors ?? []) cases.push(failed(error.message))
  if (cases.length === 0) cases.push(failed('ran no test'))
  if (exitCode !== 0 && cases.every((one) => one.passed)) cases.push(failed(`ended with ${exitCode}`))
  return cases
}

/** A room or engine that ran nothing is missing, and missing is failed. @returns {Case[]} */
export function missing(cases, rooms, engines) {
  const none = (name, why) => ({ name, room: name, engine: name, passed: false, why })
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
export function failureLines(cases) {
  const plain = (text) => stripVTControlCharacters(text).split('\n').slice(0, 4).join('\n      ')
  return cases.filter((one) => !one.passed).map((one) => `  ✗ ${one.name}\n      ${plain(one.why ?? '')}`)
}
