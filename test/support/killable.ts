import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync, writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import type { FaultPoint, Faults } from '../../server/faults.ts'

const folder = fileURLToPath(new URL('../../node_modules/.cache/hoist-fault', import.meta.url))

/** Bundles a program of test/fault, so that hundreds of starts take a fifth of a second each. Answers the file to run. */
export async function bundleProgram(name: string): Promise<string> {
  const dir = join(folder, `${name}.${process.pid}`)
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }')
  await build({
    // As in the product, the program of the threads lies beside.
    input: {
      [name]: fileURLToPath(new URL(`../fault/${name}.ts`, import.meta.url)),
      worker: fileURLToPath(new URL('../../server/worker.ts', import.meta.url)),
    },
    platform: 'node',
    external: [/^node:/, 'better-sqlite3', 'pg-native', 'pg-cloudflare'],
    logLevel: 'silent',
    output: { dir, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  })
  return join(dir, `${name}.js`)
}

/** What a program said, line by line as JSON, and whether it was killed or came to its end. */
export type Run = { said: unknown[]; killed: boolean; errors: string }

/** To kill at a moment that has nothing to do with what the program does: so long after its start or its first line. */
export type Moment = { since: 'start' | 'first-line'; milliseconds: number }

/** Runs a bundled program to its end, which is often sudden. `task` is handed to it as JSON. */
export async function runProgram(file: string, task: unknown, killAt?: Moment): Promise<Run> {
  const child = spawn(process.execPath, [file, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })
  const countDown = () => setTimeout(() => child.kill('SIGKILL'), killAt?.milliseconds)
  if (killAt?.since === 'start') countDown()
  const said: unknown[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(JSON.parse(line))
    if (killAt?.since === 'first-line' && said.length === 1) countDown()
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const killed = await new Promise<boolean>((resolve) =>
    child.once('close', (_, signal) => resolve(signal === 'SIGKILL')),
  )
  return { said, killed, errors }
}

/** In the program: its task. */
export function taskOf<Task>(): Task {
  // Usually written at the end, which most of these programs never see.
  flushCompileCache()
  return JSON.parse(process.argv[2] ?? 'null') as Task
}

/** In the program: says a line, which has left the process when this returns. */
export function say(value: unknown): void {
  writeSync(1, `${JSON.stringify(value)}\n`)
}

/** In the program: ends it without warning at the nth time that the point is reached. */
export function killAt(point: FaultPoint | null, nth: number): Faults {
  let reached = 0
  return {
    reach(at) {
      if (at !== point) return
      reached += 1
      if (reached === nth) process.kill(process.pid, 'SIGKILL')
    },
  }
}
