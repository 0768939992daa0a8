import { describe, expect, it } from 'vitest'
import { lineOf, type SourceFile, sourceFiles } from './support/source-files.ts'

// docs/architecture.md as data: who may import whom, and what a file of each kind must not hold.
// A failing test names the file and says why the rule is there.

const product = sourceFiles('shared', 'drizzle', 'server', 'client').filter(
  (file) => !file.path.startsWith('drizzle/migrations/'),
)
const tests = sourceFiles('test')

/** Our own rooms or packages that a file must not import. `types` lets an import pass that leaves nothing at run time. */
type Law = { files: RegExp; not?: RegExp; mustNotImport: RegExp; except?: RegExp; types?: 'allowed'; why: string }

const SQL = /^drizzle-orm|^better-sqlite3$|^pg$/
const WIRE = /^hono|^@hono\/|^@trpc\/|^node:https?$|^server\/(http|trpc)\//
const NOUN = /^server\/(?!db\/|http\/|trpc\/|cli\/)[a-z-]+\//
const OUTSIDE = /^(?!shared\/)(?!zod$)/

const laws: Law[] = [
  {
    files: /^shared\//,
    mustNotImport: OUTSIDE,
    why: 'the core is pure: zod and shared/ only, so that it runs the same live, in a backtest and in the browser',
  },
  {
    files: /^drizzle\//,
    mustNotImport: /^(server|client|test)\//,
    why: 'the shape of the data knows nobody who uses it',
  },
  {
    files: /^client\//,
    mustNotImport: /^(server|drizzle|test)\//,
    except: /^server\/trpc\/root\.ts$/,
    why: 'the screen talks to the server over the wire',
  },
  {
    files: /^client\//,
    not: /^client\/trpc\.ts$/,
    mustNotImport: /^server\//,
    why: 'client/trpc.ts alone knows the type of the router',
  },
  { files: /^client\//, mustNotImport: /^shared\/risk\//, why: 'the weights of the risk analysis stay on the server' },
  {
    files: /^client\/ui\//,
    mustNotImport: /^client\/(?!ui\/)|^shared\/(?!time\/|errors\.ts)/,
    types: 'allowed',
    why: 'client/ui knows no noun: what knows one belongs in the folder of that noun',
  },
  {
    files: /^server\//,
    mustNotImport: /^(client|test)\//,
    why: 'the server must start without the sources of the screen or the tests',
  },
  {
    files: /\/(router|rest)\.ts$/,
    mustNotImport: SQL,
    why: 'router.ts and rest.ts say who may, what comes in and what goes out; SQL belongs in store.ts',
  },
  {
    files: /^server\/.*\/service\.ts$/,
    mustNotImport: SQL,
    why: 'a service loads, decides and saves; SQL belongs in store.ts',
  },
  {
    files: /^server\/.*\/service\.ts$/,
    mustNotImport: WIRE,
    why: 'a service serves tRPC, REST and the command line alike, so it knows none of them',
  },
  { files: /^server\/.*\/store\.ts$/, mustNotImport: WIRE, why: 'a store is SQL and nothing else' },
  {
    files: /^server\/.*\/store\.ts$/,
    mustNotImport: /\/(service|router|rest|jobs)\.ts$/,
    why: 'stores are at the bottom',
  },
  {
    files: /^server\//,
    not: /^server\/jobs\/cron\.ts$/,
    mustNotImport: /^node-cron$/,
    why: 'node-cron goes silent for an hour each autumn unless every task is UTC: only server/jobs/cron.ts starts tasks',
  },
  {
    files: /^server\//,
    not: /^server\/notifications\/channels\//,
    mustNotImport: /^@slack\/web-api$|^nodemailer/,
    types: 'allowed',
    why: 'channels/ are the only way out of the house',
  },
  {
    files: /^server\/alerts\//,
    not: /^server\/alerts\/channels\//,
    mustNotImport: /^node:(https?|net|dns|tls)$/,
    why: 'the way to a language model goes through server/alerts/channels/, which guards the address',
  },
  {
    files: /^server\/[a-z-]+\/channels\//,
    mustNotImport: /^server\/db\/|store\.ts$|^drizzle/,
    types: 'allowed',
    why: 'a channel sends what it is given; nobody waits for the network with the database open',
  },
  {
    files: /^server\//,
    not: /^server\/db\//,
    mustNotImport: /^better-sqlite3$|^pg$|^drizzle-orm\/(better-sqlite3|node-postgres)/,
    types: 'allowed',
    why: 'only server/db knows which engine it is',
  },
  {
    files: /^server\//,
    not: /^server\/db\//,
    mustNotImport: /^server\/db\/(sqlite|postgres)\.ts$/,
    types: 'allowed',
    why: 'only server/db knows which engine it is',
  },
  {
    files: NOUN,
    mustNotImport: /^server\/(main|app)\.ts$|^server\/cli\//,
    types: 'allowed',
    why: 'app.ts is the only wiring: it knows everybody and nobody knows it',
  },
  {
    files: /^server\/triggers\//,
    mustNotImport: /^server\/(workflows|escalations|rules|signals|messages|alerts|imports)\//,
    types: 'allowed',
    why: 'the trigger engine knows no snooze or escalate: app.ts hands it an effect per kind',
  },
  {
    files: /^server\/notifications\//,
    mustNotImport: /^server\/(triggers|escalations|rules|signals|messages|alerts|imports)\//,
    types: 'allowed',
    why: 'everything may notify, so notifying knows none of it',
  },
  {
    files: /^server\/workflows\//,
    // The counts beside the places of the menu are of several nouns.
    not: /\/router\.ts$/,
    mustNotImport: /^server\/(rules|signals|messages|alerts|analytics)\//,
    types: 'allowed',
    why: 'nouns form a line, not a web',
  },
  {
    files: /^server\/escalations\//,
    mustNotImport: /^server\/(rules|signals|messages|alerts|analytics)\//,
    types: 'allowed',
    why: 'nouns form a line, not a web: rules → escalations → triggers',
  },
  {
    files: NOUN,
    not: /^server\/analytics\//,
    mustNotImport: /^server\/analytics\/(?!jobs\.ts|adoption\.ts)/,
    types: 'allowed',
    why: 'analytics only reads; nobody reads analytics',
  },
]

function check(found: string[], why: string): void {
  expect(found, `${why}.\n  ${found.join('\n  ')}\n`).toEqual([])
}

describe('who imports whom', () => {
  it.each(laws)('$files must not import $mustNotImport', (law) => {
    const found = product
      .filter((file) => law.files.test(file.path) && law.not?.test(file.path) !== true)
      .flatMap((file) =>
        file.imports
          .filter((one) => law.mustNotImport.test(one.to) && law.except?.test(one.to) !== true)
          .filter((one) => !(law.types === 'allowed' && one.typeOnly))
          .map((one) => `${file.path} imports ${one.to}`),
      )
    check(found, law.why)
  })

  it('client/trpc.ts imports only the type of the router', () => {
    const found = product.filter((file) =>
      file.imports.some((one) => file.path.startsWith('client/') && one.to === 'server/trpc/root.ts' && !one.typeOnly),
    )
    check(
      found.map((file) => file.path),
      'a value imported from the server would put the server into the browser',
    )
  })

  it('the nouns of the server form a line, not a web', () => {
    const edges = new Map<string, Set<string>>()
    const noun = (path: string) => (NOUN.test(path) ? path.split('/')[1] : undefined)
    for (const file of product) {
      const from = noun(file.path)
      // What a noun offers the outside (addresses, jobs) may look at several nouns; what decides and stores may not.
      if (from === undefined || /\/(router|rest|jobs)\.ts$/.test(file.path)) continue
      for (const one of file.imports) {
        const to = noun(one.to)
        if (to === undefined || to === from || one.typeOnly) continue
        edges.set(from, (edges.get(from) ?? new Set()).add(to))
      }
    }
    check(cycles(edges), 'two nouns that import each other are one noun, or lack a third below them')
  })

  it('no file hands on the names of another', () => {
    const found = product.filter((file) => file.reExports.length > 0)
    check(
      found.map((file) => file.path),
      'barrels hide who needs whom; import from the file that has it',
    )
  })
})

/** Each cycle once, as `a → b → a`. */
function cycles(edges: Map<string, Set<string>>): string[] {
  const found = new Set<string>()
  const follow = (path: string[]): void => {
    for (const next of edges.get(path[path.length - 1]!) ?? []) {
      const start = path.indexOf(next)
      if (start === -1) follow([...path, next])
      else if (path.slice(start).sort()[0] === next || start === 0) {
        const loop = path.slice(start)
        const first = loop.indexOf([...loop].sort()[0]!)
        found.add([...loop.slice(first), ...loop.slice(0, first), loop[first]].join(' → '))
      }
    }
  }
  for (const start of edges.keys()) follow([start])
  return [...found]
}

describe('what a file must not hold', () => {
  const CLOCKS = /^(server\/clock|client\/ui\/time)\.tsx?$/

  it('nobody but the clock reads the time', () => {
    const found = product
      .filter((file) => !CLOCKS.test(file.path))
      .flatMap((file) => [
        ...calls(file, 'NewExpression', (name, args) => name === 'Date' && args === 0),
        ...calls(
          file,
          'CallExpression',
          (name) => name === 'Date' || name === 'performance.now' || name.startsWith('Temporal.Now'),
        ),
      ])
    check(found, 'time comes from the Clock that is passed in, so that tests can move it')
  })

  it('nobody calls transaction() on drizzle', () => {
    // It has a connection of its own, without drizzle.
    const found = product
      .filter((file) => file.path !== 'server/db/migrate.ts')
      .flatMap((file) => calls(file, 'CallExpression', (name) => name.endsWith('.transaction')))
    check(found, 'on better-sqlite3 it is not atomic when the callback awaits; use db.write')
  })

  it('a store does not read the clock', () => {
    const stores = product.filter((file) => /^server\/.*store\.ts$/.test(file.path))
    check(
      stores.flatMap((file) => calls(file, 'CallExpression', (name) => /(^|\.)clock\.now$/.test(name))),
      'the unit of work has one instant, passed in as `now`',
    )
  })

  it('a store opens no transaction', () => {
    const stores = product.filter((file) => /^server\/(?!db\/).*store\.ts$/.test(file.path))
    check(
      stores.flatMap((file) => calls(file, 'CallExpression', (name) => /(^|\.)db\.(write|read)$/.test(name))),
      'the caller decides what is one unit of work',
    )
  })

  it('tests do not sleep', () => {
    const found = tests
      .filter((file) => /^test\/(core|store|api|scenario|client)\//.test(file.path))
      .flatMap((file) => calls(file, 'CallExpression', (name) => name === 'setTimeout'))
    check(
      found,
      'a sleeping test is slow when it passes and wrong when it fails; move the clock or wait for the thing itself',
    )
  })
})

/** Places where something with this dotted name is called or constructed. */
function calls(
  file: SourceFile,
  kind: 'CallExpression' | 'NewExpression',
  wanted: (name: string, args: number) => boolean,
): string[] {
  const found: string[] = []
  const look = (node: { callee: unknown; arguments: unknown[]; start: number }): void => {
    if (wanted(dotted(node.callee), node.arguments.length)) found.push(lineOf(file, node.start))
  }
  file.visit(kind === 'CallExpression' ? { CallExpression: look } : { NewExpression: look })
  return found
}

type Callee = { type: string; name?: string; object?: unknown; property?: { name?: string } }

function dotted(node: unknown): string {
  const { type, name, object, property } = node as Callee
  if (type === 'Identifier') return name ?? ''
  if (type === 'MemberExpression') return `${dotted(object)}.${property?.name ?? ''}`
  return ''
}

describe('how files are cut', () => {
  it('no file is longer than 250 lines', () => {
    const found = product.filter((file) => file.lines > 250)
    check(
      found.map((file) => `${file.path} has ${file.lines}`),
      'a file that long does more than one job; cut it by verb',
    )
  })

  it('half of the files are shorter than 80 lines', () => {
    const sorted = product.map((file) => file.lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80)
  })

  it('no folder or file is named after nothing', () => {
    const nothing = /(^|\/)(utils?|helpers?|common|misc|managers?|lib|index)(\/|\.tsx?$)/
    const found = [...product, ...tests].filter((file) => nothing.test(file.path))
    check(
      found.map((file) => file.path),
      'a name says what is inside; everything fits into utils',
    )
  })

  it('no text tells of work left to do or of one machine', () => {
    const leftover = /\b(TODO|FIXME|XXX|HACK)\b|\/(home|work|root)\/[a-z]/
    const found = [...product, ...tests.filter((file) => file.path !== 'test/architecture.test.ts')]
      .filter((file) => leftover.test(file.text))
      .map((file) => lineOf(file, leftover.exec(file.text)?.index ?? 0))
    check(found, 'what is left to do belongs in an issue, and no path of one machine in the product')
  })
})
