import Database from 'better-sqlite3'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLog } from '../../server/log.ts'
import { systemClock } from '../../server/clock.ts'
import { openDb } from '../../server/db/open.ts'
import { bundleProgram } from '../support/killable.ts'
import { createDisk, type Disk } from './disk.ts'
import { record, type Step } from './recording.ts'

// Power cuts, played: a recorded run is cut off at a random point, and of what was not flushed a random part is lost or
// torn. What the program had acknowledged by then must be there, and the file must be sound. Linux, with strace.
//   node test/torture/power-cuts.ts [cuts]

const FILES = ['hoist.db', 'hoist.db-wal']
const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'hoist-power-'))

type Recorded = { before: Map<string, Buffer>; steps: Step[] }
type Verdict = { cuts: number; cutsWithLoss: number; lostRows: number; corrupt: number }

/** Numbers from a seed, so that a cut that failed can be played again (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

async function recordHoist(): Promise<Recorded> {
  const dataDir = join(root, 'hoist')
  await (await openDb({ databaseUrl: null, dataDir, clock: systemClock, log: createLog('silent') })).close()
  const before = new Map([['hoist.db', readFileSync(join(dataDir, 'hoist.db'))]])
  const program = await bundleProgram('store-program')
  const task = { databaseUrl: null, dataDir, round: 0, point: 'before-commit', nth: 1e9 }
  return { before, steps: record([process.execPath, program, JSON.stringify(task)], join(root, 'hoist.strace')) }
}

function recordControl(synchronous: string): Recorded {
  const program = fileURLToPath(new URL('control-program.mjs', import.meta.url))
  const folder = mkdtempSync(join(root, 'control-'))
  const steps = record([process.execPath, program, join(folder, 'hoist.db'), synchronous], join(root, 'control.strace'))
  return { before: new Map(), steps }
}

function play({ before, steps }: Recorded, cuts: number, seed: number): Verdict {
  const chance = chanceFrom(seed)
  const at = Array.from({ length: cuts }, () => Math.floor(chance() * steps.length)).sort((a, b) => a - b)
  const disks = new Map<string, Disk>(FILES.map((name) => [name, createDisk(before.get(name) ?? Buffer.alloc(0))]))
  const acknowledged: string[] = []
  const verdict: Verdict = { cuts, cutsWithLoss: 0, lostRows: 0, corrupt: 0 }
  let done = 0
  for (const point of at) {
    for (; done < point; done++) {
      const step = steps[done]
      if (step?.kind === 'ack') {
        const line = JSON.parse(step.line) as { acknowledged?: string }
        if (line.acknowledged !== undefined) acknowledged.push(line.acknowledged)
      } else if (step) disks.get(step.file)?.apply(step)
    }
    const found = readBack(disks, chance)
    if (found === null) verdict.corrupt += 1
    const lost = found === null ? 0 : acknowledged.filter((id) => !found.has(id)).length
    verdict.lostRows += lost
    if (lost > 0) verdict.cutsWithLoss += 1
  }
  return verdict
}

/** The rows of the file after the cut; null where it is not sound. */
function readBack(disks: Map<string, Disk>, chance: () => number): Set<string> | null {
  const file = join(root, 'hoist.db')
  for (const name of [...FILES, 'hoist.db-shm']) rmSync(join(root, name), { force: true })
  for (const [name, disk] of disks) {
    const content = disk.afterPowerCut(chance)
    if (content.length > 0 || name === 'hoist.db') writeFileSync(join(root, name), content)
  }
  let client: Database.Database | undefined
  try {
    client = new Database(file)
    if (client.pragma('integrity_check(1)', { simple: true }) !== 'ok') return null
    const there = client.prepare("select 1 from sqlite_schema where name = 'organization'").get()
    const rows = there ? client.prepare<[], { id: string }>('select id from organization').all() : []
    return new Set(rows.map((row) => row.id))
  } catch {
    return null
  } finally {
    client?.close()
  }
}

const wanted = Number(process.argv[2] ?? 20_000)
const say = (name: string, verdict: Verdict) => process.stdout.write(`${JSON.stringify({ name, ...verdict })}\n`)
try {
  const full = play(await recordHoist(), wanted, 1)
  say('Hoist', full)
  const normal = play(recordControl('NORMAL'), Math.min(wanted, 1_000), 2)
  say('control: synchronous=NORMAL', normal)
  const off = play(recordControl('OFF'), Math.min(wanted, 400), 3)
  say('control: synchronous=OFF', off)
  if (full.lostRows > 0 || full.corrupt > 0) throw new Error('Hoist lost or damaged what it had confirmed')
  if (normal.cutsWithLoss === 0) throw new Error('synchronous=NORMAL lost nothing: this harness sees no losses')
} finally {
  rmSync(root, { recursive: true, force: true })
}
