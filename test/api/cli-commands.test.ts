import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../server/cli/program.ts'
import { type Listening, listen } from '../../server/http/server.ts'
import { type TestApp, testApp } from '../support/harness.ts'
import { freePort } from '../support/installed.ts'

const folder = mkdtempSync(join(tmpdir(), 'hoist-test-'))
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const CUSTOMERS = file('customers.csv', 'id,name\nacme,Acme\n')
const SENTENCES = file('sentences.jsonl', '{"text":"We cancel","level":"critical"}\n{"text":"Thanks","level":"low"}\n')
const COPY = join(folder, 'copy.db')
const SECRET = 'a secret that nobody may read, 32+'
const PASSWORD = 'a sturdy password'

type Command = {
  /** What is typed, without --json. */
  args: string[]
  /** Used wrongly. */
  wrong: string[]
  /** Used rightly, and cannot be done. */
  fails?: string[]
  /** Needs a data folder of its own, on which no server runs. */
  apart?: true
}

const PEOPLE = ['--email', 'kofi@example.com', '--name', 'Kofi', '--role', 'member']
const SETUP = ['setup', '--organization', 'Acme', '--email', 'ada@acme.test', '--password']
const missing = join(folder, 'missing')

const imports = Object.fromEntries(
  ['customers', 'contacts', 'workflows', 'signals', 'messages'].map((kind): [string, Command] => {
    const start = ['import', kind]
    return [`import ${kind}`, { args: [...start, CUSTOMERS, '--dry-run'], wrong: start, fails: [...start, missing] }]
  }),
)

/** Every command but `serve`, which answers to nobody. */
const COMMANDS: Record<string, Command> = {
  setup: { args: [...SETUP, PASSWORD], wrong: ['setup'], fails: [...SETUP, 'short'], apart: true },
  'key create': {
    args: ['key', 'create', '--name', 'CI'],
    wrong: ['key', 'create'],
    fails: ['key', 'create', '--name', 'CI', '--user', 'nobody@example.com'],
  },
  'user add': {
    args: ['user', 'add', ...PEOPLE],
    wrong: ['user', 'add', '--role', 'king'],
    fails: ['user', 'add', ...PEOPLE],
  },
  ...imports,
  export: { args: ['export', join(folder, 'exported')], wrong: ['export'], fails: ['export', CUSTOMERS] },
  'risk analyse': {
    args: ['risk', 'analyse'],
    wrong: ['risk', 'analyse', '--weights'],
    fails: ['risk', 'analyse', '--weights', missing],
  },
  'risk train': {
    args: ['risk', 'train', SENTENCES, '--out', join(folder, 'weights.json')],
    wrong: ['risk', 'train', SENTENCES],
    fails: ['risk', 'train', missing, '--out', join(folder, 'none.json')],
  },
  'jobs run': { args: ['jobs', 'run', 'sweep-escalate'], wrong: ['jobs', 'run'], fails: ['jobs', 'run', 'nonsense'] },
  backup: { args: ['backup'], wrong: ['backup', '--to'], fails: ['backup', '--to', join(missing, 'copy.db')] },
  restore: { args: ['restore', COPY, '--check'], wrong: ['restore'], fails: ['restore', missing, '--check'] },
  doctor: { args: ['doctor'], wrong: ['doctor', '--colour'] },
  version: { args: ['version'], wrong: ['version', '--long'] },
}
const names = Object.keys(COMMANDS)

let it: TestApp
let server: Listening
let env: Record<string, string>
beforeAll(async () => {
  const port = String(await freePort())
  it = await testApp({ env: { PORT: port, HOIST_SECRET: SECRET } })
  server = await listen(it.app)
  env = { PORT: port, HOIST_DATA: it.app.config.dataDir, HOIST_SECRET: SECRET, HOIST_LOG: 'silent' }
  await hoist(['backup', '--to', COPY])
})
afterAll(() => server.close(0))

async function hoist(args: string[], environment: Record<string, string> = env) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await run(args, {
    env: environment,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    stopped: async () => {},
    node: process.versions.node,
    leave() {},
    input: () => Readable.from(['{"text":"We cancel"}\n']),
  })
  return { code, out, err: err.join('\n') }
}

const apart = () => ({
  HOIST_DATA: mkdtempSync(join(tmpdir(), 'hoist-test-')),
  HOIST_SECRET: SECRET,
  HOIST_LOG: 'silent',
})

/** Names under the heading `Commands:` of a help text. */
function commandsIn(help: string): string[] {
  const [, list = ''] = help.split('Commands:\n')
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name)
}

async function everyCommand(path: string[] = []): Promise<string[]> {
  const { out } = await hoist([...path, '--help'])
  const inner = commandsIn(out.join('\n')).filter((name) => name !== 'help')
  if (inner.length === 0) return [path.join(' ')]
  return (await Promise.all(inner.map((name) => everyCommand([...path, name])))).flat()
}

test('the table below has every command', async () => {
  expect((await everyCommand()).toSorted()).toEqual([...names, 'serve'].toSorted())
})

describe.each(names)('hoist %s', (name) => {
  const { args, wrong, apart: isApart } = COMMANDS[name]!

  test('explains itself on stdout, with exit code 0', async () => {
    const { code, out, err } = await hoist([...name.split(' '), '--help'])
    expect([code, err]).toEqual([0, ''])
    const [usage = '', , description = ''] = out.join('\n').split('\n')
    expect(usage).toMatch(new RegExp(`^Usage: hoist ${name} `))
    expect(description).toMatch(/\w{3}/)
    expect(out.join('\n')).toContain('--json')
  })

  test('used wrongly says so on stderr, with exit code 2', async () => {
    const { code, out, err } = await hoist(wrong)
    expect([code, out]).toEqual([2, []])
    expect(err).toMatch(/^error: .*\n\(hoist --help lists the commands\)$/)
  })

  test('answers --json with one line of JSON on stdout, and gives no secret away', async () => {
    const { code, out, err } = await hoist([...args, '--json'], isApart ? apart() : env)
    expect([code, out.length]).toEqual([0, 1])
    expect(JSON.parse(out[0]!)).toBeTypeOf('object')
    for (const secret of [SECRET, PASSWORD]) expect(out.join() + err).not.toContain(secret)
  })
})

test.each(names.filter((name) => COMMANDS[name]?.fails))(
  'hoist %s says in a sentence on stderr why it cannot, with exit code 1',
  async (name) => {
    const { fails = [], apart: isApart } = COMMANDS[name]!
    const { code, out, err } = await hoist([...fails, '--json'], isApart ? apart() : env)
    expect([code, out]).toEqual([1, []])
    expect(err.split('\n').at(-1)).toMatch(/^\S.*\w{3}.*$/)
    expect(err).not.toMatch(/\n {4}at /)
    for (const secret of [SECRET, PASSWORD]) expect(err).not.toContain(secret)
  },
)

test('the password of a database that cannot be reached is not told', async () => {
  const DATABASE_URL = 'postgres://hoist:open-sesame@127.0.0.1:1/hoist'
  const { code, out, err } = await hoist(['serve'], { ...apart(), DATABASE_URL })
  expect([code, out]).toEqual([69, []])
  expect(err).toMatch(/127\.0\.0\.1/)
  expect(err).not.toContain('open-sesame')
})
