import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../server/cli/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'hoist-risk-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function hoist(args: string[], stdin = '') {
  const out: string[] = []
  const err: string[] = []
  const code = await run(args, {
    env: {},
    input: () => Readable.from([stdin]),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    stopped: async () => {},
    node: process.versions.node,
    leave() {},
  })
  return { code, out, err: err.join('\n') }
}

describe('hoist risk analyse', () => {
  test('writes one line for each, in order, with the fields as they came', async () => {
    const lines = [
      '{"id":1,"text":"We will not renew our contract.","customer":{"name":"Acme"}}',
      '',
      'no json',
      '{"id":2,"text":"Thanks, all good!"}',
      '[1]',
      '{"id":3}',
    ]
    const { code, out } = await hoist(['risk', 'analyse'], `${lines.join('\r\n')}\n`)
    expect(code).toBe(0)
    expect(out.map((line) => JSON.parse(line))).toMatchObject([
      { id: 1, customer: { name: 'Acme' }, riskLevel: 'critical', text: 'We will not renew our contract.' },
      { error: 'Not a line of JSON' },
      { id: 2, riskLevel: 'low' },
      { error: 'Not a JSON object with a text' },
      { id: 3, riskLevel: 'low', error: 'Without a text' },
    ])
  })

  test('says what is wrong with weights that are none', async () => {
    const file = join(folder, 'none.json')
    writeFileSync(file, '{}')
    const { code, err } = await hoist(['risk', 'analyse', '--weights', file])
    expect([code, err]).toEqual([1, `${file} holds no weights of this version: build them with hoist risk train`])
  })
})

describe('hoist risk train', () => {
  const messages = [
    ...Array.from({ length: 30 }, (_, i) => ({
      text: `The blue lamp number ${i} flickers`,
      level: 'high',
      tags: ['defect'],
    })),
    ...Array.from({ length: 30 }, (_, i) => ({ text: `The green lamp number ${i} shines`, level: 'low' })),
  ]
  const file = join(folder, 'messages.jsonl')
  writeFileSync(file, messages.map((one) => JSON.stringify(one)).join('\n'))

  test('learns from a team’s own messages, and the same from the same', async () => {
    const [first, second] = [join(folder, 'first.json'), join(folder, 'second.json')]
    await hoist(['risk', 'train', file, '--out', first])
    const { out } = await hoist(['risk', 'train', file, '--out', second])
    expect(JSON.parse(out[0]!)).toEqual({ sentences: 60, out: second })
    expect(readFileSync(first, 'utf8')).toBe(readFileSync(second, 'utf8'))
    const lines = '{"text":"A blue lamp flickers here"}\n{"text":"A green lamp shines here"}\n'
    const { out: results } = await hoist(['risk', 'analyse', '--weights', first], lines)
    expect(results.map((line) => JSON.parse(line).riskLevel)).toEqual(['high', 'low'])
  })

  test('names file and line of what it cannot read', async () => {
    const bad = join(folder, 'bad.jsonl')
    writeFileSync(bad, '{"text":"fine","level":"low"}\n{"text":"x","level":"awful"}\n')
    const { code, err } = await hoist(['risk', 'train', bad, '--out', join(folder, 'bad.json')])
    expect([code, err]).toEqual([
      1,
      `${bad}:2 must be an object with a text and a level of low, medium, high or critical`,
    ])
  })
})
